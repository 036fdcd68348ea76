package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Random;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link MirostatV2}.
 */
class MirostatV2Tests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void removesWhatWouldSurpriseTooMuch() {
		float[] scores = Rows.logarithms(0.2, 0.5, 0.3);
		assertThat(Rows.kept(new MirostatV2(5, 0.1, 2), scores)).containsExactly(1, 2);
		assertThat(Rows.kept(new MirostatV2(5, 0.1, 2.4), scores)).containsExactly(1, 2, 0);
		assertThat(Rows.kept(new MirostatV2(5, 0.1, 0.5), scores)).containsExactly(1);
		assertThat(Rows.kept(new MirostatV2(5, 0.1, -3), scores)).containsExactly(1);
	}

	@Test
	void muFollowsTheSurprise() {
		MirostatV2 mirostat = new MirostatV2(3, 0.1);
		assertThat(mirostat.mu()).isEqualTo(6);
		LogitsProcessor next = mirostat.step(TokenSequence.of(1), Logits.of(3, 2, 1), RandomStream.of(0, 0, 0))
			.after(new TokenSampler.Choice(0, Math.log(0.5)));
		assertThat(((MirostatV2) next).mu()).isCloseTo(6.2, within(1e-6));
		assertThat(mirostat.mu()).isEqualTo(6);
	}

	@Test
	void agreesWithSortingLongRows() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 100; round++) {
			float[] scores = Rows.longRow(random);
			double mu = 15 * random.nextDouble();
			double[] probabilities = Rows.probabilities(scores);
			int[] sorted = Rows.ascending(Rows.negated(probabilities));
			long kept = Arrays.stream(probabilities).filter((p) -> -Math.log(p) / Math.log(2) <= mu).count();
			assertThat(Rows.kept(new MirostatV2(5, 0.1, mu), scores)).as("seed %d, round %d", seed, round)
				.containsExactly(Arrays.copyOf(sorted, (int) Math.max(1, kept)));
		}
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new MirostatV2(5, 0.1), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new MirostatV2(5, 0.1), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MirostatV2(-1, 0.1))
			.withMessage("'tau' is -1.0 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new MirostatV2(5, -0.1))
			.withMessage("'eta' is -0.1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new MirostatV2(5, 0.1).name()).isEqualTo("mirostat-v2");
	}

}
