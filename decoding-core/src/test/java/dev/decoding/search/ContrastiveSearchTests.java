package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.model.Query;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ContrastiveSearch}.
 */
class ContrastiveSearchTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c", "d");

	/**
	 * A model that would say one token for ever, and whose hidden state is the direction
	 * of the last token.
	 */
	private static TableLm monotonous() {
		return new TableLm(TOKENS, 20, (sequence) -> scores(0, 0, 0.5, 0.3, 0.15, 0.05))
			.withHiddenStates((sequence) -> {
				float[] state = new float[TOKENS.size()];
				state[sequence.last()] = 2;
				return state;
			});
	}

	private static float[] scores(double... probabilities) {
		float[] scores = new float[TOKENS.size()];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log(probabilities[i]);
		}
		return scores;
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(4);
	}

	private static int[] generated(SearchStrategy strategy, GenerationRequest.Builder request) {
		return strategy.generate(monotonous(), request.build()).sequences().get(0).tokens().generated();
	}

	@Test
	void commitsWhatIsLikelyAndNew() {
		assertThat(generated(new ContrastiveSearch(3, 0.6), request())).containsExactly(2, 3, 4, 2);
		assertThat(generated(new ContrastiveSearch(4, 0.6), request())).containsExactly(2, 3, 4, 5);
		// 0.9 * 0.5 - 0.1 for the same again, against 0.9 * 0.3 for something new.
		assertThat(generated(new ContrastiveSearch(4, 0.1), request())).containsExactly(2, 2, 2, 2);
	}

	@Test
	void findsWhatGreedySearchFindsWhereItDoesNotPunish() {
		int[] greedy = generated(new GreedySearch(), request());
		assertThat(generated(new ContrastiveSearch(4, 0), request())).isEqualTo(greedy);
		assertThat(generated(new ContrastiveSearch(1, 1), request())).isEqualTo(greedy);
	}

	@Test
	void whatThePromptSaysIsNotNew() {
		assertThat(generated(new ContrastiveSearch(), GenerationRequest.of(2, 3).maxNewTokens(2))).containsExactly(4,
				5);
	}

	@Test
	void whatTheModelDoesNotSeeIsNew() {
		GenerationRequest.Builder request = GenerationRequest.of(2, 3)
			.attentionMask(new boolean[] { false, true })
			.maxNewTokens(2);
		assertThat(generated(new ContrastiveSearch(), request)).containsExactly(2, 4);
	}

	@Test
	void whatIsForcedIsNotNew() {
		GeneratedSequence sequence = new ContrastiveSearch()
			.generate(monotonous(), request().forcedPrefix(2, 3).build())
			.sequences()
			.get(0);
		assertThat(sequence.tokens().generated()).containsExactly(2, 3, 4, 5);
		assertThat(sequence.logProbabilities()).hasSize(4);
		assertThat(sequence.text()).isEqualTo("abcd");
	}

	@Test
	void choosesAmongTheTokensThatTheProcessorsLeave() {
		GenerationRequest.Builder request = request()
			.processors((sequence, logits) -> logits.set(3, Float.NEGATIVE_INFINITY));
		assertThat(generated(new ContrastiveSearch(3, 0.6), request)).startsWith(2, 4, 5);
	}

	@Test
	void asksForTheCandidatesTogetherAndForEachTokenOnce() {
		TableLm lm = monotonous();
		GenerationResult result = new ContrastiveSearch(3, 0.6).generate(lm, request().build());
		assertThat(lm.calls).extracting(List::size).containsExactly(1, 3, 3, 3, 3);
		assertThat(lm.calls.get(1)).extracting(Query::from).containsOnly(1);
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 1, 4, 13, 5, 0));
	}

	@Test
	void tellsEachTokenAndItsStatisticsAsItIsCommitted() {
		List<String> told = new ArrayList<>();
		TableLm lm = monotonous();
		GeneratedSequence sequence = new ContrastiveSearch(3, 0.6)
			.generate(lm, request().statistics(1).stopStrings("c").build(),
					(index, token, text) -> told.add(lm.calls.size() + text))
			.sequences()
			.get(0);
		assertThat(told).containsExactly("2a", "3b", "4");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
		assertThat(sequence.statistics()).extracting(TokenStatistics::rank).containsExactly(0, 1, 2);
	}

	@Test
	void cancellingEndsBeforeTheNextToken() {
		Cancellation cancellation = new Cancellation();
		GeneratedSequence sequence = new ContrastiveSearch()
			.generate(monotonous(), request().cancellation(cancellation).build(),
					(index, token, text) -> cancellation.cancel())
			.sequences()
			.get(0);
		assertThat(sequence.text()).isEqualTo("a");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED);
	}

	@Test
	void saysThatTheModelGaveNoNumber() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { 0, Float.NaN, 0, 0, 0, 0 })
			.withHiddenStates((sequence) -> new float[] { 1 });
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> new ContrastiveSearch().generate(lm, request().build()))
			.withMessageContaining("token 1");
	}

	@Test
	void refusesSettingsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveSearch(0, 0.5))
			.withMessage("'topK' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveSearch(4, 1.5))
			.withMessage("'alpha' is 1.5 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveSearch(4, Double.NaN))
			.withMessage("'alpha' is NaN but must be from 0 to 1");
	}

	@Test
	void refusesToReturnSeveralSequences() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> generated(new ContrastiveSearch(), request().numReturnSequences(2)))
			.withMessageContaining("'numReturnSequences' is 2");
	}

}
