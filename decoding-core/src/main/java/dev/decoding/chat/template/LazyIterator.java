package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An iterator that is made when it is first read, as the body of a Python generator runs.
 */
final class LazyIterator implements Iterator<Object> {

	private final Supplier<Iterator<Object>> supplier;

	private @Nullable Iterator<Object> elements;

	LazyIterator(Supplier<Iterator<Object>> supplier) {
		this.supplier = supplier;
	}

	private Iterator<Object> elements() {
		Iterator<Object> made = this.elements;
		if (made == null) {
			made = this.supplier.get();
			this.elements = made;
		}
		return made;
	}

	@Override
	public boolean hasNext() {
		return elements().hasNext();
	}

	@Override
	public Object next() {
		return elements().next();
	}

}
