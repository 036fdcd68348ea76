package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.decoding.search.SharedPrefix.Finished;

import org.jspecify.annotations.Nullable;

/**
 * Beams that compete with one another, and the best of their sequences that have ended:
 * the bookkeeping of Hugging Face's <code>BeamSearchScorer</code>, in single precision.
 * <p>
 * Unlike that of {@link Beams}, it lets only one candidate after another in until there
 * are enough beams, and gives up as soon as no candidate, ended or not, could enter the
 * finished ones.
 */
final class BeamGroup {

	private static final Comparator<Finished> BEST_FIRST = Comparator.comparing(Finished::score).reversed();

	private final int size;

	private final BeamSettings settings;

	private final Ending ending;

	private final int mostTokens;

	/** Best first. */
	private final List<Finished> finished = new ArrayList<>();

	private List<Hypothesis> running;

	private boolean done;

	BeamGroup(int size, BeamSettings settings, BeamExecution execution) {
		this.size = size;
		this.settings = settings;
		this.ending = execution.ending();
		this.mostTokens = execution.mostTokens();
		this.running = List.of(execution.root());
	}

	List<Hypothesis> running() {
		return this.running;
	}

	List<Finished> finished() {
		return this.finished;
	}

	/**
	 * Return whether nothing that can still come would be returned.
	 */
	boolean isDone() {
		return this.done || this.running.isEmpty();
	}

	/**
	 * Finish candidates that end, and find those that go on.
	 * @param candidates the candidates, best first
	 * @param accepted which of those that end are finished; the others are dropped
	 * @return the best of those that go on
	 */
	List<Hypothesis> sift(List<Hypothesis> candidates, Predicate<Hypothesis> accepted) {
		List<Hypothesis> open = new ArrayList<>();
		for (int rank = 0; rank < candidates.size() && open.size() < this.size; rank++) {
			Hypothesis candidate = candidates.get(rank);
			FinishReason reason = reasonToEnd(candidate);
			if (reason == null) {
				open.add(candidate);
			}
			else if (rank < this.size && accepted.test(candidate)) {
				finish(candidate, reason);
			}
		}
		this.done = candidates.isEmpty() || !canImprove(candidates.get(0));
		return open;
	}

	/**
	 * Return why a candidate ends by itself. One that has no room left is compared with
	 * the others when all have none.
	 */
	private @Nullable FinishReason reasonToEnd(Hypothesis candidate) {
		FinishReason reason = this.ending.checkText(candidate.tokens(), Objects.requireNonNull(candidate.choice()));
		return (reason == FinishReason.LENGTH && this.ending.isFull(candidate.tokens())) ? null : reason;
	}

	private boolean canImprove(Hypothesis best) {
		if (this.finished.size() < this.size) {
			return true;
		}
		return this.settings.earlyStopping() != EarlyStopping.TRUE
				&& this.settings.attainable(best.score(), best.tokens().generatedLength(), this.mostTokens) > worst();
	}

	private float worst() {
		return this.finished.get(this.finished.size() - 1).score();
	}

	/**
	 * Go on with some of the candidates.
	 * @param beams the beams of the next step
	 */
	void follow(List<Hypothesis> beams) {
		this.running = beams;
	}

	/**
	 * Let a hypothesis compete with the finished ones.
	 */
	void finish(Hypothesis hypothesis, FinishReason reason) {
		float score = this.settings.penalized(hypothesis.score(), hypothesis.tokens().generatedLength());
		if (this.finished.size() == this.size) {
			if (!(score > worst())) {
				return;
			}
			this.finished.remove(this.size - 1);
		}
		this.finished.add(new Finished(hypothesis, score, reason));
		this.finished.sort(BEST_FIRST);
	}

	/**
	 * Return all that can be returned or lead to what is.
	 */
	List<Hypothesis> alive() {
		List<Hypothesis> alive = new ArrayList<>(isDone() ? List.of() : this.running);
		this.finished.forEach((end) -> alive.add(end.hypothesis()));
		return alive;
	}

}
