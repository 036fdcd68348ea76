package dev.decoding.benchmark;

import java.util.Arrays;
import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Tokenizer;

/**
 * A model that finds nothing impossible, as no real one does. Measures of how certain a
 * model is compare the likely tokens with the unlikely ones, of which the exact tier has
 * none.
 */
final class FlooredLm implements CausalLm {

	/** So little that none is ever drawn. */
	private static final float FLOOR = (float) Math.log(1e-9);

	private final CausalLm lm;

	FlooredLm(CausalLm lm) {
		this.lm = lm;
	}

	@Override
	public ModelInfo info() {
		return this.lm.info();
	}

	@Override
	public Tokenizer tokenizer() {
		return this.lm.tokenizer();
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		return new Evaluation(
				this.lm.evaluate(queries).results().stream().<Evaluation.Result>map(Floored::new).toList());
	}

	@Override
	public void close() {
		this.lm.close();
	}

	/**
	 * A result for the next token.
	 *
	 * @param result what the model itself finds
	 */
	private record Floored(Evaluation.Result result) implements Evaluation.Result {

		@Override
		public Logits nextLogits() {
			return floored(this.result.nextLogits());
		}

		private static Logits floored(Logits logits) {
			float[] scores = new float[logits.vocabularySize()];
			Arrays.fill(scores, FLOOR);
			for (int i = 0; i < logits.count(); i++) {
				scores[logits.token(i)] = Math.max(FLOOR, logits.values()[i]);
			}
			return Logits.of(scores);
		}

		@Override
		public double[] tokenLogProbabilities() {
			return this.result.tokenLogProbabilities();
		}

		@Override
		public Logits logits(int position) {
			return floored(this.result.logits(position));
		}

		@Override
		public float[] hiddenState(int position) {
			return this.result.hiddenState(position);
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			return this.result.layerLogits(layer, position);
		}

		@Override
		public int cachedTokens() {
			return this.result.cachedTokens();
		}

		@Override
		public int computedTokens() {
			return this.result.computedTokens();
		}

	}

}
