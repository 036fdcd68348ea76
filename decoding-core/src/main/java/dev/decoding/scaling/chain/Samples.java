package dev.decoding.scaling.chain;

import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What a {@link MarkovChain} drew.
 *
 * @param <S> what is drawn
 * @param states the kept states, in order; those that were stayed in several times
 * @param acceptanceRate what share of the proposals was accepted, behind the burn-in;
 * from 0.1 to 0.6 is healthy
 */
public record Samples<S>(List<S> states, double acceptanceRate) {

	public Samples {
		states = List.copyOf(states);
	}

	/**
	 * Return how many different states there are.
	 * @return the number
	 */
	public int uniqueStates() {
		return new HashSet<>(this.states).size();
	}

	/**
	 * Estimate the mean of a quantity.
	 * @param quantity the quantity
	 * @return the estimate
	 */
	public Estimate mean(ToDoubleFunction<S> quantity) {
		return Estimate.of(values(quantity));
	}

	/**
	 * Estimate how likely an event is.
	 * @param event the event
	 * @return the estimate
	 */
	public Estimate probability(Predicate<S> event) {
		return mean((state) -> event.test(state) ? 1 : 0);
	}

	/**
	 * Return the mean of the first one, the first two and so on: where it still drifts,
	 * the chain ran too short.
	 * @param quantity the quantity
	 * @return the means, as many as there are states
	 */
	public double[] runningMean(ToDoubleFunction<S> quantity) {
		double[] values = values(quantity);
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			sum += values[i];
			values[i] = sum / (i + 1);
		}
		return values;
	}

	private double[] values(ToDoubleFunction<S> quantity) {
		return this.states.stream().mapToDouble(quantity).toArray();
	}

}
