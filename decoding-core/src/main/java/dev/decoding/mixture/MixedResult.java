package dev.decoding.mixture;

import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

/**
 * The result of a query to a mixture.
 *
 * @param query the query
 * @param answers what the members answer to it
 * @param scores the scores of the mixture at a position
 */
record MixedResult(Query query, Answers answers, IntFunction<Logits> scores) implements Evaluation.Result {

	/**
	 * Return the first position whose scores a query needs.
	 */
	static int firstScores(Query query) {
		int first = query.sequence().length();
		if (query.wants(Output.NEXT_LOGITS)) {
			first--;
		}
		if (query.wants(Output.LOGITS)) {
			first = Math.min(first, query.from());
		}
		if (query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
			first = Math.min(first, Math.max(0, seenBefore(query, query.from())));
		}
		return first;
	}

	/**
	 * Return the last position before another that is seen, or -1.
	 */
	private static int seenBefore(Query query, int position) {
		int before = position - 1;
		while (before >= 0 && !isSeen(query.attentionMask(), before)) {
			before--;
		}
		return before;
	}

	private static boolean isSeen(boolean @Nullable [] mask, int position) {
		return mask == null || mask[position];
	}

	@Override
	public Logits nextLogits() {
		require(Output.NEXT_LOGITS);
		return this.scores.apply(this.query.sequence().length() - 1);
	}

	@Override
	public double[] tokenLogProbabilities() {
		require(Output.TOKEN_LOG_PROBABILITIES);
		double[] logProbabilities = new double[this.query.sequence().length() - this.query.from()];
		for (int i = 0; i < logProbabilities.length; i++) {
			int position = this.query.from() + i;
			int before = seenBefore(this.query, position);
			if (before >= 0 && isSeen(this.query.attentionMask(), position)) {
				logProbabilities[i] = this.scores.apply(before).logProbability(this.query.sequence().get(position));
			}
		}
		return logProbabilities;
	}

	@Override
	public Logits logits(int position) {
		require(Output.LOGITS);
		return this.scores.apply(position);
	}

	private void require(Output output) {
		if (!this.query.wants(output)) {
			throw new IllegalStateException("The query did not ask for " + output);
		}
	}

	@Override
	public float[] hiddenState(int position) {
		require(Output.HIDDEN_STATES);
		return this.answers.first().hiddenState(position);
	}

	@Override
	public Logits layerLogits(int layer, int position) {
		require(Output.LAYER_LOGITS);
		return this.answers.first().layerLogits(layer, position);
	}

	@Override
	public int cachedTokens() {
		return this.answers.first().cachedTokens();
	}

	@Override
	public int computedTokens() {
		return this.answers.computedTokens();
	}

}
