package dev.decoding.scaling.chain;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;

/**
 * Draws whole answers in proportion to a power of their probability: likely answers
 * become likelier as a whole. A low temperature does that token by token, and so prefers
 * a beginning that many middling answers have to one that few good answers have.
 * <p>
 * Formula: the target is <code>p(y)^alpha</code>. An answer grows by blocks; behind each,
 * a chain takes steps: a place <code>t</code> is drawn from all before the horizon, the
 * rest written anew, and accepted if
 * <code>ln U &lt; sum_{j>=t} (alpha log p - log q)(new) - sum_{j>=t} (alpha log p - log q)(old)</code>,
 * where <code>q</code> is what tokens are drawn from. An answer that ends before the
 * horizon counts as filled up with ends of text that are certain, so answers of different
 * lengths compare without a term for it.
 * <p>
 * Edges: with the power infinity a proposal is accepted if it is likelier, so that the
 * chain climbs. Processors of the request stay, but the temperature is replaced; what
 * they rule out stays ruled out, else the target does not depend on them. Samplers of the
 * request are not used. Answers that are cut off by their length take part in the chain,
 * not in a vote. With more blocks than tokens there is one for each token.
 * <p>
 * Example: of the texts <code>ab</code> (0.4), <code>ba</code> (0.25) and <code>bb</code>
 * (0.25) with power 2, the first is drawn with 0.56, since 0.16 of 0.285 is its; at
 * temperature 1/2 the first letter is rather <code>b</code>, by 0.25 to 0.16.
 * <p>
 * Cost: with <code>S</code> steps behind each block of <code>B</code> tokens, about
 * <code>S T^2 / (4 B)</code> tokens for an answer as long as <code>T</code>, the most it
 * may have; a place behind the end costs nothing. Chains run in lock step, each block and
 * step of them is one rollout. Generations are counted as tokens by the mean length of
 * the last answers.
 * <p>
 * Source: Karan, Du, <i>Reasoning with Sampling: Your Base Model is Smarter Than You
 * Think</i>, 2025; with a fixed horizon, which its code does not have.
 */
public final class PowerSampling implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "power-sampling";

	private final double alpha;

	private final double temperature;

	private final ChainSchedule schedule;

	private final ChainChoice choice;

	/**
	 * Draw from the fourth power, and return the last state of one chain.
	 */
	public PowerSampling() {
		this(4, null, ChainSchedule.STANDARD, ChainChoice.LAST_STATE);
	}

	/**
	 * Set how to draw.
	 * @param alpha the power, above 0; infinity to climb
	 * @param temperature the temperature that proposals are drawn at, above 0;
	 * {@code null} for one divided by the power, or 0.25 if that is infinite
	 * @param schedule how long the chains run
	 * @param choice how the answer is chosen
	 */
	public PowerSampling(double alpha, @Nullable Double temperature, ChainSchedule schedule, ChainChoice choice) {
		if (!(alpha > 0)) {
			throw new IllegalArgumentException("'alpha' is %s but must be above 0".formatted(alpha));
		}
		this.alpha = alpha;
		this.temperature = ProposalRequest.temperature(temperature, alpha);
		this.schedule = schedule;
		this.choice = choice;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return ProposalRequest.of(this.choice.aggregator().prepare(request), this.temperature, this.schedule.chains());
	}

	@Override
	public Selection search(ScalingRun run) {
		boolean climb = Double.isInfinite(this.alpha);
		return new AnswerChains(run, this.schedule, this.choice, AnswerTarget.power(climb ? 1 : this.alpha),
				climb ? Acceptance.ASCENT : Acceptance.METROPOLIS_HASTINGS)
			.search();
	}

}
