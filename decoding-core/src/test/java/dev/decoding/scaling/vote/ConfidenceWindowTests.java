package dev.decoding.scaling.vote;

import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.search.TokenStatistics;
import dev.decoding.search.TokenStatistics.Alternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ConfidenceWindow}.
 */
class ConfidenceWindowTests {

	private static final int TOP = 2;

	private final Random random = new Random(7);

	private final List<TokenStatistics> statistics = IntStream.range(0, 300).mapToObj((i) -> token()).toList();

	private TokenStatistics token() {
		List<Alternative> alternatives = IntStream.range(0, 3)
			.mapToObj((i) -> new Alternative(i, Math.log(1 - this.random.nextDouble())))
			.toList();
		return new TokenStatistics(0, -1, -1, 0, 1, 0, 0, alternatives);
	}

	private double computed(int tokens, int window) {
		return this.statistics.subList(tokens - window, tokens)
			.stream()
			.mapToDouble((token) -> token.confidence(TOP))
			.average()
			.orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 100 })
	void isTheMeanOfTheWindowHoweverManyTokensAreAdded(int window) {
		ConfidenceWindow latest = new ConfidenceWindow(window, TOP);
		for (int tokens = 1; tokens <= this.statistics.size(); tokens += this.random.nextInt(4)) {
			double confidence = latest.latest(this.statistics.subList(0, tokens));
			if (tokens < window) {
				assertThat(confidence).isInfinite();
			}
			else {
				assertThat(confidence).isCloseTo(computed(tokens, window), within(1e-12));
			}
		}
	}

	@Test
	void looksAtNoTokenMoreThanTwice() {
		int[] looks = { 0 };
		ConfidenceWindow latest = new ConfidenceWindow(100, TOP);
		for (int tokens = 1; tokens <= this.statistics.size(); tokens++) {
			List<TokenStatistics> soFar = this.statistics.subList(0, tokens);
			latest.latest(new AbstractList<>() {

				@Override
				public TokenStatistics get(int index) {
					looks[0]++;
					return soFar.get(index);
				}

				@Override
				public int size() {
					return soFar.size();
				}

			});
		}
		assertThat(looks[0]).isEqualTo(300 + 200);
	}

}
