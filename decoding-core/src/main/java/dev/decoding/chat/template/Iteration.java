package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads values one after the other, each of which counts as a loop step.
 */
final class Iteration {

	private Iteration() {
	}

	static Iterator<Object> of(Rendering rendering, Object value) {
		Iterator<Object> elements = null;
		if (value instanceof Value other) {
			elements = other.iterator();
		}
		else if (value instanceof String text) {
			elements = Text.characters(text);
		}
		if (elements == null) {
			throw PythonError.type("'" + Types.name(value) + "' object is not iterable");
		}
		return new Counted(rendering, elements);
	}

	static List<Object> list(Rendering rendering, Object value) {
		List<Object> elements = new ArrayList<>();
		Iterator<Object> iterator = of(rendering, value);
		while (iterator.hasNext()) {
			elements.add(iterator.next());
		}
		rendering.allocate(elements.size());
		return elements;
	}

	/**
	 * Return the number of elements of a value that has one.
	 */
	static int length(Object value) {
		int length = -1;
		if (value instanceof Value other) {
			length = other.length();
		}
		else if (value instanceof String text) {
			length = Text.length(text);
		}
		if (length < 0) {
			throw PythonError.type("object of type '" + Types.name(value) + "' has no len()");
		}
		return length;
	}

	private record Counted(Rendering rendering, Iterator<Object> elements) implements Iterator<Object> {

		@Override
		public boolean hasNext() {
			return this.elements.hasNext();
		}

		@Override
		public Object next() {
			this.rendering.step();
			return this.elements.next();
		}

	}

}
