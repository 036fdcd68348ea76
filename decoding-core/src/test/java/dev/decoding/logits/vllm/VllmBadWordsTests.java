package dev.decoding.logits.vllm;

import java.util.List;
import java.util.Map;

import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;

import static dev.decoding.logits.vllm.Processing.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link VllmBadWords}.
 */
class VllmBadWordsTests {

	private static final VllmBadWords WORDS = new VllmBadWords(List.of(List.of(3), List.of(0, 2, 1)));

	@Test
	void removesWordsOfOneTokenAlways() {
		assertThat(Processing.of(WORDS, TokenSequence.of(1), 1, 4, 2, 3)).containsExactly(1, 4, 2, GONE);
	}

	@Test
	void removesTheLastTokenOfAWord() {
		assertThat(Processing.of(WORDS, TokenSequence.of(1).append(0, 2), 1, 4, 2, 3)).containsExactly(1, GONE, 2,
				GONE);
	}

	@Test
	void doesNotLookAtThePrompt() {
		assertThat(Processing.of(WORDS, TokenSequence.of(0).append(2), 1, 4, 2, 3)).containsExactly(1, 4, 2, GONE);
	}

	@Test
	void encodesWordsWithAndWithoutALeadingSpace() {
		Tokenizer tokenizer = new TableTokenizer(Map.of("a", new int[] { 1 }, " a", new int[] { 2 }, "ab",
				new int[] { 1, 5 }, " ab", new int[] { 6 }, "c", new int[] { 7, 8 }, " c", new int[] { 7, 9 }));
		assertThat(VllmBadWords.of(tokenizer, List.of("  a", "ab", "c")).sequences()).containsExactly(List.of(1),
				List.of(2), List.of(1, 5), List.of(7, 8));
	}

	@Test
	void refusesWordsWithoutTokens() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmBadWords(List.of(List.of())))
			.withMessage("'badWords' has an empty sequence of tokens, which completes nothing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> VllmBadWords.of(new TableTokenizer(Map.of("", new int[0])), List.of(" ")))
			.withMessage("'badWords' has ' ', which has no tokens");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> Processing.of(WORDS, TokenSequence.of(1), 1, 4, 2))
			.withMessage("'badWords' has the token id 3 but must have ids from 0 to 2, the last of the vocabulary");
	}

	/**
	 * Knows some texts.
	 *
	 * @param tokens the tokens of each text
	 */
	private record TableTokenizer(Map<String, int[]> tokens) implements Tokenizer {

		@Override
		public int[] encode(String text, boolean addSpecialTokens) {
			assertThat(addSpecialTokens).isFalse();
			return this.tokens.get(text);
		}

		@Override
		public String decode(int[] ids, boolean skipSpecialTokens) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Vocabulary vocabulary() {
			throw new UnsupportedOperationException();
		}

		@Override
		public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
			throw new UnsupportedOperationException();
		}

	}

}
