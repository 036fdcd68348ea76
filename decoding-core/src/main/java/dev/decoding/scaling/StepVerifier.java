package dev.decoding.scaling;

import java.util.List;

import dev.decoding.search.Path;

/**
 * Judges the steps of answers: a process reward model.
 */
@FunctionalInterface
public interface StepVerifier extends Verifier {

	/**
	 * Judge the steps of answers to one prompt.
	 * @param judging the prompt, how answers are divided into steps, and the models that
	 * can be asked
	 * @param paths the answers, finished or not
	 * @return for each answer, for each step that is complete, how likely all is right up
	 * to there, or becomes right, from 0 to 1; empty if no step is complete
	 */
	List<List<Double>> scoreSteps(Judging judging, List<Path> paths);

	/**
	 * {@inheritDoc}
	 * @return what is thought of the last step, 0 where there is none
	 */
	@Override
	default List<Double> score(Judging judging, List<Path> paths) {
		return scoreSteps(judging, paths).stream().map(StepAggregation.LAST::apply).toList();
	}

}
