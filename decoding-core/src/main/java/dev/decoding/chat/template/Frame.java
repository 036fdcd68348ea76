package dev.decoding.chat.template;

import org.jspecify.annotations.Nullable;

/**
 * The variables of one call of a {@link Code}.
 */
final class Frame {

	private final @Nullable Object[] variables;

	private final @Nullable Frame parent;

	private final Rendering rendering;

	Frame(Code code, @Nullable Frame parent, Rendering rendering) {
		this.variables = new @Nullable Object[code.size()];
		this.parent = parent;
		this.rendering = rendering;
	}

	Rendering rendering() {
		return this.rendering;
	}

	/**
	 * Return a variable.
	 * @param depth how many frames further out it is
	 * @param slot its place there
	 * @return the value, or {@code null} if it has none
	 */
	@Nullable Object get(int depth, int slot) {
		Frame frame = this;
		for (int i = 0; i < depth && frame.parent != null; i++) {
			frame = frame.parent;
		}
		return frame.variables[slot];
	}

	void set(int slot, @Nullable Object value) {
		this.variables[slot] = value;
	}

}
