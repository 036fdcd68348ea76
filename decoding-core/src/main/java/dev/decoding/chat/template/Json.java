package dev.decoding.chat.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code json.dumps}.
 */
final class Json {

	private final Rendering rendering;

	private final boolean ascii;

	private final @Nullable String indent;

	private final String itemSeparator;

	private final String keySeparator;

	private final boolean sortKeys;

	private final StringBuilder text = new StringBuilder(512);

	private int depth;

	private Json(Rendering rendering, BoundArguments arguments) {
		this.rendering = rendering;
		this.ascii = arguments.isTrue(1, false);
		this.indent = arguments.has(2) ? indent(rendering, arguments.get(2)) : null;
		if (arguments.has(3)) {
			List<Object> separators = Iteration.list(rendering, arguments.get(3));
			if (separators.size() != 2 || !Text.isText(separators.get(0)) || !Text.isText(separators.get(1))) {
				throw PythonError.type("separators must be two strings");
			}
			this.itemSeparator = Text.of(separators.get(0));
			this.keySeparator = Text.of(separators.get(1));
		}
		else {
			this.itemSeparator = (this.indent != null) ? "," : ", ";
			this.keySeparator = ": ";
		}
		this.sortKeys = arguments.isTrue(4, false);
	}

	/**
	 * Write a value.
	 * @param arguments the value, {@code ensure_ascii}, {@code indent},
	 * {@code separators} and {@code sort_keys}
	 */
	static String dumps(Rendering rendering, BoundArguments arguments) {
		Json json = new Json(rendering, arguments);
		json.write(arguments.get(0));
		return json.text.toString();
	}

	private static String indent(Rendering rendering, Object indent) {
		return Text.isText(indent) ? Text.of(indent) : Padding.fill(rendering, Numbers.index(indent), " ");
	}

	private void write(Object value) {
		if (Text.isText(value)) {
			writeText(Text.of(value));
		}
		else if (value instanceof SequenceValue sequence) {
			writeList(sequence);
		}
		else if (value instanceof DictValue dict) {
			writeDict(dict);
		}
		else {
			this.text.append(scalar(value));
		}
		this.rendering.checkLength(this.text.length());
	}

	private static String scalar(Object value) {
		if (value == None.NONE) {
			return "null";
		}
		if (value instanceof Boolean) {
			return value.toString();
		}
		if (value instanceof BigInteger number) {
			return Numbers.text(number);
		}
		if (value instanceof Long) {
			return value.toString();
		}
		if (value instanceof Double number) {
			if (Double.isNaN(number)) {
				return "NaN";
			}
			return Double.isInfinite(number) ? ((number > 0) ? "Infinity" : "-Infinity") : FloatText.of(number);
		}
		throw PythonError.type("Object of type " + Types.name(value) + " is not JSON serializable");
	}

	private void writeList(SequenceValue sequence) {
		if (sequence.length() == 0) {
			this.text.append("[]");
			return;
		}
		begin('[');
		boolean first = true;
		for (Object item : sequence.items()) {
			separate(first);
			write(item);
			first = false;
		}
		end(']');
	}

	private void writeDict(DictValue dict) {
		if (dict.length() == 0) {
			this.text.append("{}");
			return;
		}
		begin('{');
		boolean first = true;
		for (Map.Entry<Object, Object> entry : entries(dict)) {
			separate(first);
			writeText(key(dict.spelled(entry.getKey())));
			this.text.append(this.keySeparator);
			write(entry.getValue());
			first = false;
		}
		end('}');
	}

	private Collection<Map.Entry<Object, Object>> entries(DictValue dict) {
		if (!this.sortKeys) {
			return dict.entries().entrySet();
		}
		List<Map.Entry<Object, Object>> entries = new ArrayList<>(dict.entries().entrySet());
		Ordering.sort(this.rendering, entries, (entry) -> dict.spelled(entry.getKey()), false);
		return entries;
	}

	private static String key(Object key) {
		if (Text.isText(key)) {
			return Text.of(key);
		}
		if (Numbers.isNumber(key) || key == None.NONE) {
			return scalar(key);
		}
		throw PythonError.type("keys must be str, int, float, bool or None, not " + Types.name(key));
	}

	private void begin(char bracket) {
		this.text.append(bracket);
		this.depth++;
	}

	private void separate(boolean first) {
		if (!first) {
			this.text.append(this.itemSeparator);
		}
		newLine();
	}

	private void end(char bracket) {
		this.depth--;
		newLine();
		this.text.append(bracket);
	}

	private void newLine() {
		if (this.indent != null) {
			this.text.append('\n');
			this.rendering.checkLength(this.text.length() + (long) this.depth * this.indent.length());
			for (int i = 0; i < this.depth; i++) {
				this.text.append(this.indent);
			}
		}
	}

	private void writeText(String value) {
		this.text.append('"');
		int written = 0;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' || c == '"' || c == '\\' || (this.ascii && c > '~')) {
				this.text.append(value, written, i);
				writeEscaped(c);
				written = i + 1;
			}
		}
		this.text.append(value, written, value.length()).append('"');
	}

	private void writeEscaped(char c) {
		switch (c) {
			case '"' -> this.text.append("\\\"");
			case '\\' -> this.text.append("\\\\");
			case '\n' -> this.text.append("\\n");
			case '\r' -> this.text.append("\\r");
			case '\t' -> this.text.append("\\t");
			case '\f' -> this.text.append("\\f");
			case '\b' -> this.text.append("\\b");
			default -> this.text.append("\\u%04x".formatted((int) c));
		}
	}

}
