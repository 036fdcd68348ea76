package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.search.SharedPrefix.Finished;

/**
 * One run of a beam search: the bookkeeping of Hugging Face's <code>_beam_search</code>,
 * in single precision as there.
 */
final class Beams {

	private static final Comparator<Hypothesis> BEST_FIRST = Comparator.comparing(Hypothesis::score).reversed();

	private final Execution execution;

	private final GenerationRequest request;

	private final Ending ending;

	private final BeamSettings settings;

	private final CandidateSelection selection;

	private final int candidates;

	private final SharedPrefix output;

	private final List<Finished> finished = new ArrayList<>();

	private List<Hypothesis> running = List.of();

	private List<Logits> logits = List.of();

	private int newTokens;

	Beams(CausalLm lm, GenerationRequest request, GenerationListener listener, BeamSettings settings,
			CandidateSelection selection) {
		settings.check(request);
		this.execution = new Execution(lm, request);
		this.request = request;
		this.ending = new Ending(this.execution);
		this.settings = settings;
		this.selection = selection;
		this.candidates = Math.max(2, 1 + this.execution.endOfTextTokens().size()) * settings.numBeams();
		this.output = begin(listener);
	}

	/**
	 * Evaluate the prompt.
	 */
	private SharedPrefix begin(GenerationListener listener) {
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
		this.running = List.of(Hypothesis.root(prefix.query().sequence(), 0, this.request.processors()));
		this.newTokens = forced.size();
		return new SharedPrefix(this.execution, listener, forced);
	}

	GenerationResult run() {
		FinishReason reason = FinishReason.LENGTH;
		boolean open = !this.ending.isFull(this.running.get(0).tokens());
		while (open && !this.logits.isEmpty()) {
			open = step();
			this.output.tell(alive());
			if (open) {
				evaluate();
			}
		}
		if (this.logits.isEmpty()) {
			reason = FinishReason.CANCELLED;
		}
		for (Hypothesis unfinished : this.running) {
			if (this.finished.size() >= this.request.numReturnSequences()) {
				break;
			}
			this.finished.add(new Finished(unfinished, penalized(unfinished), reason));
		}
		return this.execution.result(this.output.finish(this.finished), this.newTokens);
	}

	private void evaluate() {
		try {
			this.logits = this.execution
				.evaluate(this.running.stream().map((hypothesis) -> Query.next(hypothesis.tokens())).toList())
				.results()
				.stream()
				.map(Result::nextLogits)
				.toList();
		}
		catch (EvaluationCancelledException ex) {
			this.logits = List.of();
		}
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
		List<Expansion> expansions = expand();
		RandomStream random = RandomStream.of(this.request.seed(), 0, this.running.get(0).tokens().length());
		List<Hypothesis> candidates = new ArrayList<>();
		for (CandidateSelection.Candidate candidate : this.selection
			.select(expansions.stream().map(Expansion::scores).toList(), this.candidates, random)) {
			candidates.add(expansions.get(candidate.row()).extend(candidate.index()));
		}
		List<Hypothesis> unfinished = new ArrayList<>();
		for (int rank = 0; rank < candidates.size(); rank++) {
			Hypothesis candidate = candidates.get(rank);
			FinishReason reason = this.ending.checkText(candidate.tokens(), lastOf(candidate));
			if (reason == null) {
				unfinished.add(candidate);
			}
			else if (rank < this.settings.numBeams()) {
				this.finished.add(new Finished(candidate, penalized(candidate), reason));
			}
		}
		this.finished.sort(Comparator.comparing(Finished::score).reversed());
		keepFirst(this.finished);
		unfinished.sort(BEST_FIRST);
		keepFirst(unfinished);
		this.newTokens += Math.max(unfinished.size(), 1);
		this.running = unfinished;
		return !unfinished.isEmpty() && canImprove(unfinished.get(0));
	}

	private static Choice lastOf(Hypothesis hypothesis) {
		if (hypothesis.choice() == null) {
			throw new IllegalStateException("The prompt is no candidate");
		}
		return hypothesis.choice();
	}

	private void keepFirst(List<?> list) {
		if (list.size() > this.settings.numBeams()) {
			list.subList(this.settings.numBeams(), list.size()).clear();
		}
	}

	/**
	 * Run the processors on the log-probabilities of each beam. A beam for which no token
	 * is left ends there.
	 */
	private List<Expansion> expand() {
		List<Expansion> expansions = new ArrayList<>();
		InvalidLogitsException invalid = null;
		for (int beam = 0; beam < this.running.size(); beam++) {
			try {
				expansions.add(expand(this.running.get(beam), beam));
			}
			catch (InvalidLogitsException ex) {
				invalid = ex;
			}
		}
		if (expansions.isEmpty() && invalid != null) {
			throw invalid;
		}
		return expansions;
	}

	private Expansion expand(Hypothesis hypothesis, int beam) {
		Logits scores = this.logits.get(beam);
		Integer alternatives = this.request.statistics();
		Logits unprocessed = (alternatives != null) ? scores.copy() : null;
		if (!this.execution.lm().addsScores()) {
			scores.normalize();
		}
		this.ending.beforeProcessing(hypothesis.tokens(), scores);
		RandomStream random = RandomStream.of(this.request.seed(), beam + 1, hypothesis.tokens().length());
		LogitsProcessorChain.Following following = hypothesis.processors().step(hypothesis.tokens(), scores, random);
		float[] values = scores.values();
		for (int i = 0; i < scores.count(); i++) {
			values[i] += hypothesis.score();
		}
		return new Expansion(hypothesis, beam, scores, following, unprocessed,
				(alternatives != null) ? alternatives : 0);
	}

	private float penalized(Hypothesis hypothesis) {
		return penalized(hypothesis.score(), hypothesis.tokens().generatedLength());
	}

	private float penalized(float score, int length) {
		return score / (float) Math.pow(length, this.settings.lengthPenalty());
	}

	private boolean canImprove(Hypothesis best) {
		if (this.finished.size() < this.settings.numBeams()) {
			return true;
		}
		if (this.settings.earlyStopping() == EarlyStopping.TRUE) {
			return false;
		}
		boolean longest = this.settings.earlyStopping() == EarlyStopping.NEVER && this.settings.lengthPenalty() > 0;
		int length = longest ? this.execution.mostTokens() : best.tokens().generatedLength();
		return penalized(best.score(), length) > this.finished.get(this.finished.size() - 1).score();
	}

	/**
	 * The possible continuations of one beam.
	 *
	 * @param hypothesis the beam
	 * @param beam its index
	 * @param scores the scores of the sequences that each token makes of it
	 * @param following what follows the processors
	 * @param unprocessed the model's own scores, if statistics are asked for
	 * @param alternatives how many alternatives to name in them
	 */
	private record Expansion(Hypothesis hypothesis, int beam, Logits scores, LogitsProcessorChain.Following following,
			@Nullable Logits unprocessed, int alternatives) {

		Hypothesis extend(int candidate) {
			int token = this.scores.token(candidate);
			float score = this.scores.values()[candidate];
			Choice choice = new Choice(token, (double) score - this.hypothesis.score());
			TokenStatistics statistics = (this.unprocessed != null)
					? TokenStatistics.of(this.unprocessed.copy(), choice, this.alternatives) : null;
			return new Hypothesis(this.hypothesis, this.hypothesis.tokens().append(token), choice, this.beam, score,
					this.following.after(choice), statistics);
		}

	}

}
