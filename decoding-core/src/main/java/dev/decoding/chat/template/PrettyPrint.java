package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Python's {@code pprint}: what does not fit into 80 characters takes a line for each
 * element, and dicts are sorted.
 */
final class PrettyPrint {

	private static final int WIDTH = 80;

	private final StringBuilder text = new StringBuilder();

	private final Rendering rendering;

	private PrettyPrint(Rendering rendering) {
		this.rendering = rendering;
	}

	static String of(Rendering rendering, Object value) {
		PrettyPrint print = new PrettyPrint(rendering);
		print.print(value, 0, 0);
		return print.text.toString();
	}

	private void print(Object value, int indent, int allowance) {
		String plain = plain(value);
		if (Text.length(plain) <= WIDTH - indent - allowance) {
			this.text.append(plain);
		}
		else if (value instanceof DictValue dict && dict.isTrue()) {
			printDict(dict, indent, allowance);
		}
		else if (value instanceof SequenceValue sequence && sequence.isTrue()) {
			printSequence(sequence, indent, allowance);
		}
		else {
			this.text.append(plain);
		}
	}

	private void printDict(DictValue dict, int indent, int allowance) {
		this.text.append('{');
		List<Object> items = sorted(dict);
		for (int i = 0; i < items.size(); i++) {
			TupleValue item = (TupleValue) items.get(i);
			boolean last = i == items.size() - 1;
			String key = plain(item.items().get(0));
			this.text.append(key).append(": ");
			print(item.items().get(1), indent + Text.length(key) + 3, last ? allowance + 1 : 1);
			separate(last, indent);
		}
		this.text.append('}');
	}

	private void printSequence(SequenceValue sequence, int indent, int allowance) {
		boolean tuple = sequence instanceof TupleValue;
		this.text.append(tuple ? '(' : '[');
		List<Object> items = sequence.items();
		for (int i = 0; i < items.size(); i++) {
			boolean last = i == items.size() - 1;
			print(items.get(i), indent + 1, last ? allowance + 1 : 1);
			separate(last, indent);
		}
		this.text.append((tuple && items.size() == 1) ? "," : "").append(tuple ? ')' : ']');
	}

	private void separate(boolean last, int indent) {
		if (!last) {
			this.text.append(",\n").append(" ".repeat(indent + 1));
		}
	}

	private List<Object> sorted(DictValue dict) {
		List<Object> items = new ArrayList<>();
		dict.items().forEachRemaining(items::add);
		try {
			Ordering.sort(this.rendering, items, (item) -> ((TupleValue) item).items().get(0), false);
		}
		catch (PythonError ex) {
			Ordering.sort(this.rendering, items, (item) -> Types.name(((TupleValue) item).items().get(0)), false);
		}
		return items;
	}

	private String plain(Object value) {
		StringBuilder text = new StringBuilder();
		appendPlain(text, value);
		this.rendering.allocate(text.length());
		return text.toString();
	}

	private void appendPlain(StringBuilder text, Object value) {
		if (value instanceof DictValue dict) {
			text.append('{');
			for (Iterator<Object> items = sorted(dict).iterator(); items.hasNext();) {
				TupleValue item = (TupleValue) items.next();
				appendPlain(text, item.items().get(0));
				text.append(": ");
				appendPlain(text, item.items().get(1));
				text.append(items.hasNext() ? ", " : "");
			}
			text.append('}');
		}
		else if (value instanceof SequenceValue sequence) {
			boolean tuple = sequence instanceof TupleValue;
			text.append(tuple ? '(' : '[');
			for (Iterator<Object> items = sequence.items().iterator(); items.hasNext();) {
				appendPlain(text, items.next());
				text.append(items.hasNext() ? ", " : "");
			}
			text.append((tuple && sequence.length() == 1) ? "," : "").append(tuple ? ')' : ']');
		}
		else {
			Representation.append(text, value);
		}
	}

}
