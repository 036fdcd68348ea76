package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RemoveInvalidValues}.
 */
class RemoveInvalidValuesTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("InfNanRemoveLogitsProcessor", (params) -> new RemoveInvalidValues());
	}

	@Test
	void replacesWhatIsNotFinite() {
		Logits logits = Logits.of(1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE);
		new RemoveInvalidValues().process(TokenSequence.of(1), logits);
		assertThat(logits.scores()).containsExactly(1, 0, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new RemoveInvalidValues().name()).isEqualTo("remove-invalid-values");
	}

}
