package dev.decoding.chat.template;

/**
 * Text in ASCII.
 */
final class Ascii {

	private Ascii() {
	}

	/**
	 * Return what Python's {@code ascii} says.
	 */
	static String representation(Object value) {
		StringBuilder text = new StringBuilder();
		Representation.of(value).codePoints().forEach((c) -> {
			if (c < 128) {
				text.append((char) c);
			}
			else {
				Representation.appendEscape(text, c);
			}
		});
		return text.toString();
	}

}
