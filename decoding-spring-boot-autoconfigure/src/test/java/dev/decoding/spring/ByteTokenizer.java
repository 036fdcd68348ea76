package dev.decoding.spring;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * A tokenizer whose tokens are the bytes of UTF-8 and two special ones.
 */
class ByteTokenizer implements Tokenizer, Vocabulary {

	static final int BEGIN = 256;

	static final int END = 257;

	static final int SIZE = 258;

	@Override
	public int[] encode(String text, boolean addSpecialTokens) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		IntStream tokens = IntStream.range(0, bytes.length).map((i) -> Byte.toUnsignedInt(bytes[i]));
		return (addSpecialTokens ? IntStream.concat(IntStream.of(BEGIN), tokens) : tokens).toArray();
	}

	@Override
	public String decode(int[] tokens, boolean skipSpecialTokens) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Arrays.stream(tokens).forEach((token) -> bytes.writeBytes(bytes(token)));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Override
	public Vocabulary vocabulary() {
		return this;
	}

	@Override
	public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
		return new Decoder();
	}

	@Override
	public int size() {
		return SIZE;
	}

	@Override
	public byte[] bytes(int token) {
		return (token < BEGIN) ? new byte[] { (byte) token } : new byte[0];
	}

	@Override
	public String token(int token) {
		return switch (token) {
			case BEGIN -> "<begin>";
			case END -> "<end>";
			default -> String.valueOf((char) token);
		};
	}

	@Override
	public OptionalInt id(String token) {
		return IntStream.range(0, SIZE).filter((id) -> token(id).equals(token)).findFirst();
	}

	@Override
	public boolean isSpecial(int token) {
		return token >= BEGIN;
	}

	/**
	 * Holds back the bytes of an incomplete character.
	 */
	private static final class Decoder implements StreamingDecoder {

		private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

		@Override
		public String next(int token) {
			if (token < BEGIN) {
				this.pending.write(token);
			}
			String text = this.pending.toString(StandardCharsets.UTF_8);
			return text.endsWith("\uFFFD") ? "" : end();
		}

		@Override
		public String end() {
			String text = this.pending.toString(StandardCharsets.UTF_8);
			this.pending.reset();
			return text;
		}

	}

}
