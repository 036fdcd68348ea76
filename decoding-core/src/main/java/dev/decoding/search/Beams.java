package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.decoding.model.CausalLm;
import dev.decoding.search.SharedPrefix.Finished;

/**
 * One run of a beam search: the bookkeeping of Hugging Face's <code>_beam_search</code>,
 * in single precision as there.
 */
final class Beams {

	private static final Comparator<Hypothesis> BEST_FIRST = Comparator.comparing(Hypothesis::score).reversed();

	private final GenerationRequest request;

	private final BeamSettings settings;

	private final CandidateSelection selection;

	private final BeamExecution execution;

	private final List<Finished> finished = new ArrayList<>();

	private List<Hypothesis> running;

	Beams(CausalLm lm, GenerationRequest request, GenerationListener listener, BeamSettings settings,
			CandidateSelection selection) {
		settings.check(request);
		this.request = request;
		this.settings = settings;
		this.selection = selection;
		this.execution = new BeamExecution(lm, request, listener, settings.numBeams());
		this.running = List.of(this.execution.root());
	}

	GenerationResult run() {
		boolean open = this.execution.hasRoom(this.execution.root());
		while (open && !this.execution.isCancelled()) {
			int before = this.running.size();
			open = step();
			this.execution.tell(alive(), Math.max(before, this.running.size()));
			if (open) {
				this.execution.evaluate(this.running);
			}
		}
		FinishReason reason = this.execution.isCancelled() ? FinishReason.CANCELLED : FinishReason.LENGTH;
		for (Hypothesis unfinished : this.running) {
			if (this.finished.size() >= this.request.numReturnSequences()) {
				break;
			}
			this.finished.add(finished(unfinished, reason));
		}
		return this.execution.finish(this.finished);
	}

	private List<Hypothesis> alive() {
		List<Hypothesis> alive = new ArrayList<>(this.running);
		this.finished.forEach((end) -> alive.add(end.hypothesis()));
		return alive;
	}

	/**
	 * Extend all beams by one token.
	 * @return whether it is worth going on
	 */
	private boolean step() {
		List<Hypothesis> candidates = this.execution.select(this.execution.expand(this.running, 0), this.selection,
				this.execution.candidates(this.settings.numBeams()));
		List<Hypothesis> unfinished = new ArrayList<>();
		for (int rank = 0; rank < candidates.size(); rank++) {
			Hypothesis candidate = candidates.get(rank);
			FinishReason reason = this.execution.ending()
				.checkText(candidate.tokens(), Objects.requireNonNull(candidate.choice()));
			if (reason == null) {
				unfinished.add(candidate);
			}
			else if (rank < this.settings.numBeams()) {
				this.finished.add(finished(candidate, reason));
			}
		}
		this.finished.sort(Comparator.comparing(Finished::score).reversed());
		keepFirst(this.finished);
		unfinished.sort(BEST_FIRST);
		keepFirst(unfinished);
		this.running = unfinished;
		return !unfinished.isEmpty() && canImprove(unfinished.get(0));
	}

	private void keepFirst(List<?> list) {
		if (list.size() > this.settings.numBeams()) {
			list.subList(this.settings.numBeams(), list.size()).clear();
		}
	}

	private Finished finished(Hypothesis hypothesis, FinishReason reason) {
		return new Finished(hypothesis,
				this.settings.penalized(hypothesis.score(), hypothesis.tokens().generatedLength()), reason);
	}

	private boolean canImprove(Hypothesis best) {
		if (this.finished.size() < this.settings.numBeams()) {
			return true;
		}
		return this.settings.earlyStopping() != EarlyStopping.TRUE
				&& this.settings.attainable(best.score(), best.tokens().generatedLength(),
						this.execution.mostTokens()) > this.finished.get(this.finished.size() - 1).score();
	}

}
