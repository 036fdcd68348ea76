package dev.decoding.scaling.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.WeightedVote;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Pause;

/**
 * Lets a model try again in view of its earlier attempts, in several chains side by side:
 * each attempt continues the prompt with the last few before it.
 * <p>
 * Formula: of <code>N</code> attempts there are <code>P</code> chains of
 * <code>S = N / P</code>: <code>P = N</code> is sampling side by side, <code>P = 1</code>
 * revising one after the other. With a verifier each chain takes the answer whose
 * attempts have the highest scores together, and of these the best; of the chains'
 * answers one is taken in the same way. Without one, all attempts vote.
 * <p>
 * Edges: never simply the last attempt, since a revision often spoils what was right.
 * Attempts that were cut off by their length are not shown to the next one and have no
 * vote. Fewer attempts are shown where the context would leave no room for another, which
 * is twice as long as the longest so far, or the most that is wanted.
 * <p>
 * Example: with 16 attempts in 4 chains, each of the last three rounds revises 4 attempts
 * in one rollout.
 * <p>
 * Cost: <code>N</code> generations in <code>S</code> rollouts; prompts grow by the
 * attempts shown, of which only those stay in the cache that begin the next prompt too.
 * <p>
 * Source: Snell et al., <i>Scaling LLM Test-Time Compute Optimally Can Be More Effective
 * than Scaling Model Parameters</i>, 2024, section 6. It takes a model that was trained
 * to revise.
 */
public final class Revisions implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "revisions";

	/** How many attempts are shown, as published. */
	public static final int STANDARD_WINDOW = 4;

	private final int attempts;

	private final int chains;

	private final int window;

	private final RevisionPrompt revisionPrompt;

	private final @Nullable Verifier verifier;

	private final StepAggregation aggregation;

	/**
	 * Set how to revise.
	 * @param attempts how many attempts there are in all, a multiple of the chains
	 * @param chains how many chains run side by side, at least 1
	 * @param window how many earlier attempts are shown at most, at least 1
	 * @param revisionPrompt how they are shown
	 * @param verifier judges attempts, or {@code null} for a vote of all
	 * @param aggregation how the scores of steps become one, if the verifier has such
	 */
	public Revisions(int attempts, int chains, int window, RevisionPrompt revisionPrompt, @Nullable Verifier verifier,
			StepAggregation aggregation) {
		if (chains < 1) {
			throw new IllegalArgumentException("'chains' is %d but must be at least 1".formatted(chains));
		}
		if (attempts < 1 || attempts % chains != 0) {
			throw new IllegalArgumentException(
					"'attempts' is %d but must be a multiple of 'chains', which is %d".formatted(attempts, chains));
		}
		if (window < 1) {
			throw new IllegalArgumentException("'window' is %d but must be at least 1".formatted(window));
		}
		this.attempts = attempts;
		this.chains = chains;
		this.window = window;
		this.revisionPrompt = revisionPrompt;
		this.verifier = verifier;
		this.aggregation = aggregation;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		GenerationRequest judged = (this.verifier != null) ? this.verifier.prepare(request) : request;
		return judged.toBuilder().numReturnSequences(this.chains).build();
	}

	@Override
	public Selection search(ScalingRun run) {
		PathRollout rollout = run.rollout();
		List<RevisionChain> all = IntStream.range(0, this.chains)
			.mapToObj((i) -> new RevisionChain(run, this.revisionPrompt, this.window))
			.toList();
		int rounds = this.attempts / this.chains;
		for (int round = 0; round < rounds && !run.isInterrupted(); round++) {
			List<Path> begun = (round == 0) ? rollout.begin(this.chains)
					: rollout.begin(all.stream().map(RevisionChain::nextPrompt).toList());
			List<Path> ended = rollout.extend(begun, Pause.NEVER);
			for (int i = 0; i < ended.size(); i++) {
				all.get(i).add(ended.get(i));
			}
			List<Candidate> now = paths(all).stream().map(run::candidate).toList();
			run.report("attempt %d of %d".formatted(round + 1, rounds), round + 1, rounds,
					() -> new MajorityVote().select(now));
		}
		return (this.verifier != null) ? judged(run, this.verifier, all)
				: new MajorityVote().select(paths(all).stream().map(run::candidate).toList());
	}

	/**
	 * Return all attempts, oldest first.
	 */
	private static List<Path> paths(List<RevisionChain> chains) {
		List<Path> paths = new ArrayList<>();
		for (int round = 0; round < chains.get(0).attempts().size(); round++) {
			for (RevisionChain chain : chains) {
				paths.add(chain.attempts().get(round));
			}
		}
		return paths;
	}

	private Selection judged(ScalingRun run, Verifier verifier, List<RevisionChain> chains) {
		List<Candidate> candidates = run.judge(verifier, this.aggregation, paths(chains));
		Aggregator vote = new WeightedVote();
		List<Candidate> winners = new ArrayList<>();
		for (int i = 0; i < this.chains; i++) {
			List<Candidate> chain = new ArrayList<>();
			for (int at = i; at < candidates.size(); at += this.chains) {
				chain.add(candidates.get(at));
			}
			winners.add(vote.select(chain).best());
		}
		Selection selection = vote.select(winners);
		List<Candidate> ordered = new ArrayList<>(selection.candidates());
		Set<Path> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
		winners.forEach((winner) -> chosen.add(winner.path()));
		vote.select(candidates)
			.candidates()
			.stream()
			.filter((candidate) -> !chosen.contains(candidate.path()))
			.forEach(ordered::add);
		return new Selection(ordered, selection.votes());
	}

}
