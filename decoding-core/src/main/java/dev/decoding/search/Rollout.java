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

	private final long start = System.nanoTime();

	private final CausalLm lm;

	private final GenerationRequest request;

	private final Prompt prompt;

	private final List<Branch> branches;

	private long firstToken;

	private int cachedPromptTokens;

	private int modelCalls;

	private long forwardTokens;

	Rollout(CausalLm lm, GenerationRequest request, GenerationListener listener, TokenSampler sampler) {
		this.lm = lm;
		this.request = request;
		this.prompt = request.truncation().fit(request, lm.info());
		this.branches = IntStream.range(0, request.numReturnSequences())
			.mapToObj((index) -> new Branch(index, this.prompt.tokens(), sampler, lm, request, listener))
			.toList();
	}

	/**
	 * Generate.
	 * @return the finished sequences
	 */
	GenerationResult run() {
		for (List<Branch> live = this.branches; !live.isEmpty(); live = live(live)) {
			if (this.request.cancellation().isCancelled() || !step(live)) {
				live.forEach((branch) -> branch.finish(FinishReason.CANCELLED));
			}
		}
		return result();
	}

	private static List<Branch> live(List<Branch> branches) {
		return branches.stream().filter((branch) -> !branch.isFinished()).toList();
	}

	/**
	 * Extend branches by one token each.
	 * @return whether they were; not if the evaluation was cancelled
	 */
	private boolean step(List<Branch> live) {
		List<Logits> logits;
		try {
			logits = (this.modelCalls == 0) ? begin(live) : nextLogits(live);
		}
		catch (EvaluationCancelledException ex) {
			return false;
		}
		for (int i = 0; i < live.size(); i++) {
			if (!live.get(i).isFinished()) {
				live.get(i).extend(logits.get(i));
			}
		}
		return true;
	}

	/**
	 * Before the first step all branches are the prompt, which the model is asked about
	 * once, together with the tokens that each of them begins with.
	 */
	private List<Logits> begin(List<Branch> live) {
		ForcedPrefix prefix = new ForcedPrefix(this.prompt.tokens(), this.request.forcedPrefix(),
				this.request.statistics());
		Result result = evaluate(List.of(prefix.query())).get(0);
		this.firstToken = System.nanoTime();
		this.cachedPromptTokens = result.cachedTokens();
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
		Evaluation evaluation = evaluate(live.stream().map((branch) -> Query.next(branch.tokens())).toList());
		return evaluation.results().stream().map(Result::nextLogits).toList();
	}

	private Evaluation evaluate(List<Query> queries) {
		Evaluation evaluation = this.lm.evaluate(queries.stream().map(this.prompt::masked).toList());
		this.modelCalls++;
		for (Result result : evaluation.results()) {
			this.forwardTokens += result.computedTokens();
		}
		return evaluation;
	}

	private GenerationResult result() {
		long end = System.nanoTime();
		List<GeneratedSequence> sequences = this.branches.stream().map(Branch::sequence).toList();
		int newTokens = sequences.stream().mapToInt((sequence) -> sequence.tokens().generatedLength()).sum();
		Cost cost = new Cost(this.prompt.tokens().length(), this.cachedPromptTokens, newTokens, this.modelCalls,
				this.forwardTokens);
		long toFirstToken = ((newTokens > 0) ? this.firstToken : end) - this.start;
		return new GenerationResult(sequences, cost, new Timings(toFirstToken, end - this.start));
	}

}
