package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.function.Function;

/**
 * An iterator over what a function makes of the elements of another.
 *
 * @param <T> the type of the elements of the other
 */
final class MappedIterator<T> implements Iterator<Object> {

	private final Iterator<T> elements;

	private final Function<T, Object> function;

	MappedIterator(Iterator<T> elements, Function<T, Object> function) {
		this.elements = elements;
		this.function = function;
	}

	@Override
	public boolean hasNext() {
		return this.elements.hasNext();
	}

	@Override
	public Object next() {
		return this.function.apply(this.elements.next());
	}

}
