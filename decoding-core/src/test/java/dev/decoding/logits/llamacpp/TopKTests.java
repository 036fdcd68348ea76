package dev.decoding.logits.llamacpp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TopK}.
 */
class TopKTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsExactlySoManyTokensHighestFirst() {
		assertThat(Rows.processed(new TopK(2), 1, 4, 3, 3)).containsExactly(GONE, 4, 3, GONE);
		assertThat(Rows.kept(new TopK(3), 1, 4, 2, 3)).containsExactly(1, 3, 2);
	}

	@Test
	void sortsWhereItKeepsAll() {
		assertThat(Rows.kept(new TopK(9), 1, 4, 2, 3)).containsExactly(1, 3, 2, 0);
	}

	@Test
	void zeroAndLessChangeNothing() {
		assertThat(Rows.kept(new TopK(0), 1, 4, 2)).containsExactly(0, 1, 2);
		assertThat(Rows.kept(new TopK(-1), 1, 4, 2)).containsExactly(0, 1, 2);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopK(1).name()).isEqualTo("llama-cpp-top-k");
	}

}
