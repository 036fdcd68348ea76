package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.RandomStream;
import dev.decoding.scaling.chain.MarkovChain.State;
import dev.decoding.scaling.chain.Proposal.Move;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MarkovChain}.
 */
class MarkovChainTests {

	private static final long SEED = ChiSquare.seed();

	private static Proposal<Double> walk(double width) {
		return Proposal.symmetric((x, random) -> x + width * (2 * random.nextDouble() - 1));
	}

	private static double square(double x) {
		return x * x;
	}

	/**
	 * On 1 to 5, goes up three times as often as down, and from one end to the other.
	 */
	private static Move<Integer> ring(int x, RandomStream random) {
		boolean up = random.nextDouble() < 0.75;
		int y = (x - 1 + (up ? 1 : 4)) % 5 + 1;
		return new Move<>(y, Math.log(up ? 0.75 : 0.25), Math.log(up ? 0.25 : 0.75));
	}

	@Test
	void aRandomWalkDrawsFromTheGaussianItIsAccepted() {
		MarkovChain<Double> chain = new MarkovChain<>((x) -> -square((x - 3) / 2) / 2, walk(6));
		Samples<Double> samples = chain.run(10.0, 40_000, 500, 2, SEED);
		Estimate mean = samples.mean((x) -> x);
		assertThat(mean.includes(3, 4)).as("%s, seed %d", mean, SEED).isTrue();
		assertThat(mean.standardError()).isLessThan(0.05);
		Estimate variance = samples.mean((x) -> square(x - 3));
		assertThat(variance.includes(4, 4)).as("%s, seed %d", variance, SEED).isTrue();
		assertThat(variance.standardError()).isLessThan(0.1);
		assertThat(samples.acceptanceRate()).isBetween(0.3, 0.6);
		assertThat(mean.effectiveSampleSize()).isBetween(5000.0, 30_000.0);
	}

	@Test
	void anAsymmetricProposalNeedsTheRatioOfHastings() {
		double[] target = { 0, 1 / 15.0, 2 / 15.0, 3 / 15.0, 4 / 15.0, 5 / 15.0 };
		MarkovChain<Integer> right = new MarkovChain<>((x) -> Math.log(x), MarkovChainTests::ring);
		Samples<Integer> samples = right.run(1, 100_000, 100, 25, SEED);
		ChiSquare.check("Metropolis-Hastings on a ring", target, (i) -> samples.states().get(i));
		MarkovChain<Integer> wrong = new MarkovChain<>((x) -> Math.log(x),
				Proposal.symmetric((x, random) -> ring(x, random).state()));
		Estimate five = wrong.run(1, 20_000, 100, 1, SEED).probability((x) -> x == 5);
		assertThat(five.includes(5 / 15.0, 6)).as("without the ratio: %s", five).isFalse();
	}

	@Test
	void theMeanOfMeasurementsIsEstimatedAsBayesHasIt() {
		double[] measured = { 4.1, 5.3, 3.8, 4.9, 5.9, 4.4 };
		double noise = 0.8;
		double priorMean = 2;
		double priorDeviation = 1.5;
		Target<Double> posterior = (mean) -> {
			double log = -square((mean - priorMean) / priorDeviation) / 2;
			for (double x : measured) {
				log -= square((x - mean) / noise) / 2;
			}
			return log;
		};
		double precision = 1 / square(priorDeviation) + measured.length / square(noise);
		double sum = 0;
		for (double x : measured) {
			sum += x;
		}
		double expected = (priorMean / square(priorDeviation) + sum / square(noise)) / precision;
		Samples<Double> samples = new MarkovChain<>(posterior, walk(1)).run(0.0, 40_000, 500, 2, SEED);
		Estimate mean = samples.mean((x) -> x);
		assertThat(mean.includes(expected, 4)).as("%s, expected %s", mean, expected).isTrue();
		Estimate variance = samples.mean((x) -> square(x - expected));
		assertThat(variance.includes(1 / precision, 4)).as("%s, expected %s", variance, 1 / precision).isTrue();
		assertThat(mean.standardError()).isLessThan(0.01);
	}

