package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;

/**
 * How much good a text would do if another one were the right one.
 */
@FunctionalInterface
public interface Utility {

	/** Whether both have the same answer. */
	Utility SAME_ANSWER = (hypothesis,
			reference) -> (hypothesis.answer() != null && hypothesis.answer().equals(reference.answer())) ? 1 : 0;

	/**
	 * Compare two candidates.
	 * @param hypothesis what could be returned
	 * @param reference what could be right
	 * @return how good that would be, the higher the better
	 */
	double of(Candidate hypothesis, Candidate reference);

	/**
	 * Compare all candidates with each other.
	 * @param candidates the candidates
	 * @return for each the mean utility over all as references
	 */
	default double[] expected(List<Candidate> candidates) {
		return candidates.stream()
			.mapToDouble((hypothesis) -> candidates.stream()
				.mapToDouble((reference) -> of(hypothesis, reference))
				.average()
				.orElse(0))
			.toArray();
	}

}
