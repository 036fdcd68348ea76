package dev.decoding.scaling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.SearchProgress;

/**
 * One search: what an algorithm asks for while it runs. Not safe for use by several
 * threads.
 */
public final class ScalingRun implements Judging {

	private final PathRollout rollout;

	private final GenerationListener listener;

	private final StepSplitter steps;

	private final AnswerFinder answers;

	private final Set<Path> noted = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Map<Verifier, Map<TokenSequence, Double>> memories = new IdentityHashMap<>();

	private final List<SearchTrace.Judgement> judgements = new ArrayList<>();

	private final List<SearchTrace.Visits> visits = new ArrayList<>();

	private @Nullable Supplier<Selection> latest;

	ScalingRun(PathRollout rollout, GenerationListener listener, StepSplitter steps, AnswerFinder answers) {
		this.rollout = rollout;
		this.listener = listener;
		this.steps = steps;
		this.answers = answers;
	}

	/**
	 * Return what extends paths.
	 * @return the rollout of this request
	 */
	public PathRollout rollout() {
		return this.rollout;
	}

	public GenerationRequest request() {
		return this.rollout.request();
	}

	@Override
	public CausalLm lm() {
		return this.rollout.lm();
	}

	@Override
	public TokenSequence prompt() {
		return this.rollout.prompt();
	}

	@Override
	public String promptText() {
		return lm().tokenizer().decode(prompt().toArray(), true);
	}

	@Override
	public StepSplitter steps() {
		return this.steps;
	}

	@Override
	public Evaluation evaluate(CausalLm lm, List<Query> queries) {
		return this.rollout.judge(lm, queries);
	}

	@Override
	public Map<TokenSequence, Double> memory(Verifier verifier) {
		return this.memories.computeIfAbsent(verifier, (key) -> new HashMap<>());
	}

	/**
	 * Return whether the search has to end, since it was cancelled or reached a limit.
	 * Paths then do not grow any more.
	 * @return whether to return what there is
	 */
	public boolean isInterrupted() {
		return this.rollout.interruption() != null;
	}

	/**
	 * Find the answer of a text.
	 * @param path the text
	 * @return the answer, or {@code null} if it has none or did not end by itself
	 */
	public @Nullable String answer(Path path) {
		AnswerFinder.Answer answer = path.isComplete() ? this.answers.find(path.text()) : null;
		return (answer != null) ? answer.value() : null;
	}

	/**
	 * Return a path as a candidate that nobody has judged.
	 * @param path the path
	 * @return the candidate
	 */
	public Candidate candidate(Path path) {
		return new Candidate(path, answer(path), 0, List.of());
	}

	/**
	 * Judge paths, in one batch, and note the scores in the trace.
	 * @param verifier judges them, or {@code null} for nobody
	 * @param aggregation how the scores of steps become one, if the verifier has such
	 * @param paths the paths
	 * @return the candidates, in the same order
	 */
	public List<Candidate> judge(@Nullable Verifier verifier, StepAggregation aggregation, List<Path> paths) {
		if (verifier == null) {
			return paths.stream().map(this::candidate).toList();
		}
		List<Candidate> candidates = new ArrayList<>();
		if (verifier instanceof StepVerifier stepVerifier) {
			List<List<Double>> steps = stepVerifier.scoreSteps(this, paths);
			for (int i = 0; i < paths.size(); i++) {
				candidates.add(candidate(paths.get(i), aggregation.apply(steps.get(i)), steps.get(i)));
			}
		}
		else {
			List<Double> scores = verifier.score(this, paths);
			for (int i = 0; i < paths.size(); i++) {
				candidates.add(candidate(paths.get(i), scores.get(i), List.of()));
			}
		}
		return candidates;
	}

	private Candidate candidate(Path path, double score, List<Double> steps) {
		if (!(score >= 0 && score <= 1)) {
			throw new IllegalArgumentException(
					"A verifier's score is %s but must be a probability from 0 to 1, since votes are weighed by it"
						.formatted(score));
		}
		note(path, score);
		return new Candidate(path, answer(path), score, steps);
	}

	/**
	 * Note in the trace what is thought of a path.
	 * @param path the path
	 * @param score its score
	 */
	public void note(Path path, double score) {
		if (this.noted.add(path)) {
			this.judgements.add(new SearchTrace.Judgement(path.index(), path.tokens().generatedLength(), score));
		}
	}

	/**
	 * Note in the trace how often the search came by a node of its tree.
	 * @param path the path of the node
	 * @param prior how likely the node was to be chosen at first
	 * @param count how often the search came by
	 * @param value what was found behind the node
	 */
	public void noteVisits(Path path, double prior, double count, double value) {
		this.visits.add(new SearchTrace.Visits(path.index(), path.tokens().generatedLength(), prior, count, value));
	}

	/**
	 * Tell how far the search has come.
	 * @param stage what it is doing, in a word or two
	 * @param done how many parts are done
	 * @param total how many parts there are at most
	 * @param now decides on an answer as if the search ended now
	 */
	public void report(String stage, int done, int total, Supplier<Selection> now) {
		this.latest = now;
		if (this.listener != GenerationListener.NONE && this.listener.followsProgress()) {
			this.listener.onProgress(
					new SearchProgress(stage, done, total, this.rollout.newTokens(), now.get().best().path().text()));
		}
	}

	/**
	 * Return what was reported last.
	 */
	@Nullable Selection latest() {
		return (this.latest != null) ? this.latest.get() : null;
	}

	SearchTrace trace(Collection<Path> chosen) {
		return new SearchTrace(this.rollout.segments(), this.judgements, this.visits,
				chosen.stream().map(Path::index).toList());
	}

}
