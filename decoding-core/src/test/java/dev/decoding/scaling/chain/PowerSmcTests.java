package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.ChiSquare;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.chain.ChainChoice.States;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link PowerSmc}.
 */
class PowerSmcTests {

	private final SmallAnswers answers = SmallAnswers.ofManyLengths();

	@ParameterizedTest
	@CsvSource({ "2, , 5", "2, 1, 2", "4, , 1" })
	void weightedParticlesAreAsOftenAsTheyAreLikely(double alpha, Double temperature, int blocks) {
		List<Candidate> noted = new ArrayList<>();
		PowerSmc algorithm = new PowerSmc(alpha, temperature, 4000, blocks, SmallAnswers.noting(States.LAST, noted));
		this.answers.generate(algorithm, this.answers.request().build());
		double[] weights = new double[this.answers.size()];
		double sum = 0;
		for (Candidate candidate : noted) {
			weights[this.answers.index(candidate)] += candidate.score();
			sum += candidate.score();
		}
		double[] expected = this.answers.distribution(alpha, (text) -> 0);
		for (int i = 0; i < weights.length; i++) {
			assertThat(weights[i] / sum).as("seed %d, '%s'", ChiSquare.seed(), this.answers.text(i))
				.isCloseTo(expected[i], within(0.03));
		}
	}

	@Test
	void theEvidenceHasTheRightMean() {
		PowerSmc algorithm = new PowerSmc(2, 1.0, 8, 5, ChainChoice.LAST_STATE);
		double[] evidences = new double[500];
		for (int i = 0; i < evidences.length; i++) {
			GenerationResult result = this.answers.generate(algorithm,
					this.answers.request().seed(ChiSquare.seed() + i).build());
			evidences[i] = Math.exp(details(result).diagnostics().get("logEvidence"));
		}
		Estimate estimate = Estimate.of(evidences);
		assertThat(estimate.includes(this.answers.evidence(2), 4))
			.as("%s, expected %s", estimate, this.answers.evidence(2))
			.isTrue();
	}

	@Test
	void theFirstIsDrawnByItsWeight() {
		SmallAnswers paper = SmallAnswers.ofThePaper();
		PowerSmc algorithm = new PowerSmc(2, null, 32, 1, ChainChoice.LAST_STATE);
		int ab = 0;
		for (int seed = 0; seed < 600; seed++) {
			ab += paper.generate(algorithm, paper.request().seed(seed).build()).sequences().get(0).text().equals("ab")
					? 1 : 0;
		}
		assertThat(ab / 600.0).isCloseTo(0.5614, within(0.08));
	}

	@Test
	void aParticleIsAGeneration() {
		GenerationResult result = this.answers.generate(new PowerSmc(2, null, 7, 5, ChainChoice.LAST_STATE),
				this.answers.request().build());
		assertThat(result.cost().generations()).isEqualTo(7);
		assertThat(result.cost().modelCalls()).isLessThanOrEqualTo(5);
		assertThat(details(result).diagnostics().get("effectiveSampleSize")).isBetween(1.0, 7.0);
	}

	private static ScalingDetails details(GenerationResult result) {
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details).isNotNull();
		return details;
	}

	@Test
	void settingsOutOfTheirRangeAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PowerSmc(Double.POSITIVE_INFINITY, null, 1, 1, ChainChoice.LAST_STATE))
			.withMessageContaining("'alpha' is Infinity");
		assertThatIllegalArgumentException().isThrownBy(() -> new PowerSmc(2, null, 0, 1, ChainChoice.LAST_STATE))
			.withMessage("'particles' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new PowerSmc(2, null, 1, 0, ChainChoice.LAST_STATE))
			.withMessage("'blocks' is 0 but must be at least 1");
	}

}
