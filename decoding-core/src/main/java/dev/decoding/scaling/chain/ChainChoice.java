package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.Path;

/**
 * How an answer is chosen from what chains drew.
 *
 * @param states which states are candidates; one that a chain stayed in is a candidate
 * several times, so that votes are frequencies
 * @param aggregator chooses among them
 * @param verifier judges them first, or {@code null} for nothing
 * @param aggregation how the scores of steps become one, if the verifier has such
 */
public record ChainChoice(States states, Aggregator aggregator, @Nullable Verifier verifier,
		StepAggregation aggregation) {

	/** The last state of the first chain: one draw from the target. */
	public static final ChainChoice LAST_STATE = new ChainChoice(States.LAST, Selection::of);

	/**
	 * Choose without a verifier.
	 * @param states which states are candidates
	 * @param aggregator chooses among them
	 */
	public ChainChoice(States states, Aggregator aggregator) {
		this(states, aggregator, null, StepAggregation.LAST);
	}

	/**
	 * Choose.
	 * @param run what judges are asked with
	 * @param states the candidates
	 * @param weights the weight of each, from 0 to 1, by which its score is multiplied;
	 * empty for none
	 * @return what was chosen, each path once
	 */
	Selection choose(ScalingRun run, List<Path> states, List<Double> weights) {
		Map<Path, Candidate> judged = judge(run, states);
		List<Candidate> candidates = new ArrayList<>();
		for (int i = 0; i < states.size(); i++) {
			Candidate candidate = Objects.requireNonNull(judged.get(states.get(i)));
			double score = (this.verifier != null) ? candidate.score() : 1;
			candidates.add(weights.isEmpty() ? candidate : candidate.withScore(weights.get(i) * score));
		}
		return distinct(this.aggregator.select(candidates));
	}

	/**
	 * Choose as {@link #choose} does, but ask no verifier.
	 */
	Selection guess(ScalingRun run, List<Path> states) {
		return distinct(this.aggregator.select(states.stream().map(run::candidate).toList()));
	}

	private Map<Path, Candidate> judge(ScalingRun run, List<Path> states) {
		Map<Path, Candidate> judged = new IdentityHashMap<>();
		Map<Path, Path> distinct = new IdentityHashMap<>();
		List<Path> paths = states.stream().filter((path) -> distinct.put(path, path) == null).toList();
		run.judge(this.verifier, this.aggregation, paths)
			.forEach((candidate) -> judged.put(candidate.path(), candidate));
		return judged;
	}

	private static Selection distinct(Selection selection) {
		Map<Path, Candidate> first = new LinkedHashMap<>();
		selection.candidates().forEach((candidate) -> first.putIfAbsent(candidate.path(), candidate));
		return new Selection(List.copyOf(first.values()), selection.votes());
	}

	/**
	 * Which states of a chain are candidates.
	 */
	public enum States {

		/** The last one. */
		LAST,

		/** All behind the last block, without the burn-in. */
		ALL

	}

}
