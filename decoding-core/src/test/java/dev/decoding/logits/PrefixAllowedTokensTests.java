package dev.decoding.logits;

import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PrefixAllowedTokens}.
 */
class PrefixAllowedTokensTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("PrefixConstrainedLogitsProcessor",
				(params, row, rows) -> allowing(Reference.ints(params.get("allowed_per_row").get(row))));
	}

	@Test
	void leavesTheTokensThatTheFunctionNames() {
		PrefixAllowedTokens next = new PrefixAllowedTokens(
				(sequence) -> new int[] { sequence.last(), sequence.last() + 1 });
		assertThat(processed(next, 1, 2, 3)).containsExactly(GONE, 2, 3);
	}

	@Test
	void aTokenMayBeNamedTwice() {
		assertThat(processed(allowing(2, 0, 2), 1, 2, 3)).containsExactly(1, GONE, 3);
	}

	@Test
	void removedTokensStayRemoved() {
		assertThat(processed(allowing(2, 0), GONE, 2, 3)).containsExactly(GONE, GONE, 3);
	}

	@Test
	void scoresThatAreNotNumbersStay() {
		assertThat(processed(allowing(0), 1, Float.NaN, 3)).containsExactly(1, Float.NaN, GONE);
	}

	@Test
	void refusesAFunctionThatAllowsNoToken() {
		assertThatIllegalArgumentException().isThrownBy(() -> processed(allowing(), 1, 2, 3))
			.withMessage("'prefixAllowedTokens' allows no token at position 2; name at least one, such as an "
					+ "end-of-text token");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> processed(allowing(0, 3), 1, 2, 3))
			.withMessage("'prefixAllowedTokens' has the token id 3 but must have ids from 0 to 2, the last of the "
					+ "vocabulary");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(allowing(1).name()).isEqualTo("prefix-allowed-tokens");
	}

	private static PrefixAllowedTokens allowing(int... tokens) {
		return new PrefixAllowedTokens((sequence) -> tokens);
	}

	private static float[] processed(PrefixAllowedTokens allowed, float... scores) {
		Logits logits = Logits.of(scores);
		allowed.process(TokenSequence.of(0, 1), logits);
		return logits.scores();
	}

}
