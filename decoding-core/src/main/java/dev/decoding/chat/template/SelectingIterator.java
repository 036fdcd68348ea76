package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * An iterator over the elements of another that fulfil a condition.
 */
final class SelectingIterator implements Iterator<Object> {

	private final Iterator<Object> elements;

	private final Predicate<Object> condition;

	private @Nullable Object next;

	SelectingIterator(Iterator<Object> elements, Predicate<Object> condition) {
		this.elements = elements;
		this.condition = condition;
	}

	@Override
	public boolean hasNext() {
		while (this.next == null && this.elements.hasNext()) {
			Object element = this.elements.next();
			if (this.condition.test(element)) {
				this.next = element;
			}
		}
		return this.next != null;
	}

	@Override
	public Object next() {
		if (!hasNext() || this.next == null) {
			throw new NoSuchElementException();
		}
		Object element = this.next;
		this.next = null;
		return element;
	}

}
