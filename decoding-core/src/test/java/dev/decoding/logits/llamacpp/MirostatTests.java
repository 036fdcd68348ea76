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
 * Tests of {@link Mirostat}.
 */
class MirostatTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsAsManyTokensAsMuAsksFor() {
		float[] scores = new float[2000];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) (-1.5 * Math.log(1 + i));
		}
		for (double mu : new double[] { 1, 4, 8 }) {
			double k = Math.pow(0.5 * Math.pow(2, mu) / (1 - Math.pow(2000, -0.5)), 1 / 1.5);
			int[] kept = Rows.kept(new Mirostat(5, 0.1, 100, mu), scores);
			assertThat(kept.length).as("mu %s", mu).isCloseTo(Math.max(1, (int) k), within(1));
			assertThat(kept).startsWith(0);
		}
	}

	@Test
	void muFollowsTheSurprise() {
		Mirostat mirostat = new Mirostat(3, 0.1);
		assertThat(mirostat.mu()).isEqualTo(6);
		LogitsProcessor next = mirostat.step(TokenSequence.of(1), Logits.of(3, 2, 1), RandomStream.of(0, 0, 0))
			.after(new TokenSampler.Choice(0, Math.log(0.5)));
		assertThat(((Mirostat) next).mu()).isCloseTo(6.2, within(1e-6));
		assertThat(mirostat.mu()).isEqualTo(6);
	}

	@Test
	void surpriseComesToItsTarget() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		LogitsProcessor next = new Mirostat(2, 0.1);
		double surprise = 0;
		Dist dist = new Dist(RandomNumbers.OF_REQUEST);
		for (int i = 0; i < 2000; i++) {
			float[] scores = new float[500];
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (float) (2 * random.nextGaussian());
			}
			Logits logits = Logits.of(scores);
			RandomStream stream = RandomStream.of(seed, 0, i);
			StatefulLogitsProcessor.Next following = ((Mirostat) next).step(TokenSequence.of(1), logits, stream);
			TokenSampler.Choice choice = dist.choose(logits, stream);
			next = following.after(choice);
			surprise -= choice.logProbability() / Math.log(2) / 2000;
		}
		assertThat(surprise).as("seed %d", seed).isCloseTo(2, within(0.1));
	}

	@Test
	void keepsOneTokenWhereTheNumberIsBeyondAnInt() {
		assertThat(Rows.kept(new Mirostat(5, 0.1), 0.001f, 0.0005f, 0)).containsExactly(0);
		assertThat(Rows.kept(new Mirostat(5, 0.1), 4)).containsExactly(0);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new Mirostat(5, 0.1), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new Mirostat(5, 0.1), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Mirostat(-1, 0.1))
			.withMessage("'tau' is -1.0 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Mirostat(5, Double.NaN))
			.withMessage("'eta' is NaN but must be a finite number");
		assertThatIllegalArgumentException().isThrownBy(() -> new Mirostat(5, 0.1, 1, 10))
			.withMessage("'m' is 1 but must be at least 2");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Mirostat(5, 0.1).name()).isEqualTo("mirostat");
	}

}
