package dev.decoding.search;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;

/**
 * One run of a strategy that never goes back: extends the branches of a request in lock
 * step, with one call of the model a round, until all of them have ended.
 */
final class Rollout {

	private final Execution execution;

	private final List<Branch> branches;

	private final Round round;

	private boolean begun;

	Rollout(CausalLm lm, GenerationRequest request, GenerationListener listener, TokenSampler sampler) {
		this(lm, request, listener, sampler, Rollout::extendByOne);
	}

	Rollout(CausalLm lm, GenerationRequest request, GenerationListener listener, TokenSampler sampler, Round round) {
		this.round = round;
		this.execution = new Execution(lm, request, request.numReturnSequences());
		this.branches = IntStream.range(0, request.numReturnSequences())
			.mapToObj((index) -> new Branch(index, this.execution, sampler, listener))
			.toList();
	}

	/**
	 * Generate.
	 * @return the finished sequences
	 */
	GenerationResult run() {
		for (List<Branch> live = this.branches; !live.isEmpty(); live = live(live)) {
			try {
				if (this.begun) {
					this.round.extend(this.execution, live);
				}
				else {
					begin(live);
				}
			}
			catch (EvaluationCancelledException ex) {
				live(live).forEach((branch) -> branch.finish(FinishReason.CANCELLED));
			}
		}
		return this.execution.result(this.branches.stream().map(Branch::sequence).toList());
	}

	private static List<Branch> live(List<Branch> branches) {
		return branches.stream().filter((branch) -> !branch.isFinished()).toList();
	}

	/**
	 * At first all branches are the prompt, which the model is asked about once, together
	 * with the tokens that each of them begins with. Then they get one token each.
	 */
	private void begin(List<Branch> live) {
		ForcedPrefix prefix = ForcedPrefix.of(this.execution);
		Result result = this.execution.evaluate(List.of(prefix.query())).get(0);
		this.begun = true;
		for (ForcedPrefix.Token token : prefix.read(result)) {
			live.forEach((branch) -> branch.force(token));
		}
		List<Branch> open = live(live);
		Logits logits = result.nextLogits();
		for (int i = 0; i < open.size(); i++) {
			open.get(i).extend((i < open.size() - 1) ? logits.copy() : logits);
		}
	}

	private static void extendByOne(Execution execution, List<Branch> live) {
		Evaluation evaluation = execution.evaluate(live.stream().map((branch) -> Query.next(branch.tokens())).toList());
		for (int i = 0; i < live.size(); i++) {
			live.get(i).extend(evaluation.get(i).nextLogits());
		}
	}

	/**
	 * What comes after the prompt and one token, again and again.
	 */
	@FunctionalInterface
	interface Round {

		/**
		 * Extend each branch by a token or more.
		 * @param execution what the model is asked with
		 * @param live the branches that have not ended, at least one
		 */
		void extend(Execution execution, List<Branch> live);

	}

}
