package dev.decoding.scaling.vote;

import java.util.List;
import java.util.Objects;

import dev.decoding.scaling.Candidate;

/**
 * Draws answers in windows, and stops as soon as all of one window are the same.
 * <p>
 * Formula: stop when the entropy of the answers of the latest window is 0; all answers so
 * far vote.
 * <p>
 * Edges: a candidate without an answer agrees with none; a last window that is cut short
 * by the number of samples is the end in any case.
 * <p>
 * Example: with a window of 3, the answers 5, 8, 8 and then 8, 8, 8 stop after six.
 * <p>
 * Cost: answers of different windows do not share calls of the model.
 * <p>
 * Source: Li et al., <i>Escape Sky-high Cost: Early-stopping Self-Consistency for
 * Multi-step Reasoning</i>, 2024: a window of 5, at most 40.
 */
public final class EarlyStoppingConsistency implements StopSampling {

	/** The name of the strategy. */
	public static final String NAME = "early-stopping-consistency";

	private final int window;

	/**
	 * Set how many have to agree.
	 * @param window how many answers to draw at a time, at least 1
	 */
	public EarlyStoppingConsistency(int window) {
		if (window < 1) {
			throw new IllegalArgumentException("'window' is %d but must be at least 1".formatted(window));
		}
		this.window = window;
	}

	@Override
	public int next(List<Candidate> candidates, int left) {
		return isUnanimous(candidates.subList(Math.max(0, candidates.size() - this.window), candidates.size())) ? 0
				: this.window;
	}

	private static boolean isUnanimous(List<Candidate> latest) {
		return !latest.isEmpty() && latest.stream()
			.allMatch(
					(candidate) -> candidate.hasAnswer() && Objects.equals(candidate.answer(), latest.get(0).answer()));
	}

}
