package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.RandomStream;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.Pause;

/**
 * Proposes an answer that is written anew from some place on, up to a horizon. An answer
 * that ends before it counts as if ends of text, which are certain, filled it up: the
 * place is drawn from all before the horizon, and behind the end nothing changes. So the
 * place is as likely on the way back, whatever the lengths.
 */
final class SuffixProposal implements Proposal<Path> {

	private final PathRollout rollout;

	private final int first;

	private final int horizon;

	/**
	 * Create a proposal.
	 * @param rollout writes answers
	 * @param first how many tokens always stay
	 * @param horizon how many tokens an answer has at most, more than these
	 */
	SuffixProposal(PathRollout rollout, int first, int horizon) {
		this.rollout = rollout;
		this.first = first;
		this.horizon = horizon;
	}

	@Override
	public Move<Path> propose(Path from, RandomStream random) {
		return proposeAll(List.of(from), List.of(random)).get(0);
	}

	@Override
	public List<Move<Path>> proposeAll(List<Path> from, List<RandomStream> randoms) {
		int[] cuts = new int[from.size()];
		List<Extension> extensions = new ArrayList<>();
		for (int i = 0; i < cuts.length; i++) {
			cuts[i] = this.first + (int) (randoms.get(i).nextDouble() * (this.horizon - this.first));
			if (changes(from.get(i), cuts[i])) {
				extensions
					.add(new Extension(from.get(i).take(cuts[i]), Pause.afterTokens(this.horizon - cuts[i]), null));
			}
		}
		List<Path> extended = this.rollout.extendEach(extensions);
		boolean interrupted = this.rollout.interruption() != null;
		List<Move<Path>> moves = new ArrayList<>();
		int next = 0;
		for (int i = 0; i < cuts.length; i++) {
			Path to = changes(from.get(i), cuts[i]) ? extended.get(next++) : from.get(i);
			moves.add(interrupted ? Move.stay(from.get(i))
					: new Move<>(to, logProbability(to, cuts[i]), logProbability(from.get(i), cuts[i])));
		}
		return moves;
	}

	private static boolean changes(Path path, int cut) {
		return cut < path.tokens().generatedLength();
	}

	/**
	 * Return how likely a path is to be written as it is from a place on.
	 */
	private static double logProbability(Path path, int cut) {
		List<Double> all = path.logProbabilities();
		return all.subList(Math.min(cut, all.size()), all.size()).stream().mapToDouble(Double::doubleValue).sum();
	}

}
