package dev.decoding.chat.template;

import java.util.Iterator;

/**
 * An iterator: what filters such as {@code map} return. It is worked out while it is
 * read, and only once.
 */
final class Generator extends Value {

	private final String typeName;

	private final Iterator<Object> elements;

	Generator(Iterator<Object> elements) {
		this("generator", elements);
	}

	Generator(String typeName, Iterator<Object> elements) {
		this.typeName = typeName;
		this.elements = elements;
	}

	@Override
	String typeName() {
		return this.typeName;
	}

	@Override
	Iterator<Object> iterator() {
		return this.elements;
	}

}
