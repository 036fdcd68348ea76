package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UnspecifiedOrder}.
 */
class UnspecifiedOrderTests {

	@Test
	void fewElementsStayWhereTheyAre() {
		assertThat(UnspecifiedOrder.of(16)).containsExactly(IntStream.range(0, 16).toArray());
		assertThat(UnspecifiedOrder.of(0)).isEmpty();
	}

	@Test
	void pivotComesFirstAndTheOthersChangePlaces() {
		assertThat(UnspecifiedOrder.of(17)).containsExactly(8, 16, 15, 14, 13, 12, 11, 10, 9, 0, 7, 6, 5, 4, 3, 2, 1);
	}

	@Test
	void isAnOrderOfAllElements() {
		for (int count = 0; count < 300; count++) {
			int[] order = UnspecifiedOrder.of(count);
			Arrays.sort(order);
			assertThat(order).containsExactly(IntStream.range(0, count).toArray());
		}
	}

}
