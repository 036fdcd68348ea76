package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RenormalizeLogits}.
 */
class RenormalizeLogitsTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("LogitNormalization", (params) -> new RenormalizeLogits());
	}

	@Test
	void makesLogProbabilities() {
		float half = (float) Math.log(0.5);
		assertThat(processed(7, 7, Float.NEGATIVE_INFINITY)).containsExactly(half, half, Float.NEGATIVE_INFINITY);
	}

	@Test
	void scoresFarFromZeroDoNotOverflow() {
		assertThat(processed(5000, 4000)).containsExactly(0, -1000);
	}

	@Test
	void makesNaNWhereThereIsNoDistribution() {
		assertThat(processed(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY)).containsExactly(Float.NaN, Float.NaN);
		assertThat(processed(Float.POSITIVE_INFINITY, 1)).containsExactly(Float.NaN, Float.NaN);
		assertThat(processed(Float.NaN, 1)).containsExactly(Float.NaN, Float.NaN);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new RenormalizeLogits().name()).isEqualTo("renormalize-logits");
	}

	private static float[] processed(float... scores) {
		Logits logits = Logits.of(scores);
		new RenormalizeLogits().process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
