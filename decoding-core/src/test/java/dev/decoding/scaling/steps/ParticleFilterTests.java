package dev.decoding.scaling.steps;

import java.util.function.LongFunction;
import java.util.stream.IntStream;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ParticleFilter}.
 */
class ParticleFilterTests {

	static final int RUNS = 1000;

	/**
	 * What a verifier thinks that is neither always right nor always the same.
	 */
	static double value(String text) {
		return Math.floorMod(text.hashCode() * 0x9E3779B9, 7) / 10.0 + 0.2;
	}

	/**
	 * Return how likely each text of three steps is under the model, times its value.
	 */
	static double[] tilted(TableLm lm) {
		double[] weights = IntStream.range(0, 27).mapToDouble((text) -> {
			int[] steps = { 2 + text / 9, 2 + text / 3 % 3, 2 + text % 3 };
			TokenSequence sequence = TokenSequence.of(1).append(steps);
			double logProbability = 0;
			for (double token : lm.evaluate(Query.tokenLogProbabilities(sequence, 1)).tokenLogProbabilities()) {
				logProbability += token;
			}
			return Math.exp(logProbability) * value(lm.tokenizer().decode(steps, true));
		}).toArray();
		double sum = IntStream.range(0, 27).mapToDouble((text) -> weights[text]).sum();
		return IntStream.range(0, 27).mapToDouble((text) -> weights[text] / sum).toArray();
	}

	static void checkTilted(String description, LongFunction<ScalingAlgorithm> algorithm) {
		TableLm lm = Toy.ofThreeSteps().lm();
		ChiSquare.check(description, tilted(lm), RUNS, (draw) -> {
			lm.calls.clear();
			long seed = ChiSquare.seed() + draw;
			int[] steps = Toy.run(algorithm.apply(seed), lm, Toy.request(seed).build())
				.sequences()
				.get(0)
				.tokens()
				.generated();
			return (steps[0] - 2) * 9 + (steps[1] - 2) * 3 + steps[2] - 2;
		});
	}

	@ParameterizedTest
	@CsvSource({ "MULTINOMIAL, 1", "SYSTEMATIC, 0.9", "SYSTEMATIC, 1", "MULTINOMIAL, 0" })
	void drawsFromTheTiltedDistribution(Resampling resampling, double essThreshold) {
		ParticleFilter filter = new ParticleFilter(32, 40, ParticleWeights.INCREMENTAL, resampling, essThreshold,
				ParticleSelection.SAMPLE, new Toy.Judge(ParticleFilterTests::value), StepAggregation.LAST);
		checkTilted("particle filter, " + resampling + ", " + essThreshold, (seed) -> filter);
	}

	@Test
	void goodParticlesTakeOver() {
		Toy.Judge judge = new Toy.Judge((text) -> text.startsWith("c.") ? 1 : 0);
		GenerationResult result = Toy.run(new ParticleFilter(8, judge), Toy.endingWith(-1).lm(),
				Toy.request(2).numReturnSequences(8).build());
		assertThat(judge.calls.get(0)).hasSizeGreaterThan(1);
		assertThat(judge.calls.get(1)).allMatch((text) -> text.startsWith("c."));
		assertThat(result.sequences()).allMatch((sequence) -> sequence.text().startsWith("c."));
		assertThat(result.cost().generations()).isEqualTo(8);
		assertThat(result.cost().modelCalls()).isEqualTo(4);
	}

	@Test
	void withoutAnyoneGoodEnoughAllGoOn() {
		Toy.Judge judge = new Toy.Judge((text) -> 0);
		GenerationResult result = Toy.run(new ParticleFilter(8, judge), Toy.ofThreeSteps().lm(),
				Toy.request(3).numReturnSequences(8).build());
		assertThat(result.sequences()).hasSizeGreaterThan(4);
	}

	@Test
	void aVoteIsWeighted() {
		ParticleFilter filter = new ParticleFilter(40, 40, ParticleWeights.INCREMENTAL, Resampling.SYSTEMATIC, 0,
				ParticleSelection.VOTE, new Toy.Judge((text) -> text.startsWith("b.") ? 0.9 : 0.01),
				StepAggregation.LAST);
		ScalingDetails details = (ScalingDetails) Toy.run(filter, Toy.ofThreeSteps().lm(), Toy.request(3).build())
			.sequences()
			.get(0)
			.details();
		assertThat(details.answer()).startsWith("b.").isEqualTo(details.votes().keySet().iterator().next());
		assertThat(details.votes().values().stream().mapToDouble(Double::doubleValue).sum()).isBetween(0.999, 1.001);
	}

	@Test
	void refusesNumbersThatMakeNoSearch() {
		Toy.Judge judge = new Toy.Judge((text) -> 0);
		assertThatIllegalArgumentException().isThrownBy(() -> new ParticleFilter(0, judge))
			.withMessageContaining("'numParticles' is 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ParticleFilter(2, 40, ParticleWeights.ABSOLUTE, Resampling.MULTINOMIAL, 1.5,
					ParticleSelection.ARGMAX, judge, StepAggregation.LAST))
			.withMessageContaining("'essThreshold' is 1.5 but must be from 0 to 1");
	}

}
