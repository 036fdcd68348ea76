package dev.decoding.engine.tokenizer;

/**
 * Bytes to text as they arrive. What is not UTF-8 becomes U+FFFD, one for each longest
 * part of a sequence that could have been a character, as the Unicode standard recommends
 * (section 3.9) and Rust's {@code from_utf8_lossy} does; Java's decoder counts otherwise.
 */
final class Utf8Text {

	/** What stands for bytes that are no character. */
	static final int REPLACEMENT = 0xFFFD;

	private int codePoint;

	/** How many bytes are still to come. */
	private int missing;

	/** The least that the next byte may be. */
	private int lower;

	/** The most that the next byte may be. */
	private int upper;

	/**
	 * Take one more byte.
	 * @param value the byte
	 * @param text where complete characters go
	 */
	void append(byte value, StringBuilder text) {
		int next = value & 0xFF;
		if (this.missing > 0 && (next < this.lower || next > this.upper)) {
			end(text);
		}
		if (this.missing == 0) {
			begin(next, text);
			return;
		}
		this.codePoint = (this.codePoint << 6) | (next & 0x3F);
		this.lower = 0x80;
		this.upper = 0xBF;
		this.missing--;
		if (this.missing == 0) {
			text.appendCodePoint(this.codePoint);
		}
	}

	private void begin(int first, StringBuilder text) {
		if (first < 0x80) {
			text.append((char) first);
		}
		else if (first < 0xC2 || first > 0xF4) {
			text.append((char) REPLACEMENT);
		}
		else {
			this.missing = (first < 0xE0) ? 1 : (first < 0xF0) ? 2 : 3;
			this.codePoint = first & (0x3F >> this.missing);
			this.lower = (first == 0xE0) ? 0xA0 : (first == 0xF0) ? 0x90 : 0x80;
			this.upper = (first == 0xED) ? 0x9F : (first == 0xF4) ? 0x8F : 0xBF;
		}
	}

	/**
	 * End the text.
	 * @param text where U+FFFD goes if a character is incomplete
	 */
	void end(StringBuilder text) {
		if (this.missing > 0) {
			this.missing = 0;
			text.append((char) REPLACEMENT);
		}
	}

}
