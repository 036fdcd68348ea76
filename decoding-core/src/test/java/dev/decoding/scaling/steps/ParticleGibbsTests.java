package dev.decoding.scaling.steps;

import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ParticleGibbs}.
 */
class ParticleGibbsTests {

	@ParameterizedTest
	@CsvSource({ "MULTINOMIAL, 1", "SYSTEMATIC, 1", "SYSTEMATIC, 0.9" })
	void drawsFromTheTiltedDistributionWithFewParticles(Resampling resampling, double essThreshold) {
		ParticleGibbs gibbs = new ParticleGibbs(3, 12, 40, ParticleWeights.INCREMENTAL, resampling, essThreshold,
				ParticleSelection.SAMPLE, new Toy.Judge(ParticleFilterTests::value), StepAggregation.LAST);
		ParticleFilterTests.checkTilted("particle Gibbs, " + resampling + ", " + essThreshold, (seed) -> gibbs);
	}

	@Test
	void theReferenceIsNotMadeAgain() {
		Toy.Judge judge = new Toy.Judge((text) -> 0.5);
		GenerationResult result = Toy.run(new ParticleGibbs(4, 3, judge), Toy.ofThreeSteps().lm(),
				Toy.request(2).numReturnSequences(12).build());
		assertThat(result.cost().generations()).isEqualTo(4 + 3 + 3);
		assertThat(result.cost().modelCalls()).isEqualTo(3 * 4);
		assertThat(judge.calls).hasSize(3 * 4);
	}

	@Test
	void returnsTheBestOfAllIterations() {
		Toy.Judge judge = new Toy.Judge((text) -> text.equals("a.b.a.") ? 0.9 : 0.3);
		GenerationResult result = Toy.run(new ParticleGibbs(8, 6, judge), Toy.ofThreeSteps().lm(),
				Toy.request(2).build());
		assertThat(((ScalingDetails) result.sequences().get(0).details()).score()).isEqualTo(0.9);
	}

	@Test
	void refusesAReferenceAlone() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ParticleGibbs(1, 3, new Toy.Judge((text) -> 0)))
			.withMessageContaining("'numParticles' is 1 but must be at least 2");
	}

}
