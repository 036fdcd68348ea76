package dev.decoding.scaling;

import dev.decoding.search.GenerationRequest;

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

	/**
	 * Return the request that paths are to be drawn for. Algorithms set the number of
	 * sequences to that of the paths they begin, which matters to samplers that divide a
	 * range among them, or ask for statistics that they need; neither changes what the
	 * user gets.
	 * @param request what the user wants
	 * @return the request, by default as it is
	 */
	default GenerationRequest prepare(GenerationRequest request) {
		return request;
	}

}
