package dev.decoding.logits;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Softmax}.
 */
class SoftmaxTests {

	@Test
	void probabilitiesAreProportionalToExponentials() {
		float[] probabilities = Softmax.probabilities(
				new float[] { (float) Math.log(1), (float) Math.log(3), Float.NEGATIVE_INFINITY, (float) Math.log(4) });
		assertThat(probabilities).containsExactly(new float[] { 0.125f, 0.375f, 0, 0.5f }, within(1e-7f));
	}

	@Test
	void scoresFarFromZeroDoNotOverflow() {
		assertThat(Softmax.probabilities(new float[] { 5000, 5000 })).containsExactly(0.5f, 0.5f);
		assertThat(Softmax.probabilities(new float[] { -5000, -6000 })).containsExactly(1, 0);
	}

	@Test
	void isEmptyWhereThereIsNoDistribution() {
		assertThat(Softmax.probabilities(new float[] { 0, Float.NaN, 1 })).isEmpty();
		assertThat(Softmax.probabilities(new float[] { 0, Float.POSITIVE_INFINITY })).isEmpty();
		assertThat(Softmax.probabilities(new float[] { Float.NEGATIVE_INFINITY })).isEmpty();
	}

}
