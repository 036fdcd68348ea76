package dev.decoding.mixture;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.mixture.WeightedEnsemble.Mean;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link WeightedEnsemble}.
 */
class WeightedEnsembleTests {

	private static final TableLm ONE = Tables.always(0.9, 0.1, 0, 0);

	private static final TableLm TWO = Tables.always(0.1, 0.5, 0.4, 0);

	private static final TableLm THREE = Tables.always(0.25, 0.25, 0.25, 0.25);

	@Test
	void linearIsTheMeanOfProbabilities() {
		CausalLm ensemble = new WeightedEnsemble(List.of(ONE, TWO), List.of(0.7, 0.3), Mean.LINEAR);
		assertThat(Tables.weights(ensemble, 1)).containsExactly(new double[] { 0.66, 0.22, 0.12, 0 }, within(1e-6));
	}

	@Test
	void geometricIsTheMeanOfLogarithms() {
		CausalLm ensemble = new WeightedEnsemble(List.of(ONE, TWO), List.of(0.7, 0.3), Mean.GEOMETRIC);
		assertThat(Tables.weights(ensemble, 1)).containsExactly(
				new double[] { Math.pow(0.9, 0.7) * Math.pow(0.1, 0.3), Math.pow(0.1, 0.7) * Math.pow(0.5, 0.3), 0, 0 },
				within(1e-6));
	}

	@Test
	void weightsAreDividedByTheirSum() {
		CausalLm ensemble = new WeightedEnsemble(List.of(ONE, TWO, THREE), List.of(2.0, 1.0, 1.0), Mean.LINEAR);
		assertThat(Tables.weights(ensemble, 1)).containsExactly(new double[] { 0.5375, 0.2375, 0.1625, 0.0625 },
				within(1e-6));
	}

	@Test
	void aWeightOfZeroLeavesAModelOut() {
		for (Mean mean : Mean.values()) {
			CausalLm ensemble = new WeightedEnsemble(List.of(ONE, THREE), List.of(0.0, 1.0), mean);
			assertThat(Tables.weights(ensemble, 1)).containsExactly(new double[] { 0.25, 0.25, 0.25, 0.25 },
					within(1e-6));
		}
	}

	@Test
	void aMeanOfOneModelIsThatModel() {
		TableLm lm = Tables.mixed(3);
		TokenSequence sequence = TokenSequence.of(1, 2, 3);
		Logits expected = Tables.next(lm, sequence);
		for (Mean mean : Mean.values()) {
			Logits logits = Tables.next(new WeightedEnsemble(List.of(lm, lm), List.of(1.0, 3.0), mean), sequence);
			for (int token = 0; token < 4; token++) {
				assertThat(logits.logProbability(token)).isCloseTo(expected.logProbability(token), within(1e-6));
			}
		}
	}

	@Test
	void refusesWeightsThatDoNotFit() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WeightedEnsemble(List.of(ONE, TWO), List.of(1.0), Mean.LINEAR))
			.withMessage("'weights' has 1 weights but must have one for each of the 2 models");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WeightedEnsemble(List.of(ONE, TWO), List.of(1.5, -0.5), Mean.LINEAR))
			.withMessage("'weights' is -0.5 but must be at least 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WeightedEnsemble(List.of(ONE, TWO), List.of(0.0, 0.0), Mean.LINEAR))
			.withMessage("'weights' is 0.0 but must be greater than 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new WeightedEnsemble(List.of(), List.of(), Mean.LINEAR))
			.withMessage("'members' has no model but must have at least one");
	}

}
