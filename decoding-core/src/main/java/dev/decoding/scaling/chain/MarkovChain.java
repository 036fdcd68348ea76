package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.logits.RandomStream;
import dev.decoding.scaling.chain.Proposal.Move;

/**
 * Draws from a distribution that is known up to a factor: proposes another state and goes
 * there, or stays where it is, such that in the long run each state is visited as often
 * as it is likely. Several chains go in lock step.
 * <p>
 * Formula: a proposal <code>y</code> from <code>x</code> is accepted if
 * <code>ln U &lt; ln pi(y) - ln pi(x) + ln g(x|y) - ln g(y|x)</code>. Where the ways
 * there and back are alike, this is Metropolis's rule, else that of Hastings.
 * <p>
 * Edges: all is computed in logarithms, so no ratio overflows; an impossible state is
 * never gone to, and none must be begun with.
 * <p>
 * Example: with the proposal "one up or down" and the target <code>-x*x/2</code> the
 * chain draws whole numbers from a discrete bell curve.
 * <p>
 * Cost: one proposal and one density a step.
 * <p>
 * Source: Metropolis et al., <i>Equation of State Calculations by Fast Computing
 * Machines</i>, 1953; Hastings, <i>Monte Carlo Sampling Methods Using Markov Chains and
 * Their Applications</i>, 1970.
 *
 * @param <S> what is drawn
 */
public final class MarkovChain<S> {

	/** Streams from here down: tokens have those from 0 up. */
	private static final long FIRST_STREAM = -1;

	private final Target<S> target;

	private final Proposal<S> proposal;

	private final Acceptance acceptance;

	/**
	 * Draw from a distribution.
	 * @param target the distribution
	 * @param proposal what may be done next
	 */
	public MarkovChain(Target<S> target, Proposal<S> proposal) {
		this(target, proposal, Acceptance.METROPOLIS_HASTINGS);
	}

	/**
	 * Set how to go.
	 * @param target what to draw from, or to climb on
	 * @param proposal what may be done next
	 * @param acceptance what is done
	 */
	public MarkovChain(Target<S> target, Proposal<S> proposal, Acceptance acceptance) {
		this.target = target;
		this.proposal = proposal;
		this.acceptance = acceptance;
	}

	/**
	 * Run one chain.
	 * @param initial where it begins
	 * @param samples how many states to keep, at least 1
	 * @param burnIn how many steps to make first, at least 0
	 * @param thinning of how many states to keep the last one, at least 1
	 * @param seed the seed of all random numbers
	 * @return the kept states
	 */
	public Samples<S> run(S initial, int samples, int burnIn, int thinning, long seed) {
		require("samples", samples, 1);
		require("burnIn", burnIn, 0);
		require("thinning", thinning, 1);
		List<State<S>> chain = start(List.of(initial));
		for (int i = 0; i < burnIn; i++) {
			chain = step(chain, seed, i);
		}
		List<S> kept = new ArrayList<>();
		int accepted = 0;
		for (int i = 1; i <= samples * thinning; i++) {
			chain = step(chain, seed, burnIn + i);
			accepted += chain.get(0).accepted() ? 1 : 0;
			if (i % thinning == 0) {
				kept.add(chain.get(0).value());
			}
		}
		return new Samples<>(kept, (double) accepted / (samples * thinning));
	}

	private static void require(String name, int value, int least) {
		if (value < least) {
			throw new IllegalArgumentException("'%s' is %d but must be at least %d".formatted(name, value, least));
		}
	}

	/**
	 * Begin several chains.
	 * @param initial where each begins
	 * @return the states
	 * @throws IllegalArgumentException if one is impossible
	 */
	public List<State<S>> start(List<S> initial) {
		List<Double> densities = this.target.logDensities(initial);
		return IntStream.range(0, initial.size()).mapToObj((i) -> {
			double density = checked(initial.get(i), densities.get(i));
			if (density == Double.NEGATIVE_INFINITY) {
				throw new IllegalArgumentException(
						"A chain cannot begin with '%s', which is impossible; begin with a state of the target"
							.formatted(initial.get(i)));
			}
			return new State<>(initial.get(i), density, false);
		}).toList();
	}

	/**
	 * Take one step with each chain.
	 * @param chains where they are
	 * @param seed the seed of all random numbers
	 * @param step a number that no other step of these chains has
	 * @return where they are then
	 */
	public List<State<S>> step(List<State<S>> chains, long seed, long step) {
		List<RandomStream> randoms = IntStream.range(0, chains.size())
			.mapToObj((i) -> RandomStream.of(seed, FIRST_STREAM - i, step))
			.toList();
		List<Move<S>> moves = this.proposal.proposeAll(chains.stream().map(State::value).toList(), randoms);
		List<Double> densities = this.target.logDensities(moves.stream().map(Move::state).toList());
		return IntStream.range(0, chains.size())
			.mapToObj((i) -> next(chains.get(i), moves.get(i), densities.get(i), randoms.get(i)))
			.toList();
	}

	private State<S> next(State<S> from, Move<S> move, double density, RandomStream random) {
		double gain = checked(move.state(), density) - from.logDensity();
		return this.acceptance.accepts(gain, move, random) ? new State<>(move.state(), density, true)
				: new State<>(from.value(), from.logDensity(), false);
	}

	private static double checked(Object state, double density) {
		if (Double.isNaN(density) || density == Double.POSITIVE_INFINITY) {
			throw new IllegalArgumentException("The log-density of '%s' is %s but must be a number or negative infinity"
				.formatted(state, density));
		}
		return density;
	}

	/**
	 * Where a chain is.
	 *
	 * @param <S> what is drawn
	 * @param value the state
	 * @param logDensity its log-density under the target
	 * @param accepted whether the last proposal was accepted
	 */
	public record State<S>(S value, double logDensity, boolean accepted) {
	}

}
