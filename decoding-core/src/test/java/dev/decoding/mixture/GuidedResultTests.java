package dev.decoding.mixture;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link GuidedResult}.
 */
class GuidedResultTests {

	private final GuidedResult result = new GuidedResult(
			Query.logits(TokenSequence.of(1, 0), 1).and(Output.NEXT_LOGITS).and(Output.TOKEN_LOG_PROBABILITIES),
			new Same(Logits.of(5, 3)), new Same(Logits.of(1, 2)), 2, 0);

	@Test
	void whatIsAskedForTwiceIsTheSame() {
		float[] scores = this.result.nextLogits().scores();
		float[] first = scores.clone();
		scores[0] = 100;
		assertThat(this.result.nextLogits().scores()).containsExactly(first);
		assertThat(this.result.logits(1).scores()).containsExactly(first);
	}

	@Test
	void costsWhatBothCost() {
		assertThat(this.result.computedTokens()).isEqualTo(4);
		assertThat(this.result.cachedTokens()).isEqualTo(1);
	}

	@Test
	void hiddenStatesAndLayersAreThoseBehindThePrompt() {
		assertThat(this.result.hiddenState(0)).containsExactly(5);
		assertThat(this.result.layerLogits(1, 0).scores()).containsExactly(5, 3);
	}

	@Test
	void logProbabilitiesAreThoseOfTheGuidedScores() {
		assertThat(this.result.tokenLogProbabilities()).containsExactly(new double[] { -Math.log1p(Math.exp(-5)) },
				within(1e-6));
	}

	/**
	 * A result that has the same array for whoever asks.
	 *
	 * @param logits the scores
	 */
	private record Same(Logits logits) implements Evaluation.Result {

		@Override
		public Logits nextLogits() {
			return this.logits;
		}

		@Override
		public double[] tokenLogProbabilities() {
			return new double[0];
		}

		@Override
		public Logits logits(int position) {
			return this.logits;
		}

		@Override
		public float[] hiddenState(int position) {
			return new float[] { this.logits.get(0) };
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			return this.logits;
		}

		@Override
		public int cachedTokens() {
			return 1;
		}

		@Override
		public int computedTokens() {
			return 2;
		}

	}

}
