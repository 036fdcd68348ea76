package dev.decoding.logits;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.Reference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TorchRandom}.
 */
class TorchRandomTests {

	@TestFactory
	List<DynamicTest> numbersAreThoseOfPyTorch() {
		return Reference.json(Reference.path("generation/torch_rng.json"))
			.get("cases")
			.valueStream()
			.map((node) -> DynamicTest.dynamicTest("seed " + node.get("seed").stringValue(), () -> compare(node)))
			.toList();
	}

	private static void compare(JsonNode node) {
		long seed = new BigInteger(node.get("seed").stringValue()).longValue();
		assertThat(integers(seed, 2147483648L, 20)).isEqualTo(longs(node.get("randint_0_2147483648_first20")));
		assertThat(integers(seed, 2, 64)).isEqualTo(longs(node.get("randint_0_2_first64")));
		assertThat(integers(seed, 100, 20)).isEqualTo(longs(node.get("randint_0_100_first20")));
		assertThat(new TorchRandom(seed).randperm(10)).isEqualTo(Reference.ints(node.get("randperm_10")));
		assertThat(new TorchRandom(seed).randperm(101)).isEqualTo(Reference.ints(node.get("randperm_101")));
		assertThat(new TorchRandom(seed).randperm(1000003))
			.startsWith(Reference.ints(node.get("randperm_1000003_first30")));
		TorchRandom floats = new TorchRandom(seed);
		for (float expected : Reference.floats(node.get("rand_f32_first8"))) {
			assertThat(floats.randFloat()).isEqualTo(expected);
		}
		TorchRandom doubles = new TorchRandom(seed);
		node.get("rand_f64_first8")
			.forEach((expected) -> assertThat(doubles.randDouble()).isEqualTo(expected.doubleValue()));
		TorchRandom exponentials = new TorchRandom(seed);
		for (float expected : Reference.floats(node.get("exponential_f32_first8"))) {
			assertThat(exponentials.exponential()).isEqualTo(expected);
		}
		float[] probabilities = Reference.floats(node.get("multinomial_probs"));
		TorchRandom single = new TorchRandom(seed);
		for (int expected : Reference.ints(node.get("multinomial_1_x10"))) {
			assertThat(single.multinomial(probabilities, 1)).containsExactly(expected);
		}
		TorchRandom several = new TorchRandom(seed);
		node.get("multinomial_4_noreplace_x3")
			.forEach((expected) -> assertThat(several.multinomial(probabilities, 4))
				.isEqualTo(Reference.ints(expected)));
		assertThat(new TorchRandom(seed).multinomialWithReplacement(probabilities, 10))
			.isEqualTo(Reference.ints(node.get("multinomial_10_replace")));
	}

	private static long[] integers(long seed, long bound, int count) {
		TorchRandom random = new TorchRandom(seed);
		return IntStream.range(0, count).mapToLong((i) -> random.randint(bound)).toArray();
	}

	private static long[] longs(JsonNode array) {
		return array.valueStream().mapToLong(JsonNode::asLong).toArray();
	}

	@Test
	void drawsSixtyFourBitsWhereThirtyTwoAreTooFew() {
		long bound = 1L << 40;
		MersenneTwister generator = new MersenneTwister(9);
		long upper = Integer.toUnsignedLong(generator.nextInt());
		long lower = Integer.toUnsignedLong(generator.nextInt());
		assertThat(new TorchRandom(9).randint(bound)).isEqualTo(((upper << 32) | lower) % bound);
	}

	@Test
	void findsOnlyTheWantedNumbersOfAPermutation() {
		int[] permutation = new TorchRandom(4).randperm(500);
		int[] partial = new int[500];
		new TorchRandom(4).randperm(partial, 100);
		assertThat(Arrays.copyOf(partial, 100)).isEqualTo(Arrays.copyOf(permutation, 100));
	}

	@Test
	void copyDrawsTheSameNumbersOnItsOwn() {
		TorchRandom random = new TorchRandom(1);
		random.skip(5);
		TorchRandom copy = random.copy();
		double drawn = random.randDouble();
		assertThat(copy.randDouble()).isEqualTo(drawn);
	}

	@Test
	void refusesToDrawFromNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TorchRandom(0).randint(0))
			.withMessage("'bound' is 0 but must be at least 1");
	}

	@Test
	void refusesToDrawMoreThanThereIs() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TorchRandom(0).multinomial(new float[] { 1, 2 }, 3))
			.withMessage("'count' is 3 but must be from 1 to 2, the number of 'probabilities'");
	}

}
