package dev.decoding.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the candidates of {@link Logits}, against the plain way of doing it.
 */
class LogitsCandidatesTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void eachTokenIsACandidateAtFirst() {
		Logits logits = Logits.of(3, 1, 2);
		assertThat(logits.count()).isEqualTo(3);
		assertThat(logits.token(2)).isEqualTo(2);
		assertThat(logits.values()).isSameAs(logits.scores());
	}

	@Test
	void tokensThatAreNotKeptAreRemoved() {
		Logits logits = Logits.of(3, 1, 2, 5);
		logits.keepHighest(2, false);
		assertThat(logits.get(3)).isEqualTo(5);
		assertThat(logits.get(2)).isEqualTo(GONE);
		assertThat(logits.copy().scores()).containsExactly(3, GONE, GONE, 5);
		assertThat(logits.count()).isEqualTo(2);
		assertThat(logits.scores()).containsExactly(3, GONE, GONE, 5);
		assertThat(logits.count()).isEqualTo(4);
	}

	@Test
	void candidatesCanBeSetAndTokensBroughtBack() {
		Logits logits = Logits.of(3, 1, 2, 5);
		logits.keepHighest(2, false);
		logits.set(0, 7);
		logits.set(1, GONE);
		assertThat(logits.isSorted()).isFalse();
		assertThat(logits.count()).isEqualTo(2);
		logits.set(1, 1);
		assertThat(logits.scores()).containsExactly(7, 1, GONE, 5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 300, 5000, 40_000 })
	void agreesWithSorting(int size) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 40; round++) {
			float[] scores = random(random, size);
			String description = "seed %d, round %d".formatted(seed, round);
			int[] sorted = sorted(scores);
			int k = 1 + random.nextInt((round % 2 == 0) ? Math.min(size, 60) : size);
			Logits highest = Logits.of(scores.clone());
			highest.keepHighest(k, false);
			assertThat(Arrays.equals(tokens(highest),
					(k < size) ? Arrays.copyOf(sorted, k) : IntStream.range(0, size).toArray()))
				.as(description)
				.isTrue();
			Logits ties = Logits.of(scores.clone());
			ties.keepHighest(k, true);
			float threshold = scores[sorted[k - 1]];
			assertSame(description, ties.scores(), atLeast(scores, threshold));
			Logits above = Logits.of(scores.clone());
			above.keepAtLeast(threshold);
			assertSame(description, above.scores(), atLeast(scores, threshold));
			highest.keepAtLeast(scores[sorted[k / 2]]);
			assertSame(description, highest.scores(), atLeast(cut(scores, sorted, k), scores[sorted[k / 2]]));
			Logits plain = Logits.of(scores);
			assertThat(plain.max()).as(description).isEqualTo(scores[sorted[0]]);
			assertThat(plain.highest()).as(description).isEqualTo(sorted[0]);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5000, 40_000 })
	void nanIsHighestAndNeverLost(int size) {
		float[] scores = random(new Random(1), size);
		scores[size / 2] = Float.NaN;
		Logits logits = Logits.of(scores);
		assertThat(logits.max()).isNaN();
		assertThat(logits.highest()).isEqualTo(-1);
		assertThat(logits.distribution().isDefined()).isFalse();
		logits.keepAtLeast(100);
		assertThat(logits.get(size / 2)).isNaN();
		logits.keepHighest(1, false);
		assertThat(logits.get(size / 2)).isNaN();
	}

	@Test
	void nothingIsHighestWhereNoTokenIsLeft() {
		float[] scores = new float[20_000];
		Arrays.fill(scores, GONE);
		assertThat(Logits.of(scores).highest()).isEqualTo(-1);
		assertThat(Logits.of(GONE, GONE).highest()).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 300, 5000, 40_000 })
	void findsCandidatesAndLeavesThem(int size) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 40; round++) {
			float[] scores = random(random, size);
			String description = "seed %d, round %d".formatted(seed, round);
			int[] sorted = sorted(scores);
			int k = 1 + random.nextInt(size);
			Logits logits = Logits.of(scores.clone());
			int[] highest = logits.highestCandidates(k);
			assertThat(highest).as(description).hasSizeGreaterThanOrEqualTo(k);
			assertThat(highest).as(description).containsExactly(Arrays.copyOf(sorted, highest.length));
			float threshold = scores[sorted[k - 1]];
			assertThat(logits.candidatesAtLeast(threshold)).as(description)
				.containsExactly(IntStream.of(sorted).filter((token) -> scores[token] >= threshold).toArray());
			assertThat(logits.scores()).as(description).containsExactly(scores);
		}
	}

	@Test
	void removedTokensFillUpWhereTooFewAreLeft() {
		float[] scores = new float[20_000];
		Arrays.fill(scores, GONE);
		scores[9] = 1;
		scores[15_000] = 2;
		Logits logits = Logits.of(scores);
		logits.keepHighest(5, false);
		assertThat(tokens(logits)).containsExactly(15_000, 9, 0, 1, 2);
		assertThat(Arrays.copyOf(logits.values(), 5)).containsExactly(2, 1, GONE, GONE, GONE);
	}

	@Test
	void fewTokensAreNarrowedWhateverTheirShare() {
		Logits logits = Logits.of(3, 1, 2, 5);
		logits.keepAtLeast(2);
		assertThat(tokens(logits)).containsExactly(0, 2, 3);
	}

	private static void assertSame(String description, float[] actual, float[] expected) {
		assertThat(Arrays.mismatch(actual, expected)).as("%s, token that differs", description).isEqualTo(-1);
	}

	private static float[] random(Random random, int size) {
		float[] scores = new float[size];
		boolean ties = random.nextInt(3) == 0;
		for (int i = 0; i < size; i++) {
			double score = 5 * random.nextGaussian();
			scores[i] = (random.nextInt(8) == 0) ? GONE : (float) (ties ? Math.rint(score) + 0.0 : score);
		}
		scores[random.nextInt(size)] = 30;
		return scores;
	}

	private static int[] sorted(float[] scores) {
		return IntStream.range(0, scores.length)
			.boxed()
			.sorted(Comparator.<Integer>comparingDouble((token) -> -scores[token]).thenComparing((token) -> token))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	private static int[] tokens(Logits logits) {
		return IntStream.range(0, logits.count()).map(logits::token).toArray();
	}

	private static float[] atLeast(float[] scores, float threshold) {
		float[] expected = scores.clone();
		for (int i = 0; i < expected.length; i++) {
			expected[i] = (expected[i] < threshold) ? GONE : expected[i];
		}
		return expected;
	}

	private static float[] cut(float[] scores, int[] sorted, int k) {
		float[] expected = new float[scores.length];
		Arrays.fill(expected, GONE);
		for (int i = 0; i < k; i++) {
			expected[sorted[i]] = scores[sorted[i]];
		}
		return expected;
	}

}
