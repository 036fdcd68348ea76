package dev.decoding.model;

import java.util.List;

/**
 * A language model that predicts the next token from all earlier ones. Models made of
 * models are one too, so that every strategy runs on them unchanged. Implementations are
 * safe for use by several threads.
 */
public interface CausalLm extends AutoCloseable {

	/**
	 * Return what is known of the model.
	 * @return the description of the model
	 */
	ModelInfo info();

	/**
	 * Return the tokenizer that the model was trained with.
	 * @return the tokenizer
	 */
	Tokenizer tokenizer();

	/**
	 * Run the model: the only forward entry. Queries of one call, and of concurrent
	 * calls, share batches; what is already computed for a prefix is reused. The result
	 * never depends on either.
	 * @param queries what is wanted, of which sequences
	 * @return the results, one a query, in the order of the queries
	 * @throws ContextLengthExceededException if a sequence is longer than the context
	 * @throws EvaluationCancelledException if the calling thread was interrupted; the
	 * queries are withdrawn and the interrupt status is set
	 * @throws IllegalArgumentException if a query asks for something that the model
	 * cannot give, or has a token outside the vocabulary
	 */
	Evaluation evaluate(List<Query> queries);

	/**
	 * Evaluate one query.
	 * @param query what is wanted
	 * @return its result
	 * @see #evaluate(List)
	 */
	default Evaluation.Result evaluate(Query query) {
		return evaluate(List.of(query)).get(0);
	}

	/**
	 * Return how strategies compare sequences: by the sum of the model's scores as they
	 * are, or by that of log-probabilities.
	 * @return whether the scores mean something beyond the distribution that they make,
	 * by default not
	 */
	default boolean addsScores() {
		return false;
	}

	@Override
	void close();

}
