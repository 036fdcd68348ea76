package dev.decoding.chat.template;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code list}.
 */
final class ListValue extends SequenceValue {

	ListValue(List<Object> items) {
		super(items);
	}

	@Override
	ListValue with(List<Object> others) {
		return new ListValue(others);
	}

	@Override
	String typeName() {
		return "list";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append('[');
		appendItems(text);
		text.append(']');
	}

	@Override
	@Nullable Object attribute(String name) {
		return SequenceMethods.LIST.find(this, name);
	}

	@Override
	Object key() {
		throw PythonError.type("unhashable type: 'list'");
	}

}
