package dev.decoding.mixture;

import java.util.Arrays;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.mixture.ContrastiveDecoding.Form;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GreedySearch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ContrastiveDecoding}.
 */
class ContrastiveDecodingTests {

	private static final TableLm EXPERT = Tables.always(0.6, 0.3, 0.08, 0.02);

	private static final TableLm AMATEUR = Tables.always(0.8, 0.1, 0.09, 0.01);

	@Test
	void differenceIsTheQuotientOfProbabilities() {
		double[] weights = Tables.weights(ContrastiveDecoding.difference(EXPERT, AMATEUR, 0.1), 1);
		assertThat(weights).containsExactly(new double[] { 0.6 / 0.8, 3, 0.08 / 0.09, 0 }, within(1e-5));
	}

	@Test
	void withoutAlphaAbsurdTokensWin() {
		TableLm expert = Tables.always(0.6, 0.3, 0.0999, 0.0001);
		TableLm amateur = Tables.always(0.6, 0.3, 0.099999, 0.000001);
		CausalLm mixture = ContrastiveDecoding.difference(expert, amateur, 0);
		assertThat(Tables.weights(mixture, 1)[3]).isCloseTo(100, within(1e-2));
		assertThat(Tables.next(mixture, TokenSequence.of(1)).highest()).isEqualTo(3);
	}

	@Test
	void tokensAtTheThresholdArePlausible() {
		CausalLm mixture = ContrastiveDecoding.difference(Tables.always(0.5, 0.25, 0.125, 0.125), AMATEUR, 0.5);
		assertThat(Tables.weights(mixture, 1)).containsExactly(new double[] { 0.5 / 0.8, 2.5, 0, 0 }, within(1e-5));
	}

	@Test
	void weightedAddsAShareOfTheDifference() {
		double[] weights = Tables.weights(ContrastiveDecoding.weighted(EXPERT, AMATEUR, 0.1, 0.5), 1);
		assertThat(weights).containsExactly(new double[] { Math.pow(0.6, 1.5) / Math.pow(0.8, 0.5),
				Math.pow(0.3, 1.5) / Math.pow(0.1, 0.5), Math.pow(0.08, 1.5) / Math.pow(0.09, 0.5), 0 }, within(1e-5));
	}

	@Test
	void aBetaOfZeroIsThePlausibleExpert() {
		double[] weights = Tables.weights(ContrastiveDecoding.weighted(EXPERT, AMATEUR, 0.1, 0), 1);
		assertThat(weights).containsExactly(new double[] { 0.6, 0.3, 0.08, 0 }, within(1e-6));
	}

	@Test
	void theAmateurHasATemperature() {
		CausalLm mixture = ContrastiveDecoding.difference(EXPERT, AMATEUR, 0).withAmateurTemperature(0.5);
		double squares = 0.8 * 0.8 + 0.1 * 0.1 + 0.09 * 0.09 + 0.01 * 0.01;
		assertThat(Tables.weights(mixture, 1)).containsExactly(new double[] { 0.6 * squares / 0.64,
				0.3 * squares / 0.01, 0.08 * squares / 0.0081, 0.02 * squares / 0.0001 }, within(2e-3));
	}

	@Test
	void theAmateurSeesWhatItMaySee() {
		CausalLm amateur = Tables.hiding(Tables.lm((sequence) -> (sequence.length() == 2)
				? new double[] { 0.25, 0.25, 0.25, 0.25 } : new double[] { 1, 0, 0, 0 }));
		CausalLm mixture = ContrastiveDecoding.difference(EXPERT, amateur, 0)
			.withAmateurView(PromptView.GENERATED_ONLY);
		TokenSequence sequence = TokenSequence.of(1, 2, 3).append(2);
		assertThat(Tables.weights(mixture, sequence)).containsExactly(new double[] { 2.4, 1.2, 0.32, 0.08 },
				within(1e-5));
	}

	@Test
	void whatTheAmateurHoldsForImpossibleDoesNotOutweighEverything() {
		CausalLm mixture = ContrastiveDecoding.difference(EXPERT, Tables.always(1, 0, 0, 0), 0);
		assertThat(Tables.next(mixture, TokenSequence.of(1)).get(1)).isCloseTo((float) Math.log(0.3) + 50,
				within(1e-4f));
	}

	@Test
	void whatTheExpertHoldsForImpossibleIsRemoved() {
		TableLm expert = Tables.always(0.5, 0.5, 0, 0);
		for (Form form : Form.values()) {
			for (double beta : new double[] { 0, 0.5 }) {
				Logits logits = Tables.next(new ContrastiveDecoding(expert, Tables.always(0.5, 0.5, 0, 0), form, 0,
						beta, 1, PromptView.FULL), TokenSequence.of(1));
				assertThat(logits.get(2)).isEqualTo(Float.NEGATIVE_INFINITY);
			}
		}
	}

	@Test
	void anAmateurThatIsTheExpertGivesGreedySearch() {
		TableLm lm = Tables.mixed(4);
		List<Integer> expected = greedy(lm);
		for (double alpha : new double[] { 0, 0.1, 0.5 }) {
			assertThat(greedy(ContrastiveDecoding.weighted(lm, lm, alpha, 0.7))).isEqualTo(expected);
		}
		assertThat(greedy(ContrastiveDecoding.difference(lm, lm, 1))).isEqualTo(expected);
		assertThat(greedy(ContrastiveDecoding.difference(lm, lm, 0).withAmateurTemperature(2))).isEqualTo(expected);
	}

	private static List<Integer> greedy(CausalLm lm) {
		GenerationRequest request = GenerationRequest.of(2, 3, 1).maxNewTokens(20).endOfTextTokens(List.of()).build();
		int[] tokens = new GreedySearch().generate(lm, request).sequences().get(0).tokens().generated();
		return Arrays.stream(tokens).boxed().toList();
	}

	@Test
	void scoresAreAddedUpAsTheyAre() {
		assertThat(ContrastiveDecoding.difference(EXPERT, AMATEUR, 0.1).addsScores()).isTrue();
	}

	@Test
	void refusesModelsWithOtherTokens() {
		TableLm other = TableLm.saying(List.of("a", "b", "c", "e"), 1);
		assertThatExceptionOfType(VocabularyMismatchException.class)
			.isThrownBy(() -> ContrastiveDecoding.difference(EXPERT, other, 0.1))
			.withMessageContaining("token 3 is 'd' and 'e'");
	}

	@Test
	void refusesParametersOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> ContrastiveDecoding.difference(EXPERT, AMATEUR, 1.5))
			.withMessage("'alpha' is 1.5 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> ContrastiveDecoding.weighted(EXPERT, AMATEUR, 0.1, -1))
			.withMessage("'beta' is -1.0 but must be at least 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ContrastiveDecoding.difference(EXPERT, AMATEUR, 0.1).withAmateurTemperature(0))
			.withMessage("'amateurTemperature' is 0.0 but must be greater than 0");
	}

}
