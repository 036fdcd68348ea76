package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code tuple}.
 */
class TupleValue extends SequenceValue {

	TupleValue(List<Object> items) {
		super(items);
	}

	static TupleValue of(Object... items) {
		return new TupleValue(List.of(items));
	}

	@Override
	TupleValue with(List<Object> others) {
		return new TupleValue(others);
	}

	@Override
	String typeName() {
		return "tuple";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append('(');
		appendItems(text);
		text.append((length() == 1) ? ",)" : ")");
	}

	@Override
	@Nullable Object attribute(String name) {
		return SequenceMethods.TUPLE.find(this, name);
	}

	@Override
	Object key() {
		List<Object> keys = new ArrayList<>(length());
		for (Object item : items()) {
			keys.add(DictValue.key(item));
		}
		return List.copyOf(keys);
	}

}
