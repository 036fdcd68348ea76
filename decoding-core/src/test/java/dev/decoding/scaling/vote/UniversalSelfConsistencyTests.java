package dev.decoding.scaling.vote;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link UniversalSelfConsistency}.
 */
class UniversalSelfConsistencyTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "...", "a", "b", "c", "#", "?", " 1", " 2",
			" 3", " 4", " 5");

	private static final ConsistencyPrompt PROMPT = (question, responses) -> question + "#" + String.join("", responses)
			+ "?";

	/** Finds the response "b" the most consistent one. */
	private static final Function<TokenSequence, float[]> PREFERS_B = (sequence) -> {
		float[] scores = new float[TOKENS.size()];
		if (sequence.last() == 7) {
			for (int i = 1; i < sequence.length() - 1; i++) {
				scores[7 + i] = (sequence.get(i) == 4) ? 2 : 0;
			}
		}
		return scores;
	};

	private static GenerationResult generate(TableLm lm, long seed, String... texts) {
		return new ScalingStrategy(UniversalSelfConsistency.NAME, new UniversalSelfConsistency(texts.length, PROMPT),
				AnswerFinder.LAST_NUMBER, StepSplitter.LINES, Limits.NONE)
			.generate(lm, Drawn.request(lm, texts).seed(seed).build());
	}

	@Test
	void theModelChoosesByLabelsWhateverTheOrder() {
		for (int seed = 0; seed < 10; seed++) {
			TableLm lm = new TableLm(TOKENS, 100, PREFERS_B);
			GeneratedSequence sequence = generate(lm, seed, "a", "c", "b", "a...").sequences().get(0);
			assertThat(sequence.text()).isEqualTo("b");
			assertThat(sequence.score()).isCloseTo(Math.exp(2) / (Math.exp(2) + 2), within(1e-6));
			assertThat(lm.calls.get(lm.calls.size() - 1)).hasSize(3);
		}
	}

	@Test
	void whatTheModelReadsCountsAsTheVerifiers() {
		GenerationResult result = generate(new TableLm(TOKENS, 100, PREFERS_B), 1, "a", "c", "b");
		assertThat(result.cost().verifierTokens()).isEqualTo(3);
		assertThat(result.cost().modelCalls()).isEqualTo(3);
	}

	@Test
	void responsesAreShuffled() {
		TreeSet<String> chosen = new TreeSet<>();
		for (int seed = 0; seed < 30; seed++) {
			TableLm first = new TableLm(TOKENS, 100, (sequence) -> {
				float[] scores = new float[TOKENS.size()];
				scores[8] = 9;
				return scores;
			});
			chosen.add(generate(first, seed, "a", "b", "c").sequences().get(0).text());
		}
		assertThat(chosen).containsExactly("a", "b", "c");
	}

	@Test
	void noMoreResponsesAreShownThanTheContextHolds() {
		TableLm lm = new TableLm(TOKENS, 6, PREFERS_B);
		GenerationResult result = generate(lm, 3, "a", "c", "b", "a", "c");
		assertThat(lm.calls.get(lm.calls.size() - 1)).hasSize(3);
		assertThat(((ScalingDetails) result.sequences().get(0).details()).trace().judgements()).hasSize(3);
	}

	@Test
	void oneCompleteResponseIsTakenAsItIs() {
		GenerationResult result = generate(new TableLm(TOKENS, 100, PREFERS_B), 1, "b...", "a");
		assertThat(result.sequences().get(0).text()).isEqualTo("a");
		assertThat(result.cost().verifierTokens()).isZero();
	}

	@Test
	void plainPromptNumbersTheResponses() {
		assertThat(ConsistencyPrompt.PLAIN.of("Why?\n", List.of("Because.", " So. "))).isEqualTo("""
				I have generated the following responses to the question: Why?

				Response 1: Because.

				Response 2: So.

				Evaluate these responses. Select the most consistent response based on majority consensus.
				The most consistent response is Response""");
		assertThat(ConsistencyPrompt.PLAIN.label(3, 9)).isEqualTo(" 3");
		assertThat(ConsistencyPrompt.PLAIN.label(3, 12)).isEqualTo(" 3.");
	}

}
