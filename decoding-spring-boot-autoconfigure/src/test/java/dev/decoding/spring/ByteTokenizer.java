package dev.decoding.spring;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * A tokenizer whose tokens are the bytes of UTF-8 and some special ones: two, or four
 * with those of ChatML.
 */
class ByteTokenizer implements Tokenizer, Vocabulary {

	static final int BEGIN = 256;

	static final int END = 257;

	static final int MESSAGE_START = 258;

	static final int MESSAGE_END = 259;

	static final int SIZE = 260;

	private static final List<String> SPECIAL = List.of("<begin>", "<end>", "<|im_start|>", "<|im_end|>");

	private final boolean chatMl;

	ByteTokenizer(boolean chatMl) {
		this.chatMl = chatMl;
	}

	@Override
	public int[] encode(String text, boolean addSpecialTokens) {
		IntStream.Builder tokens = IntStream.builder();
		if (addSpecialTokens) {
			tokens.add(BEGIN);
		}
		for (int i = 0; i < text.length();) {
			int special = specialAt(text, i);
			int end = (special >= 0) ? i + token(special).length() : i + Character.charCount(text.codePointAt(i));
			if (special >= 0) {
				tokens.add(special);
			}
			else {
				for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
					tokens.add(Byte.toUnsignedInt(b));
				}
			}
			i = end;
		}
		return tokens.build().toArray();
	}

	private int specialAt(String text, int position) {
		return IntStream.range(BEGIN, size())
			.filter((token) -> text.startsWith(token(token), position))
			.findFirst()
			.orElse(-1);
	}

	@Override
	public String decode(int[] tokens, boolean skipSpecialTokens) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int token : tokens) {
			bytes.writeBytes((isSpecial(token) && !skipSpecialTokens) ? token(token).getBytes(StandardCharsets.UTF_8)
					: bytes(token));
		}
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
		return this.chatMl ? SIZE : MESSAGE_START;
	}

	@Override
	public byte[] bytes(int token) {
		return (token < BEGIN) ? new byte[] { (byte) token } : new byte[0];
	}

	@Override
	public String token(int token) {
		return isSpecial(token) ? SPECIAL.get(token - BEGIN) : String.valueOf((char) token);
	}

	@Override
	public OptionalInt id(String token) {
		return IntStream.range(0, size()).filter((id) -> token(id).equals(token)).findFirst();
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
