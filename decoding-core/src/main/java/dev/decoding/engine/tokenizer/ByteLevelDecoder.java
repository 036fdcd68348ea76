package dev.decoding.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes tokens that spell each byte as one printable character, as in GPT-2: a byte
 * that is a printable character of Latin-1 stands for itself, the others are numbered
 * from U+0100. A token with any other character in it stands for its own text.
 */
final class ByteLevelDecoder implements PieceDecoder {

	/** From a character to its byte, or -1. */
	private static final int[] BYTES = bytes();

	private static int[] bytes() {
		int[] bytes = new int[512];
		Arrays.fill(bytes, -1);
		int next = 256;
		for (int value = 0; value < 256; value++) {
			bytes[isPrintable(value) ? value : next++] = value;
		}
		return bytes;
	}

	private static boolean isPrintable(int value) {
		return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
	}

	@Override
	public byte[] bytes(String piece) {
		byte[] bytes = new byte[piece.length()];
		for (int i = 0; i < bytes.length; i++) {
			char character = piece.charAt(i);
			int value = (character < BYTES.length) ? BYTES[character] : -1;
			if (value < 0) {
				return piece.getBytes(StandardCharsets.UTF_8);
			}
			bytes[i] = (byte) value;
		}
		return bytes;
	}

	@Override
	public String decodeInside(String piece) {
		return piece;
	}

	@Override
	public PieceStream start(PieceStream next) {
		Utf8Text utf8 = new Utf8Text();
		StringBuilder text = new StringBuilder();
		return new PieceStream() {

			@Override
			public void accept(String piece) {
				for (byte value : bytes(piece)) {
					utf8.append(value, text);
				}
				pass();
			}

			@Override
			public void end() {
				utf8.end(text);
				pass();
				next.end();
			}

			private void pass() {
				if (!text.isEmpty()) {
					next.accept(text.toString());
					text.setLength(0);
				}
			}

		};
	}

}
