package dev.decoding.model;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Distribution}.
 */
class DistributionTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 1024, 5000, 151_936 })
	void agreesWithTheSlowExponential(int size) {
		Random random = new Random(size);
		for (double spread : new double[] { 0, 0.1, 3, 30 }) {
			float[] scores = new float[size];
			for (int i = 0; i < size; i++) {
				scores[i] = (i > 0 && random.nextInt(5) == 0) ? GONE : (float) (spread * random.nextGaussian() + 1000);
			}
			double mass = 0;
			for (float score : scores) {
				mass += Math.exp((double) score - 1000);
			}
			double entropy = 0;
			for (float score : scores) {
				double logProbability = (double) score - 1000 - Math.log(mass);
				entropy -= (score == GONE) ? 0 : Math.exp(logProbability) * logProbability;
			}
			Distribution distribution = Logits.of(scores).distribution();
			assertThat(distribution.isDefined()).isTrue();
			assertThat(distribution.logNormalizer()).isCloseTo(1000 + Math.log(mass), within(1e-11 * 1000));
			assertThat(distribution.logProbability(scores[0])).isCloseTo((double) scores[0] - 1000 - Math.log(mass),
					within(1e-11 * 1000));
			assertThat(distribution.entropy()).isCloseTo(entropy, within(1e-10));
			assertThat(distribution.score(distribution.probability(scores[0]))).isCloseTo(scores[0], within(1e-6));
		}
	}

	@Test
	void quantileIsTheFirstCandidateWhoseCumulativeProbabilityExceedsIt() {
		Distribution distribution = Logits
			.of((float) Math.log(0.25), GONE, (float) Math.log(0.5), (float) Math.log(0.25))
			.distribution();
		assertThat(distribution.quantile(0)).isZero();
		assertThat(distribution.quantile(0.2499)).isZero();
		assertThat(distribution.quantile(0.2501)).isEqualTo(2);
		assertThat(distribution.quantile(0.7499)).isEqualTo(2);
		assertThat(distribution.quantile(0.7501)).isEqualTo(3);
		assertThat(distribution.quantile(Math.nextDown(1.0))).isEqualTo(3);
	}

	@Test
	void quantileNeverFindsWhatWasRemoved() {
		float[] scores = new float[10_000];
		Arrays.fill(scores, GONE);
		scores[1500] = 1;
		scores[9000] = 1;
		Distribution distribution = Logits.of(scores).distribution();
		assertThat(distribution.quantile(0)).isEqualTo(1500);
		assertThat(distribution.quantile(0.4999)).isEqualTo(1500);
		assertThat(distribution.quantile(0.5001)).isEqualTo(9000);
		assertThat(distribution.quantile(Math.nextDown(1.0))).isEqualTo(9000);
	}

	@Test
	void cumulativeProbabilityIsThatOfTheCandidatesBefore() {
		float[] scores = new float[4096];
		Distribution distribution = Logits.of(scores).distribution();
		for (int candidate : new int[] { 0, 1, 1023, 1024, 1025, 3000, 4095 }) {
			assertThat(distribution.cumulative(candidate)).isCloseTo(candidate / 4096.0, within(1e-12));
		}
	}

	@Test
	void entropyComesWithTheDistributionOrAfterIt() {
		float[] scores = new float[5000];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (token % 7 == 0) ? GONE : (float) Math.sin(token) * 3;
		}
		Distribution plain = Logits.of(scores).distribution();
		Distribution both = Logits.of(scores).distributionWithEntropy();
		assertThat(both.logNormalizer()).isEqualTo(plain.logNormalizer());
		assertThat(both.quantile(0.7)).isEqualTo(plain.quantile(0.7));
		assertThat(both.entropy()).isEqualTo(plain.entropy());
		double expected = 0;
		for (float score : scores) {
			double probability = plain.probability(score);
			expected -= (probability > 0) ? probability * Math.log(probability) : 0;
		}
		assertThat(both.entropy()).isCloseTo(expected, within(1e-9));
	}

	@Test
	void isNotDefinedWhereThereIsNoToken() {
		assertThat(Logits.of(GONE, GONE).distribution().isDefined()).isFalse();
		assertThat(Logits.of(1, Float.POSITIVE_INFINITY).distribution().isDefined()).isFalse();
		assertThat(Logits.of().distribution().isDefined()).isFalse();
	}

}
