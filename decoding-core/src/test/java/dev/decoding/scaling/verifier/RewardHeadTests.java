package dev.decoding.scaling.verifier;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RewardHead}.
 */
class RewardHeadTests {

	@Test
	void computesTheNetwork() {
		RewardHead head = RewardHead
			.of(Map.of("hidden.bias", new float[] { 0.5f, -1 }, "hidden.weight", new float[] { 1, 0, 2, -1, 0.5f, 0 },
					"output.bias", new float[] { 0.25f }, "output.weight", new float[] { 2, -4 })::get);
		double first = silu(0.5 + 1 * 1 + 2 * 3);
		double second = silu(-1 - 1 * 1 + 0.5 * 2);
		assertThat(head.hiddenSize()).isEqualTo(3);
		assertThat(head.score(new float[] { 1, 2, 3 })).isCloseTo(1 / (1 + Math.exp(-(0.25 + 2 * first - 4 * second))),
				within(1e-9));
	}

	@Test
	void refusesAHiddenStateOfAnotherModel() {
		RewardHead head = new RewardHead(new float[6], new float[2], new float[2], 0);
		assertThatIllegalArgumentException().isThrownBy(() -> head.score(new float[4]))
			.withMessageContaining("4 numbers")
			.withMessageContaining("on 3");
	}

	@Test
	void refusesTensorsThatDoNotFit() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RewardHead(new float[7], new float[2], new float[2], 0))
			.withMessageContaining("7 hidden weights");
	}

	private static double silu(double x) {
		return x / (1 + Math.exp(-x));
	}

}
