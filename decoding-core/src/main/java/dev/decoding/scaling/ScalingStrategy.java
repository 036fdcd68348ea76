package dev.decoding.scaling;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Pause;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.SearchStrategy;

/**
 * A way to spend computation on one prompt, as a strategy like any other. Candidates are
 * drawn as the request says; the first sequence is the one decided on, more that are
 * wanted are the next best.
 * <p>
 * Streaming: the tokens of an answer are told when it is decided on; progress before.
 */
public final class ScalingStrategy implements SearchStrategy {

	private final String name;

	private final ScalingAlgorithm algorithm;

	private final AnswerFinder answers;

	private final StepSplitter steps;

	private final Limits limits;

	/**
	 * Create a strategy.
	 * @param name its name
	 * @param algorithm what it does
	 * @param answers finds what answers are compared by
	 * @param steps divides answers into steps
	 * @param limits what ends the search with the best answer so far
	 */
	public ScalingStrategy(String name, ScalingAlgorithm algorithm, AnswerFinder answers, StepSplitter steps,
			Limits limits) {
		this.name = name;
		this.algorithm = algorithm;
		this.answers = answers;
		this.steps = steps;
		this.limits = limits;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		PathRollout rollout = new PathRollout(lm, this.algorithm.prepare(request), this.limits);
		ScalingRun run = new ScalingRun(rollout, listener, this.steps, this.answers);
		Selection selection = search(run);
		List<Candidate> chosen = selection.candidates()
			.stream()
			.limit(request.numReturnSequences())
			.map((candidate) -> finished(candidate, run))
			.toList();
		FinishReason interruption = rollout.interruption();
		SearchTrace trace = run.trace(chosen.stream().map(Candidate::path).toList());
		List<GeneratedSequence> sequences = new ArrayList<>();
		for (Candidate candidate : chosen) {
			candidate.path().tell(sequences.size(), request.statistics(), listener);
			sequences.add(candidate.path()
				.sequence(candidate.score(),
						new ScalingDetails(candidate.answer(), candidate.score(), selection.votes(),
								selection.candidates().size(), interruption, trace, selection.diagnostics()))
				.withStatistics(request.statistics()));
		}
		return rollout.result(sequences);
	}

	private Selection search(ScalingRun run) {
		try {
			return this.algorithm.search(run);
		}
		catch (EvaluationCancelledException ex) {
			run.request().cancellation().cancel();
			return bestSoFar(run);
		}
	}

	private static Selection bestSoFar(ScalingRun run) {
		@Nullable Selection latest = run.latest();
		return (latest != null) ? latest : Selection.of(List.of(run.candidate(run.rollout().begin(1).get(0))));
	}

	/**
	 * A search may decide on what has not ended. If it was interrupted that ends here,
	 * since paths do not grow any more.
	 */
	private static Candidate finished(Candidate candidate, ScalingRun run) {
		if (candidate.path().isFinished()) {
			return candidate;
		}
		Path path = run.rollout().extend(List.of(candidate.path()), Pause.NEVER).get(0);
		return new Candidate(path, run.answer(path), candidate.score(), candidate.steps());
	}

}
