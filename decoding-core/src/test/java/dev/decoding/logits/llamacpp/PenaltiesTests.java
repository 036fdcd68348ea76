package dev.decoding.logits.llamacpp;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Penalties}.
 */
class PenaltiesTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void scalesOnceAndSubtractsForEachTime() {
		assertThat(Rows.processed(new Penalties(64, 2, 0.5, 0.25), TokenSequence.of(0, 1, 1), 1, 4, -1))
			.containsExactly(-0.25f, 0.75f, -1);
	}

	@Test
	void zeroIsMultiplied() {
		assertThat(Float.floatToIntBits(Rows.processed(new Penalties(64, 0.5, 0, 0), -0.0f)[0]))
			.isEqualTo(Float.floatToIntBits(-0.0f));
		assertThat(Rows.processed(new Penalties(64, 0.5, 0, 0), TokenSequence.of(0, 1), 0, -2)).containsExactly(0, -1);
	}

	@Test
	void looksAtTheLastTokensOnly() {
		TokenSequence sequence = TokenSequence.of(0, 1).append(2, 1);
		assertThat(Rows.processed(new Penalties(2, 1, 1, 0), sequence, 5, 5, 5)).containsExactly(5, 4, 4);
		assertThat(Rows.processed(new Penalties(4, 1, 1, 0), sequence, 5, 5, 5)).containsExactly(4, 3, 4);
		assertThat(Rows.processed(new Penalties(0, 1, 1, 0), sequence, 5, 5, 5)).containsExactly(5, 5, 5);
	}

	@Test
	void removedTokensStayRemovedAndUnknownOnesAreIgnored() {
		assertThat(Rows.processed(new Penalties(64, 2, 1, 1), TokenSequence.of(0, 7), GONE, 1)).containsExactly(GONE,
				1);
	}

	@Test
	void leavesANarrowedRowNarrowed() {
		Logits logits = Logits.of(1, 4, 3, 2);
		logits.keepHighest(2, false);
		new Penalties(64, 1, 2, 0).process(TokenSequence.of(0, 1), logits);
		assertThat(logits.count()).isEqualTo(2);
		assertThat(logits.isSorted()).isFalse();
		assertThat(logits.scores()).containsExactly(GONE, 2, 3, GONE);
	}

	@Test
	void refusesWhatIsNoPenalty() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Penalties(-1, 1, 0, 0))
			.withMessage("'repeatLastN' is -1 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Penalties(64, 0, 0, 0))
			.withMessage("'repeatPenalty' is 0.0 but must be a finite number above 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Penalties(64, 1, Double.NaN, 0))
			.withMessage("'frequencyPenalty' is NaN but must be a finite number");
		assertThatIllegalArgumentException().isThrownBy(() -> new Penalties(64, 1, 0, Double.POSITIVE_INFINITY))
			.withMessageContaining("'presencePenalty'");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Penalties(64, 2, 0, 0).name()).isEqualTo("llama-cpp-penalties");
	}

}
