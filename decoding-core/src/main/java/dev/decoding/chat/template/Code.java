package dev.decoding.chat.template;

import org.jspecify.annotations.Nullable;

/**
 * A part of a template that has its own frame whenever it runs, as what Jinja compiles to
 * a Python function: the template itself, a macro, a block. It counts the variables.
 */
final class Code {

	private final @Nullable Code parent;

	private int size;

	Code(@Nullable Code parent) {
		this.parent = parent;
	}

	int size() {
		return this.size;
	}

	Variable allocate(String name) {
		return new Variable(name, this, this.size++);
	}

	/**
	 * Return how many frames further out than this code's another's is.
	 */
	int distance(Code other) {
		int distance = 0;
		Code code = this;
		while (code != other && code.parent != null) {
			code = code.parent;
			distance++;
		}
		return distance;
	}

	/**
	 * A variable.
	 *
	 * @param name its name in the template
	 * @param code whose frame holds it
	 * @param slot its place there
	 */
	record Variable(String name, Code code, int slot) {

	}

}
