package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.decoding.TableLm;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * Models of four tokens whose probabilities can be computed by hand.
 */
final class Tables {

	static final List<String> TOKENS = List.of("a", "b", "c", "d");

	private Tables() {
	}

	/**
	 * Make a model that always gives the same probabilities.
	 */
	static TableLm always(double... probabilities) {
		return lm((sequence) -> probabilities);
	}

	/**
	 * Make a model from probabilities.
	 */
	static TableLm lm(Function<TokenSequence, double[]> probabilities) {
		return new TableLm(TOKENS, 100, (sequence) -> logits(probabilities.apply(sequence)));
	}

	/**
	 * Make a model that depends on all tokens, and never is sure.
	 */
	static TableLm mixed(int seed) {
		return new TableLm(TOKENS, 100, (sequence) -> {
			float[] scores = new float[TOKENS.size()];
			for (int token = 0; token < scores.length; token++) {
				long hash = (sequence.hashCode() * 31L + token) * 1_000_003L + seed * 7919L;
				scores[token] = Math.floorMod(hash * 0x9E3779B97F4A7C15L >> 20, 1000) / 300f;
			}
			return scores;
		});
	}

	private static float[] logits(double[] probabilities) {
		float[] logits = new float[probabilities.length];
		for (int i = 0; i < logits.length; i++) {
			// A shift changes nothing.
			logits[i] = (float) Math.log(probabilities[i]) + 3;
		}
		return logits;
	}

	/**
	 * Evaluate the next token's scores.
	 */
	static Logits next(CausalLm lm, TokenSequence sequence) {
		return lm.evaluate(Query.next(sequence)).nextLogits();
	}

	/**
	 * Evaluate what the next tokens weigh behind some tokens.
	 */
	static double[] weights(CausalLm lm, int... prompt) {
		return weights(lm, TokenSequence.of(prompt));
	}

	/**
	 * Evaluate what the next tokens weigh.
	 */
	static double[] weights(CausalLm lm, TokenSequence sequence) {
		float[] scores = next(lm, sequence).scores();
		double[] weights = new double[scores.length];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = Math.exp(scores[i]);
		}
		return weights;
	}

	/**
	 * Make a model that gives the same as another, and leaves out hidden tokens as the
	 * engine does.
	 */
	static CausalLm hiding(TableLm lm) {
		return new Hiding(lm);
	}

	/**
	 * A model that is asked without the hidden tokens.
	 *
	 * @param lm the model
	 */
	private record Hiding(TableLm lm) implements CausalLm {

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
			List<Result> results = this.lm.evaluate(queries).results();
			List<Result> hidden = new ArrayList<>();
			for (int i = 0; i < results.size(); i++) {
				hidden.add(new Hidden(this.lm, queries.get(i), results.get(i)));
			}
			return new Evaluation(hidden);
		}

		@Override
		public void close() {
			// holds nothing
		}

	}

	/**
	 * A result behind the tokens that are seen.
	 *
	 * @param lm the model
	 * @param query the query
	 * @param result the result that sees all tokens
	 */
	private record Hidden(TableLm lm, Query query, Result result) implements Result {

		@Override
		public Logits nextLogits() {
			return logits(this.query.sequence().length() - 1);
		}

		@Override
		public double[] tokenLogProbabilities() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Logits logits(int position) {
			TokenSequence sequence = this.query.sequence();
			boolean[] mask = this.query.attentionMask();
			TokenSequence seen = TokenSequence.of();
			int prompt = 0;
			for (int i = 0; i <= position; i++) {
				if (mask == null || mask[i]) {
					seen = seen.append(sequence.get(i));
					prompt += (i < sequence.promptLength()) ? 1 : 0;
				}
			}
			return next(this.lm, seen.withPromptLength(prompt));
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
