package dev.decoding.chat.template;

/**
 * A value made of others. How much there is in it, and how deep, is bounded when it is
 * made, so that everything that goes through a value ends: a list that holds one list
 * twice, which holds another twice, and so on, is small but takes forever to print.
 */
abstract class Container extends Value {

	private static final long MAX_SIZE = 16_000_000;

	private static final int MAX_DEPTH = 500;

	private long size = 1;

	private int depth = 1;

	/**
	 * Take note of an element.
	 */
	protected final void include(Object element) {
		if (element instanceof Container container) {
			this.size += container.size;
			if (container.depth >= this.depth) {
				this.depth = container.depth + 1;
			}
			if (this.depth > MAX_DEPTH) {
				throw PythonError.limit("values nested more than " + MAX_DEPTH + " deep");
			}
		}
		else {
			this.size++;
		}
		if (this.size > MAX_SIZE) {
			throw PythonError.limit("a value of more than " + MAX_SIZE + " elements in all");
		}
	}

}
