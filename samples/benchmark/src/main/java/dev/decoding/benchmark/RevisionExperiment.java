package dev.decoding.benchmark;

import java.util.Comparator;
import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.revision.Revisions;
import dev.decoding.scaling.vote.MajorityVote;

/**
 * Lets the model try again, some times one after the other and some times side by side.
 *
 * @param budgets how many tries there are in all, each a power of 4
 * @param chains how many conversations each try is looked at alone of
 * @param steps how many tries these have
 */
record RevisionExperiment(List<Integer> budgets, int chains, int steps) implements Experiment {

	private static final int CHAINS = 16;

	private static final int STEPS = 16;

	/**
	 * Set how many tries there are, and look at sixteen tries of sixteen conversations
	 * one by one.
	 */
	RevisionExperiment(List<Integer> budgets) {
		this(budgets, CHAINS, STEPS);
	}

	@Override
	public void run(Trial trial) {
		Trial.Outcome last = null;
		for (int budget : this.budgets) {
			for (int length = 1; length <= budget; length *= 4) {
				int side = budget / length;
				Trial.Outcome outcome = tries(trial, budget, side);
				last = (side == this.chains && length == this.steps) ? outcome : last;
				trial.board()
					.add(RevisionNames.name(RevisionNames.VERIFIER, length), budget,
							trial.right(outcome.selection().best()), outcome.cost());
				trial.board()
					.add(RevisionNames.name(RevisionNames.MAJORITY, length), budget,
							trial.right(new MajorityVote().select(inOrder(outcome)).best()), outcome.cost());
			}
		}
		List<Candidate> tries = inOrder((last != null) ? last : tries(trial, this.chains * this.steps, this.chains));
		for (int i = 0; i < tries.size(); i++) {
			double right = trial.right(tries.get(i));
			trial.board().add(RevisionNames.STEP, i / this.chains + 1, right);
			if (i + this.chains < tries.size()) {
				trial.board().add(RevisionNames.KEPT, this.steps, right);
				trial.board()
					.add(RevisionNames.LOST, this.steps, right * (1 - trial.right(tries.get(i + this.chains))));
			}
		}
	}

	private static Trial.Outcome tries(Trial trial, int budget, int chains) {
		return trial.run(new Revisions(budget, chains, Revisions.STANDARD_WINDOW, trial.setting().revisionPrompt(),
				trial.verifier(), StepAggregation.LAST), trial.request());
	}

	private static List<Candidate> inOrder(Trial.Outcome outcome) {
		return outcome.selection()
			.candidates()
			.stream()
			.sorted(Comparator.comparingInt((candidate) -> candidate.path().index()))
			.toList();
	}

}
