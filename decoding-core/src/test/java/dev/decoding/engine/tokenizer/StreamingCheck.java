package dev.decoding.engine.tokenizer;

import java.nio.charset.StandardCharsets;
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
	 * Check the stream of some tokens that follow others. Where those that follow change
	 * the text before, as when they complete a character, it begins with the change.
	 * @param tokenizer the tokenizer
	 * @param tokens the tokens
	 * @param from how many of them are the context
	 * @param skipSpecialTokens whether to leave out special tokens
	 */
	static void check(Tokenizer tokenizer, int[] tokens, int from, boolean skipSpecialTokens) {
		String whole = tokenizer.decode(tokens, skipSpecialTokens);
		String before = tokenizer.decode(Arrays.copyOf(tokens, from), skipSpecialTokens);
		assertThat(stream(tokenizer, tokens, from, skipSpecialTokens))
			.as("tokens %s from %d on, skipping special ones: %s", Arrays.toString(tokens), from, skipSpecialTokens)
			.isEqualTo(whole.substring(commonPrefix(before, whole)));
	}

	private static int commonPrefix(String before, String whole) {
		int mismatch = Arrays.mismatch(before.codePoints().toArray(), whole.codePoints().toArray());
		return (mismatch < 0) ? whole.length() : whole.offsetByCodePoints(0, mismatch);
	}

	private static String stream(Tokenizer tokenizer, int[] tokens, int from, boolean skipSpecialTokens) {
		StreamingDecoder decoder = tokenizer.streamingDecoder(Arrays.copyOf(tokens, from), skipSpecialTokens);
		StringBuilder text = new StringBuilder();
		for (int i = from; i < tokens.length; i++) {
			text.append(complete(decoder.next(tokens[i])));
		}
		return text.append(complete(decoder.end())).toString();
	}

	private static String complete(String part) {
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(part)).as("'%s' has no half characters", part)
			.isTrue();
		return part;
	}

}
