package dev.decoding.scaling.chain;

import java.util.List;

/**
 * The distribution that a {@link MarkovChain} draws from, up to a factor.
 *
 * @param <S> what is drawn
 */
@FunctionalInterface
public interface Target<S> {

	/**
	 * Return how likely a state is.
	 * @param state the state
	 * @return the logarithm of its probability or density, plus any constant; negative
	 * infinity if it is impossible
	 */
	double logDensity(S state);

	/**
	 * Return how likely states are, for those that are cheaper to look at together.
	 * @param states the states
	 * @return for each what {@link #logDensity} returns
	 */
	default List<Double> logDensities(List<S> states) {
		return states.stream().map(this::logDensity).toList();
	}

}
