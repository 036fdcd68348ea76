package dev.decoding.scaling;

/**
 * Spends computation on one prompt. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface ScalingAlgorithm {

	/**
	 * Search for the best answer.
	 * @param run what the model is asked with; {@link ScalingRun#report reported} to
	 * whenever there is an answer that would do if the search ended now
	 * @return what is decided on
	 * @throws dev.decoding.model.EvaluationCancelledException if the request was
	 * cancelled; the latest report then is the result
	 */
	Selection search(ScalingRun run);

}
