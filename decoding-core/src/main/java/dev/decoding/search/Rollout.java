package dev.decoding.search;

import java.util.ArrayList;
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
 * step, one token each and one call of the model a step, until all of them have ended.
 */
final class Rollout {

	private final Execution execution;

	private final List<Branch> branches;

	private boolean begun;

	Rollout(CausalLm lm, GenerationRequest request, GenerationListener listener, TokenSampler sampler) {
		this.execution = new Execution(lm, request);
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
				step(live);
			}
			catch (EvaluationCancelledException ex) {
				live.forEach((branch) -> branch.finish(FinishReason.CANCELLED));
			}
		}
		return this.execution.result(this.branches.stream().map(Branch::sequence).toList());
	}

	private static List<Branch> live(List<Branch> branches) {
		return branches.stream().filter((branch) -> !branch.isFinished()).toList();
	}

	/**
	 * Extend branches by one token each.
	 */
	private void step(List<Branch> live) {
		List<Logits> logits = this.begun ? nextLogits(live) : begin(live);
		for (int i = 0; i < live.size(); i++) {
			if (!live.get(i).isFinished()) {
				live.get(i).extend(logits.get(i));
			}
		}
	}

	/**
	 * Before the first step all branches are the prompt, which the model is asked about
	 * once, together with the tokens that each of them begins with.
	 */
	private List<Logits> begin(List<Branch> live) {
		ForcedPrefix prefix = ForcedPrefix.of(this.execution);
		Result result = this.execution.evaluate(List.of(prefix.query())).get(0);
		this.begun = true;
		for (ForcedPrefix.Token token : prefix.read(result)) {
			live.forEach((branch) -> branch.force(token));
		}
		List<Logits> logits = new ArrayList<>();
		logits.add(result.nextLogits());
		while (logits.size() < live.size()) {
			logits.add(logits.get(0).copy());
		}
		return logits;
	}

	private List<Logits> nextLogits(List<Branch> live) {
		Evaluation evaluation = this.execution
			.evaluate(live.stream().map((branch) -> Query.next(branch.tokens())).toList());
		return evaluation.results().stream().map(Result::nextLogits).toList();
	}

}
