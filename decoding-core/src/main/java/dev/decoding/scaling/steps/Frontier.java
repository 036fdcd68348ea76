package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * The open ends of a search: extends all of them by a step in one rollout, and judges
 * them in one call of the verifier.
 */
final class Frontier {

	/** Higher scores first, and of those alike the one begun first. */
	static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
		.reversed()
		.thenComparingInt((candidate) -> candidate.path().index());

	private final ScalingRun run;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final int lookahead;

	/**
	 * Begin a search.
	 * @param run what the model is asked with
	 * @param verifier what judges
	 * @param aggregation how the scores of steps become one
	 * @param lookahead how many steps to go on greedily before a path is judged
	 */
	Frontier(ScalingRun run, Verifier verifier, StepAggregation aggregation, int lookahead) {
		this.run = run;
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.lookahead = lookahead;
	}

	ScalingRun run() {
		return this.run;
	}

	/**
	 * Extend paths and judge them. Those with the same tokens are judged once.
	 * @param paths the paths
	 * @param toTheEnd whether to extend them to their ends rather than by a step
	 * @return the candidates, in the same order
	 */
	List<Candidate> expand(List<Path> paths, boolean toTheEnd) {
		List<Path> extended = this.run.rollout().extend(paths, toTheEnd ? Pause.NEVER : this.run.steps().pause());
		Map<State, Path> different = new LinkedHashMap<>();
		extended.forEach((path) -> different.putIfAbsent(State.of(path), path));
		Iterator<Candidate> judged = this.run
			.judge(this.verifier, this.aggregation, ahead(List.copyOf(different.values())))
			.iterator();
		Map<State, Candidate> candidates = new HashMap<>();
		different.keySet().forEach((state) -> candidates.put(state, judged.next()));
		return extended.stream()
			.map((path) -> judged(path, Objects.requireNonNull(candidates.get(State.of(path)))))
			.toList();
	}

	/**
	 * See where paths lead. What they were extended with is not kept.
	 */
	private List<Path> ahead(List<Path> paths) {
		return (this.lookahead > 0)
				? this.run.rollout()
					.extend(paths, Pause.after(this.run.steps().delimiter(), this.lookahead), new ArgmaxSampler())
				: paths;
	}

	private Candidate judged(Path path, Candidate judged) {
		if (judged.path() == path) {
			return judged;
		}
		this.run.note(path, judged.score());
		int steps = this.run.steps().split(path).size();
		return new Candidate(path, this.run.answer(path), judged.score(),
				judged.steps().subList(0, Math.min(steps, judged.steps().size())));
	}

	/**
	 * Leave out candidates whose tokens another one has.
	 * @param candidates the candidates
	 * @return the first of each
	 */
	static List<Candidate> distinct(List<Candidate> candidates) {
		Map<TokenSequence, Candidate> distinct = new LinkedHashMap<>();
		candidates.forEach((candidate) -> distinct.putIfAbsent(candidate.path().tokens(), candidate));
		return List.copyOf(distinct.values());
	}

	/**
	 * Fill slots with copies, as evenly as possible; the first have one more.
	 * @param candidates what to copy
	 * @param slots how many slots
	 * @return the paths, copies one behind the other
	 */
	static List<Path> fill(List<Candidate> candidates, int slots) {
		List<Path> paths = new ArrayList<>();
		for (int i = 0; i < candidates.size(); i++) {
			int copies = slots / candidates.size() + ((i < slots % candidates.size()) ? 1 : 0);
			paths.addAll(Collections.nCopies(copies, candidates.get(i).path()));
		}
		return paths;
	}

	/**
	 * Return candidates in the order in which they were begun.
	 */
	static List<Candidate> begunFirst(List<Candidate> candidates) {
		return candidates.stream().sorted(Comparator.comparingInt((candidate) -> candidate.path().index())).toList();
	}

	/**
	 * What a verifier sees of a path.
	 */
	private record State(TokenSequence tokens, boolean finished) {

		static State of(Path path) {
			return new State(path.tokens(), path.isFinished());
		}

	}

}
