package dev.decoding.chat.template;

/**
 * Fills text up to a width.
 */
final class Padding {

	private Padding() {
	}

	static String left(Rendering rendering, String text, long width, String fill) {
		return text + fill(rendering, width - Text.length(text), fill);
	}

	static String right(Rendering rendering, String text, long width, String fill) {
		return fill(rendering, width - Text.length(text), fill) + text;
	}

	/**
	 * Center as {@code str.center}: what is left over goes to the left if the width is
	 * odd.
	 */
	static String center(Rendering rendering, String text, long width, String fill) {
		long missing = width - Text.length(text);
		long left = missing / 2 + (missing & width & 1);
		return (missing <= 0) ? text : fill(rendering, left, fill) + text + fill(rendering, missing - left, fill);
	}

	static String fill(Rendering rendering, long count, String fill) {
		if (count <= 0) {
			return "";
		}
		rendering.allocate(count * fill.length());
		return fill.repeat((int) count);
	}

}