	@Test
	void theRateOfSuccessIsABetaDistribution() {
		int right = 3;
		int wrong = 7;
		MarkovChain<Double> chain = new MarkovChain<>((rate) -> (rate <= 0 || rate >= 1) ? Double.NEGATIVE_INFINITY
				: right * Math.log(rate) + wrong * Math.log1p(-rate), walk(0.4));
		Samples<Double> samples = chain.run(0.5, 40_000, 500, 2, SEED);
		double expected = (right + 1) / (right + wrong + 2.0);
		Estimate mean = samples.mean((x) -> x);
		assertThat(mean.includes(expected, 4)).as("%s, expected %s", mean, expected).isTrue();
		Estimate variance = samples.mean((x) -> square(x - expected));
		assertThat(variance.includes(expected * (1 - expected) / 13, 4)).as("%s", variance).isTrue();
		assertThat(samples.states()).allMatch((rate) -> rate > 0 && rate < 1);
	}

	@Test
	void theAreaOfTheCircleIsTheShareOfDartsThatHitIt() {
		Proposal<List<Double>> darts = Proposal
			.symmetric((at, random) -> List.of(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1));
		Samples<List<Double>> samples = new MarkovChain<>((at) -> 0, darts).run(List.of(0.0, 0.0), 100_000, 0, 1, SEED);
		assertThat(samples.acceptanceRate()).isEqualTo(1);
		Estimate inside = samples.probability((at) -> square(at.get(0)) + square(at.get(1)) <= 1);
		assertThat(inside.includes(Math.PI / 4, 4)).as("%s, seed %d", inside, SEED).isTrue();
		assertThat(inside.standardError()).isBetween(0.0007, 0.0025);
	}

	@Test
	void ascentGoesToTheTopAndStays() {
		MarkovChain<Double> chain = new MarkovChain<>((x) -> -square(x - 3), walk(1), Acceptance.ASCENT);
		Samples<Double> samples = chain.run(-5.0, 500, 2000, 1, SEED);
		assertThat(samples.states()).allMatch((x) -> Math.abs(x - 3) < 0.1);
	}

	@Test
	void chainsDoNotDependOnWhatRunsBeside() {
		MarkovChain<Double> chain = new MarkovChain<>((x) -> -x * x / 2, walk(2));
		List<State<Double>> alone = chain.start(List.of(1.0));
		List<State<Double>> beside = chain.start(List.of(1.0, -4.0, 2.0));
		List<Double> others = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			alone = chain.step(alone, 5, i);
			beside = chain.step(beside, 5, i);
			assertThat(beside.get(0)).isEqualTo(alone.get(0));
			others.add(beside.get(2).value());
		}
		assertThat(others).isNotEqualTo(List.of(alone.get(0).value())).hasSize(50);
		assertThat(beside).extracting(State::value).doesNotHaveDuplicates();
	}

	@Test
	void statesThatAreStayedInCountAgain() {
		Samples<Integer> samples = new MarkovChain<Integer>((x) -> (x == 0) ? 0 : -1e9,
				Proposal.symmetric((x, random) -> x + 1))
			.run(0, 10, 0, 1, SEED);
		assertThat(samples.states()).hasSize(10).containsOnly(0);
		assertThat(samples.uniqueStates()).isEqualTo(1);
		assertThat(samples.acceptanceRate()).isZero();
	}

	@Test
	void theRunningMeanIsThatOfTheFirst() {
		assertThat(new Samples<>(List.of(1.0, 3.0, 8.0), 1).runningMean((x) -> x)).containsExactly(1, 2, 4);
	}

	@Test
	void densitiesThatAreNoneAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MarkovChain<>((x) -> Double.NaN, walk(1)).run(1.0, 1, 0, 1, SEED))
			.withMessageContaining("'1.0' is NaN");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MarkovChain<>((x) -> Double.NEGATIVE_INFINITY, walk(1)).run(1.0, 1, 0, 1, SEED))
			.withMessageContaining("cannot begin with '1.0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MarkovChain<>((x) -> 0, walk(1)).run(1.0, 1, 0, 0, SEED))
			.withMessage("'thinning' is 0 but must be at least 1");
	}

}
