package dev.decoding.arithmetic;

import java.util.EnumMap;
import java.util.Map;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Mix}.
 */
class MixTests {

	@Test
	void drawsByWeight() {
		Map<Kind, Integer> counts = count(Mix.parse("chain=3, plain=1"));
		assertThat(counts).containsOnlyKeys(Kind.CHAIN, Kind.PLAIN);
		assertThat(counts.get(Kind.CHAIN)).isBetween(7300, 7700);
	}

	@Test
	void aKindIsAMix() {
		assertThat(count(Mix.parse("chain-clean"))).containsOnlyKeys(Kind.CHAIN_CLEAN);
	}

	@Test
	void cleanHasNoNoise() {
		assertThat(count(Mix.parse("clean"))).doesNotContainKey(Kind.CHAIN);
		assertThat(count(Mix.parse("noisy"))).containsKey(Kind.CHAIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "chains", "chain=0", "chain=-1", "chain=NaN", "chain=x", "chain=1,," })
	void refusesWhatIsNoMix(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Mix.parse(text));
	}

	private static Map<Kind, Integer> count(Mix mix) {
		Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
		RandomNumbers random = RandomNumbers.of(1, 1);
		for (int i = 0; i < 10_000; i++) {
			counts.merge(mix.draw(random), 1, Integer::sum);
		}
		return counts;
	}

}
