package dev.decoding.chat.template;

import java.util.Iterator;

/**
 * The keys, values or items of a dict.
 */
final class DictView extends Value {

	private final DictValue dict;

	private final Part part;

	DictView(DictValue dict, Part part) {
		this.dict = dict;
		this.part = part;
	}

	@Override
	String typeName() {
		return this.part.typeName;
	}

	@Override
	boolean isTrue() {
		return this.dict.isTrue();
	}

	@Override
	int length() {
		return this.dict.length();
	}

	@Override
	Iterator<Object> iterator() {
		return switch (this.part) {
			case KEYS -> this.dict.keys();
			case VALUES -> this.dict.values();
			case ITEMS -> this.dict.items();
		};
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append(typeName()).append("([");
		Iterator<Object> elements = iterator();
		while (elements.hasNext()) {
			Representation.append(text, elements.next());
			text.append(elements.hasNext() ? ", " : "");
		}
		text.append("])");
	}

	@Override
	boolean isEqual(Object other) {
		if (this == other) {
			return true;
		}
		if (this.part == Part.VALUES || !(other instanceof DictView view) || view.part != this.part) {
			return false;
		}
		return (this.part == Part.ITEMS) ? this.dict.isEqual(view.dict)
				: this.dict.entries().keySet().equals(view.dict.entries().keySet());
	}

	@Override
	Object key() {
		if (this.part == Part.VALUES) {
			return this;
		}
		throw PythonError.type("unhashable type: '" + typeName() + "'");
	}

	/**
	 * What is seen of the dict.
	 */
	enum Part {

		KEYS("dict_keys"), VALUES("dict_values"), ITEMS("dict_items");

		private final String typeName;

		Part(String typeName) {
			this.typeName = typeName;
		}

	}

}
