package dev.decoding.mixture;

import java.util.stream.IntStream;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

/**
 * The result of a query under guidance.
 *
 * @param query the query
 * @param conditional the model's result behind the prompt
 * @param unconditional the model's result without it
 * @param scale the guidance scale
 * @param offset by how much positions are higher behind the prompt
 */
record GuidedResult(Query query, Evaluation.Result conditional, Evaluation.Result unconditional, float scale,
		int offset) implements Evaluation.Result {

	@Override
	public Logits nextLogits() {
		return guided(this.conditional.nextLogits(), this.unconditional.nextLogits());
	}

	@Override
	public double[] tokenLogProbabilities() {
		require(Output.TOKEN_LOG_PROBABILITIES);
		return IntStream.range(this.query.from(), this.query.sequence().length())
			.mapToDouble((position) -> at(position - 1).logProbability(this.query.sequence().get(position)))
			.toArray();
	}

	@Override
	public Logits logits(int position) {
		require(Output.LOGITS);
		return at(position);
	}

	private void require(Output output) {
		if (!this.query.wants(output)) {
			throw new IllegalStateException("The query did not ask for " + output);
		}
	}

	private Logits at(int position) {
		return guided(this.conditional.logits(position), this.unconditional.logits(position - this.offset));
	}

	/**
	 * Leaves the model's own scores as they are, for the same may be asked for twice.
	 */
	private Logits guided(Logits conditional, Logits unconditional) {
		Logits guided = conditional.copy();
		guided.normalize();
		if (this.scale == 1) {
			return guided;
		}
		Logits other = unconditional.copy();
		other.normalize();
		float[] with = guided.scores();
		float[] without = other.scores();
		for (int token = 0; token < with.length; token++) {
			with[token] = this.scale * (with[token] - without[token]) + without[token];
		}
		return guided;
	}

	@Override
	public float[] hiddenState(int position) {
		return this.conditional.hiddenState(position);
	}

	@Override
	public Logits layerLogits(int layer, int position) {
		return this.conditional.layerLogits(layer, position);
	}

	@Override
	public int cachedTokens() {
		return this.conditional.cachedTokens();
	}

	@Override
	public int computedTokens() {
		return this.conditional.computedTokens() + this.unconditional.computedTokens();
	}

}
