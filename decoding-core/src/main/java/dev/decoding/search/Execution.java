package dev.decoding.search;

import java.util.Collection;
import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * What a strategy asks of the model for one request, and what that takes.
 */
final class Execution {

	private final long start = System.nanoTime();

	private final CausalLm lm;

	private final GenerationRequest request;

	private final Prompt prompt;

	private final int generations;

	private long firstToken;

	private int cachedPromptTokens;

	private int modelCalls;

	private long forwardTokens;

	private long verifierTokens;

	/**
	 * Begin to execute a request.
	 * @param lm the model
	 * @param request what is wanted
	 * @param generations how many answers are begun
	 */
	Execution(CausalLm lm, GenerationRequest request, int generations) {
		this.lm = lm;
		this.request = request;
		this.generations = generations;
		this.prompt = request.truncation().fit(request, lm.info());
	}

	CausalLm lm() {
		return this.lm;
	}

	GenerationRequest request() {
		return this.request;
	}

	/**
	 * Return the prompt behind truncation.
	 */
	Prompt prompt() {
		return this.prompt;
	}

	/**
	 * Return how many tokens a sequence can have beside the prompt.
	 */
	int mostTokens() {
		return mostTokens(this.prompt.tokens());
	}

	/**
	 * Return how many tokens can follow a prompt.
	 */
	int mostTokens(TokenSequence prompt) {
		int room = this.lm.info().contextLength() - prompt.length();
		Integer wanted = this.request.maxNewTokens();
		return (wanted != null) ? Math.min(wanted, room) : room;
	}

	/**
	 * Return the tokens that end a sequence.
	 */
	Collection<Integer> endOfTextTokens() {
		return (this.request.endOfTextTokens() != null) ? this.request.endOfTextTokens()
				: this.lm.info().endOfTextTokens();
	}

	/**
	 * Evaluate queries. What is to be hidden of the prompt is hidden of those that begin
	 * with it.
	 * @param queries the queries
	 * @return their results
	 * @throws EvaluationCancelledException if the request was cancelled
	 */
	Evaluation evaluate(List<Query> queries) {
		checkCancelled();
		Evaluation evaluation = this.lm.evaluate(queries.stream().map(this.prompt::masked).toList());
		if (this.firstToken == 0) {
			this.firstToken = System.nanoTime();
			this.cachedPromptTokens = evaluation.get(0).cachedTokens();
		}
		this.modelCalls++;
		for (Result result : evaluation.results()) {
			this.forwardTokens += result.computedTokens();
		}
		return evaluation;
	}

	/**
	 * Evaluate queries to judge sequences. What is to be hidden of the prompt is hidden
	 * of those that begin with it.
	 * @param lm the model
	 * @param queries the queries
	 * @return their results
	 * @throws EvaluationCancelledException if the request was cancelled
	 */
	Evaluation judge(CausalLm lm, List<Query> queries) {
		checkCancelled();
		Evaluation evaluation = lm.evaluate(queries.stream().map(this.prompt::masked).toList());
		this.modelCalls++;
		for (Result result : evaluation.results()) {
			this.verifierTokens += result.computedTokens();
		}
		return evaluation;
	}

	/**
	 * Return how long the execution has taken so far, in nanoseconds.
	 */
	long nanos() {
		return System.nanoTime() - this.start;
	}

	void checkCancelled() {
		if (this.request.cancellation().isCancelled()) {
			throw new EvaluationCancelledException();
		}
	}

	GenerationResult result(List<GeneratedSequence> sequences) {
		return result(sequences, sequences.stream().mapToInt((sequence) -> sequence.tokens().generatedLength()).sum());
	}

	/**
	 * End the execution.
	 * @param sequences what it made
	 * @param newTokens how many tokens were generated, those of other sequences included
	 * @return the result
	 */
	GenerationResult result(List<GeneratedSequence> sequences, int newTokens) {
		return result(sequences, newTokens, this.generations);
	}

	/**
	 * End the execution.
	 * @param sequences what it made
	 * @param newTokens how many tokens were generated, those of other sequences included
	 * @param generations how many answers were begun
	 * @return the result
	 */
	GenerationResult result(List<GeneratedSequence> sequences, int newTokens, int generations) {
		long end = System.nanoTime();
		Cost cost = new Cost(this.prompt.tokens().length(), this.cachedPromptTokens,
				(this.modelCalls > 0) ? generations : 0, newTokens, this.forwardTokens, this.modelCalls,
				this.verifierTokens);
		long toFirstToken = ((newTokens > 0) ? this.firstToken : end) - this.start;
		return new GenerationResult(sequences, cost, new Timings(toFirstToken, end - this.start));
	}

}
