package dev.decoding.benchmark.exact;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

/**
 * What {@link ChainLm} gives for one query.
 *
 * @param query the query
 * @param tokens its tokens
 * @param firstRow the first position whose distribution is known
 * @param states the states behind the positions from there on
 * @param cachedTokens how many tokens were evaluated before
 */
record ChainResult(Query query, int[] tokens, int firstRow, State[] states,
		int cachedTokens) implements Evaluation.Result {

	@Override
	public Logits nextLogits() {
		ask(Output.NEXT_LOGITS);
		return row(this.tokens.length - 1).logits();
	}

	@Override
	public double[] tokenLogProbabilities() {
		ask(Output.TOKEN_LOG_PROBABILITIES);
		double[] logProbabilities = new double[this.tokens.length - this.query.from()];
		for (int i = 0; i < logProbabilities.length; i++) {
			int position = this.query.from() + i;
			logProbabilities[i] = row(position - 1).logProbability(this.tokens[position]);
		}
		return logProbabilities;
	}

	@Override
	public Logits logits(int position) {
		ask(Output.LOGITS);
		if (position < this.query.from() || position >= this.tokens.length) {
			throw new IndexOutOfBoundsException("The query has no row for position " + position);
		}
		return row(position).logits();
	}

	private Row row(int position) {
		return this.states[position - this.firstRow].row();
	}

	@Override
	public float[] hiddenState(int position) {
		throw notAsked(Output.HIDDEN_STATES);
	}

	@Override
	public Logits layerLogits(int layer, int position) {
		throw notAsked(Output.LAYER_LOGITS);
	}

	@Override
	public int computedTokens() {
		return this.tokens.length - this.cachedTokens;
	}

	private void ask(Output output) {
		if (!this.query.wants(output)) {
			throw notAsked(output);
		}
	}

	private static IllegalStateException notAsked(Output output) {
		return new IllegalStateException("The query did not ask for " + output);
	}

}
