package dev.decoding.logits.llamacpp;

import java.util.List;
import java.util.Map;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link LogitBias}.
 */
class LogitBiasTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void addsToScores() {
		assertThat(Rows.processed(LogitBias.of(Map.of(0, -2.0, 2, 0.5)), 3, 1, 1)).containsExactly(1, 1, 1.5f);
	}

	@Test
	void severalBiasesOfATokenAddUp() {
		LogitBias bias = new LogitBias(List.of(new LogitBias.Bias(1, 2), new LogitBias.Bias(1, 0.5)));
		assertThat(Rows.processed(bias, 3, 1)).containsExactly(3, 3.5f);
	}

	@Test
	void negativeInfinityRemoves() {
		LogitBias bias = LogitBias.of(Map.of(0, Double.NEGATIVE_INFINITY));
		assertThat(Rows.processed(bias, 3, 1)).containsExactly(GONE, 1);
	}

	@Test
	void removedTokensStayRemovedAndUnknownOnesAreIgnored() {
		assertThat(Rows.processed(LogitBias.of(Map.of(0, 5.0, 9, 1.0)), GONE, 1)).containsExactly(GONE, 1);
	}

	@Test
	void leavesANarrowedRowNarrowed() {
		Logits logits = Logits.of(1, 4, 3, 2);
		logits.keepHighest(2, false);
		LogitBias.of(Map.of(2, 5.0, 3, 9.0)).process(TokenSequence.of(0), logits);
		assertThat(logits.count()).isEqualTo(2);
		assertThat(logits.scores()).containsExactly(GONE, 4, 8, GONE);
	}

	@Test
	void refusesWhatIsNoBias() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LogitBias.Bias(-1, 1))
			.withMessage("'logitBias' has the token id -1 but must have ids from 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new LogitBias.Bias(3, Double.POSITIVE_INFINITY))
			.withMessage("'logitBias' adds Infinity to token 3 but must add a finite number or negative infinity");
		assertThatIllegalArgumentException().isThrownBy(() -> new LogitBias.Bias(3, Double.NaN));
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(LogitBias.of(Map.of()).name()).isEqualTo("logit-bias");
	}

}
