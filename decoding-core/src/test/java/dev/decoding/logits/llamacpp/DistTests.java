package dev.decoding.logits.llamacpp;

import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Dist}.
 */
class DistTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private static final double[] PROBABILITIES = { 0.05, 0, 0.4, 0.1, 0.01, 0.24, 0.2 };

	private static final RandomStream UNUSED = RandomStream.of(0, 0, 0);

	@Test
	void drawsFromTheSoftmaxWithTheNumbersOfTheRequest() {
		Dist dist = new Dist(RandomNumbers.OF_REQUEST);
		Logits logits = Logits.of(Rows.logarithms(PROBABILITIES));
		ChiSquare.check("dist", PROBABILITIES,
				(i) -> dist.choose(logits, RandomStream.of(ChiSquare.seed(), 0, i)).token());
	}

	@Test
	void drawsFromTheSoftmaxWithItsOwnNumbers() {
		TokenSampler[] next = { new Dist(RandomNumbers.ofSeed((int) ChiSquare.seed())) };
		Logits logits = Logits.of(Rows.logarithms(PROBABILITIES));
		ChiSquare.check("dist, own generator", PROBABILITIES, (i) -> {
			TokenSampler.Draw draw = next[0].draw(logits, UNUSED);
			next[0] = draw.next();
			return draw.choice().token();
		});
	}

	@Test
	void drawsByValue() {
		Dist dist = new Dist(RandomNumbers.ofSeed(3));
		Logits logits = Logits.of(new float[1000]);
		TokenSampler.Draw first = dist.draw(logits, UNUSED);
		assertThat(dist.draw(logits, UNUSED).choice()).isEqualTo(first.choice());
		assertThat(first.next().draw(logits, UNUSED).choice()).isNotEqualTo(first.choice());
		assertThat(first.choice().logProbability()).isCloseTo(-Math.log(1000), within(1e-9));
	}

	@Test
	void sequencesOfARequestDiffer() {
		Dist dist = new Dist(RandomNumbers.ofSeed(3));
		Logits logits = Logits.of(new float[1000]);
		assertThat(dist.start(9, 0, 2).choose(logits, UNUSED)).isEqualTo(dist.choose(logits, UNUSED));
		assertThat(dist.start(9, 1, 2).choose(logits, UNUSED))
			.isEqualTo(new Dist(RandomNumbers.ofSeed(4)).choose(logits, UNUSED));
	}

	@Test
	void drawsANumberForOneCandidateUnlessSparing() {
		Logits one = Logits.of(4);
		Logits many = Logits.of(new float[1000]);
		RandomNumbers numbers = RandomNumbers.ofSeed(3);
		assertThat(new Dist(numbers).draw(one, UNUSED).next().choose(many, UNUSED))
			.isEqualTo(new Dist(numbers).draw(many, UNUSED).next().choose(many, UNUSED));
		TokenSampler.Draw sparing = Dist.sparing(numbers).draw(one, UNUSED);
		assertThat(sparing.choice()).isEqualTo(new TokenSampler.Choice(0, 0));
		assertThat(sparing.next().choose(many, UNUSED)).isEqualTo(new Dist(numbers).choose(many, UNUSED));
	}

	@Test
	void refusesScoresThatAreNoDistribution() {
		for (float score : new float[] { Float.NaN, Float.POSITIVE_INFINITY, GONE }) {
			assertThatExceptionOfType(InvalidLogitsException.class)
				.isThrownBy(() -> Dist.sparing(RandomNumbers.OF_REQUEST).choose(Logits.of(score), UNUSED));
		}
	}

}
