package dev.decoding.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.search.SharedPrefix.Finished;

/**
 * What searches over several beams have in common for one request: how they begin, what
 * they ask of the model, how continuations get their scores, and what is told when. Which
 * of the continuations become beams is theirs.
 */
final class BeamExecution {

	private final Execution execution;

	private final GenerationRequest request;

	private final Ending ending;

	private final Hypothesis root;

	private final SharedPrefix output;

	/** What the model says of each beam; empty once the request is cancelled. */
	private List<Logits> logits = List.of();

	private int newTokens;

	private @Nullable InvalidLogitsException invalid;

	/**
	 * Evaluate the prompt, and the tokens that every answer begins with.
	 * @param lm the model
	 * @param request what is wanted
	 * @param listener told of what is certain
	 * @param numBeams how many beams there are in all
	 */
	BeamExecution(CausalLm lm, GenerationRequest request, GenerationListener listener, int numBeams) {
		this.execution = new Execution(lm, request, numBeams);
		this.request = request;
		this.ending = new Ending(this.execution);
		ForcedPrefix prefix = ForcedPrefix.of(this.execution);
		List<ForcedPrefix.Token> forced = List.of();
		try {
			Result result = this.execution.evaluate(List.of(prefix.query())).get(0);
			forced = prefix.read(result);
			this.logits = List.of(result.nextLogits());
		}
		catch (EvaluationCancelledException ex) {
			// finished as soon as it runs
		}
		this.root = Hypothesis.root(prefix.query().sequence(), 0, request.processors());
		this.newTokens = forced.size();
		this.output = new SharedPrefix(this.execution, listener, forced);
	}

	/**
	 * Return what is continued first.
	 */
	Hypothesis root() {
		return this.root;
	}

	Ending ending() {
		return this.ending;
	}

	int mostTokens() {
		return this.execution.mostTokens();
	}

	/**
	 * Return how many continuations are looked at so that enough of them do not end.
	 * @param beams how many beams are wanted
	 */
	int candidates(int beams) {
		return Math.max(2, 1 + this.execution.endOfTextTokens().size()) * beams;
	}

	/**
	 * Return whether there is room for another token.
	 * @param beam any of the beams, which all have the same length
	 */
	boolean hasRoom(Hypothesis beam) {
		return !this.ending.isFull(beam.tokens());
	}

	boolean isCancelled() {
		return this.logits.isEmpty();
	}

	/**
	 * Let several beams begin where one was evaluated.
	 * @param beams how many
	 */
	void fork(int beams) {
		this.logits = this.logits.stream().flatMap((scores) -> Stream.generate(scores::copy).limit(beams)).toList();
	}

	/**
	 * Ask the model how beams go on.
	 * @param beams the beams
	 */
	void evaluate(List<Hypothesis> beams) {
		try {
			this.logits = this.execution
				.evaluate(beams.stream().map((hypothesis) -> Query.next(hypothesis.tokens())).toList())
				.results()
				.stream()
				.map(Result::nextLogits)
				.toList();
		}
		catch (EvaluationCancelledException ex) {
			this.logits = List.of();
		}
	}

	/**
	 * Run the processors on the log-probabilities of beams. A beam for which no token is
	 * left ends there.
	 * @param beams the beams, or some of those that were evaluated
	 * @param first the index of the first of them among all that were evaluated
	 * @return their continuations
	 */
	List<Expansion> expand(List<Hypothesis> beams, int first) {
		List<Expansion> expansions = new ArrayList<>();
		for (int i = 0; i < beams.size(); i++) {
			try {
				expansions.add(expand(beams.get(i), i, first + i));
			}
			catch (InvalidLogitsException ex) {
				this.invalid = ex;
			}
		}
		return expansions;
	}

	private Expansion expand(Hypothesis hypothesis, int beam, int row) {
		Logits scores = this.logits.get(row);
		Integer alternatives = this.request.statistics();
		Logits unprocessed = (alternatives != null) ? scores.copy() : null;
		if (!this.execution.lm().addsScores()) {
			scores.normalize();
		}
		this.ending.beforeProcessing(hypothesis.tokens(), scores);
		RandomStream random = RandomStream.of(this.request.seed(), row + 1, hypothesis.tokens().length());
		LogitsProcessorChain.Following following = hypothesis.processors().step(hypothesis.tokens(), scores, random);
		float[] values = scores.values();
		for (int i = 0; i < scores.count(); i++) {
			values[i] += hypothesis.score();
		}
		return new Expansion(hypothesis, beam, scores, following, unprocessed,
				(alternatives != null) ? alternatives : 0);
	}

	/**
	 * Select continuations.
	 * @param expansions the continuations of each beam
	 * @param selection how to select
	 * @param count how many to select at most
	 * @return the selected ones, in the order of their ranks
	 */
	List<Hypothesis> select(List<Expansion> expansions, CandidateSelection selection, int count) {
		if (expansions.isEmpty()) {
			return List.of();
		}
		RandomStream random = RandomStream.of(this.request.seed(), 0, expansions.get(0).hypothesis().tokens().length());
		List<Hypothesis> candidates = new ArrayList<>();
		for (CandidateSelection.Candidate candidate : selection
			.select(expansions.stream().map(Expansion::scores).toList(), count, random)) {
			candidates.add(expansions.get(candidate.row()).extend(candidate.index()));
		}
		return candidates;
	}

	/**
	 * Tell what all hypotheses share.
	 * @param alive all that can be returned or lead to what is
	 * @param newTokens how many tokens were generated
	 */
	void tell(Collection<Hypothesis> alive, int newTokens) {
		this.newTokens += newTokens;
		if (!alive.isEmpty()) {
			this.output.tell(alive);
		}
	}

	/**
	 * Tell the rest and end the execution.
	 * @param finished the hypotheses, best first
	 * @return the result
	 * @throws InvalidLogitsException if there is none since the processors left no beam a
	 * token
	 */
	GenerationResult finish(List<Finished> finished) {
		if (finished.isEmpty() && this.invalid != null) {
			throw this.invalid;
		}
		return this.execution.result(this.output.finish(finished), this.newTokens);
	}

}
