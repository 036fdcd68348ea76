package dev.decoding.logits.llamacpp;

import java.util.Random;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link AdaptiveP}.
 */
class AdaptivePTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void favoursWhatIsCloseToTheTarget() {
		float[] processed = Rows.processed(new AdaptiveP(0.5, 0.9), Rows.logarithms(0.8, 0.2));
		assertThat(processed[0]).isCloseTo(0, within(1e-4f));
		assertThat(processed[1]).isCloseTo(0, within(1e-4f));
		float[] near = Rows.processed(new AdaptiveP(0.3, 0.9), Rows.logarithms(0.3, 0.7));
		assertThat(near[0]).isCloseTo(5, within(1e-4f));
		assertThat(near[1]).isLessThan(0);
	}

	@Test
	void targetMovesAgainstTheTokensChosen() {
		AdaptiveP first = new AdaptiveP(0.5, 0.9);
		assertThat(first.sum() / first.weight()).isCloseTo(0.5f, within(1e-6f));
		Logits logits = Logits.of(Rows.logarithms(0.8, 0.2));
		LogitsProcessor next = first.step(TokenSequence.of(1), logits, RandomStream.of(0, 0, 0))
			.after(new TokenSampler.Choice(1, -1));
		AdaptiveP second = (AdaptiveP) next;
		assertThat(second.sum()).isCloseTo(0.2f + 0.9f * first.sum(), within(1e-5f));
		assertThat(second.weight()).isCloseTo(1 + 0.9f * first.weight(), within(1e-5f));
		// The average is 0.47 now, so that the target is 0.53.
		assertThat(Rows.processed(second, Rows.logarithms(0.53, 0.47))[0]).isCloseTo(5, within(1e-3f));
	}

	@Test
	void looksUpTheChosenTokenWhereverItIs() {
		Logits logits = Logits.of(Rows.logarithms(0.05, 0.6, 0.35));
		logits.keepHighest(2, false);
		AdaptiveP first = new AdaptiveP(0.5, 0);
		StatefulLogitsProcessor.Next following = first.step(TokenSequence.of(1), logits, RandomStream.of(0, 0, 0));
		logits.sort();
		logits.keepFirst(1);
		AdaptiveP second = (AdaptiveP) following.after(new TokenSampler.Choice(2, 0));
		assertThat(second.sum()).isCloseTo(0.35f / 0.95f, within(1e-5f));
	}

	@Test
	void treatsAWholeVocabularyAsFewCandidates() {
		float[] scores = Rows.longRow(new Random(3));
		double[] probabilities = Rows.probabilities(scores);
		AdaptiveP adaptiveP = new AdaptiveP(0.3, 0.5);
		Logits logits = Logits.of(scores.clone());
		StatefulLogitsProcessor.Next following = adaptiveP.step(TokenSequence.of(1), logits, RandomStream.of(0, 0, 0));
		for (int token = 0; token < scores.length; token++) {
			double distance = Math.abs(probabilities[token] - 0.3) / 0.3;
			double expected = (scores[token] == GONE) ? GONE : 5 - 10 * distance * distance / (1 + distance);
			assertThat((double) logits.get(token)).isCloseTo(expected, within(1e-4));
			AdaptiveP next = (AdaptiveP) following.after(new TokenSampler.Choice(token, 0));
			assertThat((double) next.sum()).isCloseTo(probabilities[token] + 0.3, within(2e-7));
		}
	}

	@Test
	void removedTokensStayRemoved() {
		assertThat(Rows.processed(new AdaptiveP(0, 0.9), 1, GONE))
			.containsExactly(Rows.processed(new AdaptiveP(0, 0.9), 1)[0], GONE);
	}

	@Test
	void negativeTargetChangesNothing() {
		assertThat(Rows.processed(new AdaptiveP(-1, 0.9), 1, 2)).containsExactly(1, 2);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new AdaptiveP(0.5, 0.9), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new AdaptiveP(0.5, 0.9), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveP(1.5, 0.9))
			.withMessage("'target' is 1.5 but must be at most 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveP(0.5, 1.5))
			.withMessage("'decay' is 1.5 but must be from 0 to 1");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new AdaptiveP(0.5, 0.9).name()).isEqualTo("adaptive-p");
	}

}
