package dev.decoding.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.decoding.TableLm;
import dev.decoding.logits.SuppressTokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ConstrainedBeamSearch}.
 */
class ConstrainedBeamSearchTests {

	private static final List<String> TOKENS = List.of("a", "b", "c", "d", "e", "</s>");

	private static final int END = 5;

	@Test
	void thePhraseComesWhereItFits() {
		TableLm lm = new TableLm(TOKENS, 10,
				(sequence) -> new float[] { (float) Math.log(0.9), (float) Math.log(0.1), -30, -30, -30, -30 });
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(3).endOfTextTokens().build();
		GeneratedSequence sequence = search(4, RequiredPhrase.of(1, 0)).generate(lm, request).sequences().get(0);
		assertThat(sequence.tokens().generated()).isIn(new int[] { 0, 1, 0 }, new int[] { 1, 0, 0 });
		assertThat(sequence.score()).isCloseTo(Math.log(0.081) / 3, within(1e-4));
	}

	@Test
	void allPhrasesOccurInWhateverIsReturned() {
		List<RequiredPhrase> phrases = List.of(RequiredPhrase.of(3, 1), RequiredPhrase.of(4),
				new RequiredPhrase(List.of(List.of(2, 2), List.of(0, 2, 1))));
		for (int seed = 0; seed < 50; seed++) {
			GenerationRequest request = GenerationRequest.of(1).maxNewTokens(12).endOfTextTokens(END).build();
			GeneratedSequence sequence = new ConstrainedBeamSearch(new BeamSettings(8), phrases)
				.generate(random(seed), request)
				.sequences()
				.get(0);
			List<Integer> generated = Arrays.stream(sequence.tokens().generated()).boxed().toList();
			assertThat(Collections.indexOfSubList(generated, List.of(3, 1))).as("seed %d: %s", seed, generated)
				.isNotNegative();
			assertThat(generated).as("seed %d", seed).contains(4);
			assertThat(Collections.indexOfSubList(generated, List.of(2, 2)) >= 0
					|| Collections.indexOfSubList(generated, List.of(0, 2, 1)) >= 0)
				.as("seed %d: %s", seed, generated)
				.isTrue();
		}
	}

	@Test
	void aTextDoesNotEndBeforeItHasAllPhrases() {
		TableLm lm = new TableLm(TOKENS, 20, (sequence) -> new float[] { -2, -2, -9, -2, -9, 0 });
		GenerationRequest request = GenerationRequest.of(1).maxNewTokens(8).endOfTextTokens(END).build();
		GeneratedSequence sequence = new ConstrainedBeamSearch(new BeamSettings(6, 0, EarlyStopping.FALSE),
				List.of(RequiredPhrase.of(1, 3)))
			.generate(lm, request)
			.sequences()
			.get(0);
		assertThat(sequence.tokens().generated()).containsExactly(1, 3, END);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
	}

	@Test
	void tokensOfThePromptDoNotCount() {
		TableLm lm = new TableLm(TOKENS, 20, (sequence) -> new float[] { 0, -9, -9, -9, -9, -9 });
		GenerationRequest request = GenerationRequest.of(1, 3).maxNewTokens(4).endOfTextTokens().build();
		assertThat(search(4, RequiredPhrase.of(1, 3)).generate(lm, request).sequences().get(0).tokens().generated())
			.containsSubsequence(1, 3);
	}

	@Test
	void tokensOfTheForcedPrefixDo() {
		TableLm lm = new TableLm(TOKENS, 20, (sequence) -> new float[] { 0, -9, -9, -9, -9, -9 });
		GenerationRequest request = GenerationRequest.of(2)
			.forcedPrefix(1, 3)
			.maxNewTokens(4)
			.endOfTextTokens()
			.build();
		assertThat(search(4, RequiredPhrase.of(1, 3)).generate(lm, request).sequences().get(0).tokens().generated())
			.containsExactly(1, 3, 0, 0);
	}

	@Test
	void findsTheLikeliestSequencesWhenNoneCanHaveThePhrase() {
		TableLm lm = new TableLm(TOKENS, 20, (sequence) -> new float[] { 0, -1, -9, -9, -9, -9 });
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(3)
			.endOfTextTokens()
			.processors(new SuppressTokens(List.of(3)))
			.build();
		assertThat(search(4, RequiredPhrase.of(3)).generate(lm, request).sequences().get(0).tokens().generated())
			.containsExactly(0, 0, 0);
	}

	@Test
	void cancellingEndsItWithWhatItHas() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = new TableLm(TOKENS, 100, (sequence) -> {
			if (sequence.generatedLength() == 2) {
				cancellation.cancel();
			}
			return new float[] { 0, -1, -9, -9, -9, -9 };
		});
		GenerationRequest request = GenerationRequest.of(2).endOfTextTokens().cancellation(cancellation).build();
		GeneratedSequence sequence = search(2, RequiredPhrase.of(3)).generate(lm, request).sequences().get(0);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED);
		assertThat(sequence.tokens().generated()).hasSize(3).contains(3);
	}

	@Test
	void refusesWhatCannotBeSearchedFor() {
		assertThatIllegalArgumentException().isThrownBy(() -> search(4))
			.withMessage("'phrases' is empty but must have at least one phrase; use beam search for none");
		GenerationRequest request = GenerationRequest.of(2).build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> search(4, RequiredPhrase.of(1, 6)).generate(random(1), request))
			.withMessage("'phrases' has the token 6 but the vocabulary goes from 0 to 5");
	}

	private static ConstrainedBeamSearch search(int numBeams, RequiredPhrase... phrases) {
		return new ConstrainedBeamSearch(new BeamSettings(numBeams), List.of(phrases));
	}

	private static TableLm random(long seed) {
		return new TableLm(TOKENS, 20, (sequence) -> {
			Random random = new Random(31 * seed + Arrays.hashCode(sequence.toArray()));
			float[] scores = new float[TOKENS.size()];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) (2 * random.nextGaussian());
			}
			return scores;
		});
	}

}
