package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.RandomStream;

/**
 * What a {@link MarkovChain} may do next.
 *
 * @param <S> what is drawn
 */
@FunctionalInterface
public interface Proposal<S> {

	/**
	 * Propose a state.
	 * @param from the present state
	 * @param random the random numbers of this step
	 * @return the state, and how likely the way there and back is
	 */
	Move<S> propose(S from, RandomStream random);

	/**
	 * Propose a state for each of several chains, for those that are cheaper to find
	 * together.
	 * @param from the present state of each chain
	 * @param randoms the random numbers of each chain
	 * @return for each what {@link #propose} returns
	 */
	default List<Move<S>> proposeAll(List<S> from, List<RandomStream> randoms) {
		List<Move<S>> moves = new ArrayList<>();
		for (int i = 0; i < from.size(); i++) {
			moves.add(propose(from.get(i), randoms.get(i)));
		}
		return moves;
	}

	/**
	 * Return a proposal whose ways there and back are alike, as Metropolis has it.
	 * @param <S> what is drawn
	 * @param step proposes a state
	 * @return the proposal
	 */
	static <S> Proposal<S> symmetric(Step<S> step) {
		return (from, random) -> new Move<>(step.from(from, random), 0, 0);
	}

	/**
	 * A step that is as likely as the step back.
	 *
	 * @param <S> what is drawn
	 */
	@FunctionalInterface
	interface Step<S> {

		S from(S state, RandomStream random);

	}

	/**
	 * A proposed state.
	 *
	 * @param <S> what is drawn
	 * @param state the state
	 * @param logForward the logarithm of how likely it is to be proposed
	 * @param logBackward the logarithm of how likely the present state is to be proposed
	 * from there; only the difference of the two matters
	 */
	record Move<S>(S state, double logForward, double logBackward) {

		/**
		 * Stay where the chain is.
		 * @param <S> what is drawn
		 * @param state the present state
		 * @return the move
		 */
		public static <S> Move<S> stay(S state) {
			return new Move<>(state, 0, 0);
		}

	}

}
