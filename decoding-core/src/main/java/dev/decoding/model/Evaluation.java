package dev.decoding.model;

import java.util.List;

/**
 * The results of one {@link CausalLm#evaluate} call, one a query.
 *
 * @param results the results in the order of the queries
 */
public record Evaluation(List<Result> results) {

	public Evaluation {
		results = List.copyOf(results);
	}

	public Result get(int query) {
		return this.results.get(query);
	}

	/**
	 * What the model gave for one query. What was not asked for is refused with an
	 * {@link IllegalStateException}. Positions are those of the query's sequence.
	 */
	public interface Result {

		/**
		 * Return the logits of the next token.
		 * @return the logits, {@code [vocabulary]}; the caller's to change
		 */
		Logits nextLogits();

		/**
		 * Return the log-probabilities of the given tokens.
		 * @return the log-probabilities in nats, {@code [length - from]}
		 */
		double[] tokenLogProbabilities();

		/**
		 * Return the logits at a position.
		 * @param position a position from {@code from} to the last
		 * @return the logits of the token after that position, {@code [vocabulary]}; the
		 * caller's to change
		 */
		Logits logits(int position);

		/**
		 * Return the hidden state behind the final norm at a position.
		 * @param position a position from {@code from} to the last
		 * @return the hidden state, {@code [hidden]}
		 */
		float[] hiddenState(int position);

		/**
		 * Return the logits read off from an earlier layer at a position.
		 * @param layer one of the layers that the query named
		 * @param position a position from {@code from} to the last
		 * @return the logits, {@code [vocabulary]}; the caller's to change
		 */
		Logits layerLogits(int layer, int position);

		/**
		 * Return how many tokens of the sequence were not computed but found in the
		 * cache.
		 * @return the number of tokens
		 */
		int cachedTokens();

		/**
		 * Return how many tokens of the sequence were run through the model.
		 * @return the number of tokens
		 */
		int computedTokens();

	}

}
