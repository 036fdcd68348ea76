package dev.decoding.engine.tokenizer;

import java.util.Arrays;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Tokenizer.StreamingDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares streams of tokens with decoding them at once.
 */
final class StreamingCheck {

	private StreamingCheck() {
	}

	/**
	 * Check the stream of some tokens, from the beginning and from the middle.
	 * @param tokenizer the tokenizer
	 * @param tokens the tokens
	 * @param skipSpecialTokens whether to leave out special tokens
	 */
	static void check(Tokenizer tokenizer, int[] tokens, boolean skipSpecialTokens) {
		String whole = tokenizer.decode(tokens, skipSpecialTokens);
		assertThat(stream(tokenizer, tokens, 0, skipSpecialTokens)).as(Arrays.toString(tokens)).isEqualTo(whole);
		int middle = tokens.length / 2;
		String before = tokenizer.decode(Arrays.copyOf(tokens, middle), skipSpecialTokens);
		if (!before.endsWith("\uFFFD") && whole.startsWith(before)) {
			assertThat(stream(tokenizer, tokens, middle, skipSpecialTokens)).as(Arrays.toString(tokens))
				.isEqualTo(whole.substring(before.length()));
		}
	}

	private static String stream(Tokenizer tokenizer, int[] tokens, int from, boolean skipSpecialTokens) {
		StreamingDecoder decoder = tokenizer.streamingDecoder(Arrays.copyOf(tokens, from), skipSpecialTokens);
		StringBuilder text = new StringBuilder();
		for (int i = from; i < tokens.length; i++) {
			String part = decoder.next(tokens[i]);
			if (!part.isEmpty()) {
				assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
			}
			text.append(part);
		}
		return text.append(decoder.end()).toString();
	}

}
