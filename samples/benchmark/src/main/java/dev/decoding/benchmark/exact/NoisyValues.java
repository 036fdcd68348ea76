package dev.decoding.benchmark.exact;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A process verifier of known quality. It knows how likely the beginning of a solution is
 * to end with the right answer, and says so through noise:
 * <code>sigmoid(logit(clip(V, .02, .98)) + noise * N(0, 1))</code>. The noise belongs to
 * the problem and the beginning, so that asking again gives the same score.
 * <p>
 * It also overlooks some errors for good: with the probability of the blindness, drawn
 * once for each problem and first wrong line, that line counts as right, and the value is
 * computed as if it were. The more candidates there are, the more surely one is found
 * whose error is overlooked: the blindness is what makes searches over-optimise.
 */
public final class NoisyValues {

	/** The noise of the published shape. */
	public static final double NOISE = 1.5;

	/** The blindness of the published shape. */
	public static final double BLINDNESS = 0.05;

	private static final double LOWEST = 0.02;

	private static final int MOST_KNOWN = 4096;

	private final double noise;

	private final double blindness;

	private final long seed;

	private final Map<ChainProblem, PassValues> known = new ConcurrentHashMap<>();

	/**
	 * Create a verifier as good as the one that shows the published effects.
	 * @param seed what its mistakes are drawn with
	 */
	public NoisyValues(long seed) {
		this(NOISE, BLINDNESS, seed);
	}

	/**
	 * Create a verifier.
	 * @param noise the standard deviation of the noise, in nats of the odds, at least 0
	 * @param blindness how likely a first wrong line is overlooked, from 0 to 1
	 * @param seed what its mistakes are drawn with
	 */
	public NoisyValues(double noise, double blindness, long seed) {
		if (!(noise >= 0)) {
			throw new IllegalArgumentException("'noise' is %s but must be at least 0".formatted(noise));
		}
		if (!(blindness >= 0 && blindness <= 1)) {
			throw new IllegalArgumentException("'blindness' is %s but must be from 0 to 1".formatted(blindness));
		}
		this.noise = noise;
		this.blindness = blindness;
		this.seed = seed;
	}

	/**
	 * Score the beginning of a solution.
	 * @param problem the problem
	 * @param prefix its lines so far
	 * @return the score, between 0 and 1
	 */
	public double score(ChainProblem problem, String prefix) {
		return score(SolutionPrefix.parse(problem, prefix));
	}

	/**
	 * Score the beginning of a solution.
	 * @param prefix the lines so far
	 * @return the score, between 0 and 1
	 */
	public double score(SolutionPrefix prefix) {
		double value = Math.max(LOWEST, Math.min(1 - LOWEST, seenValue(prefix)));
		double logit = Math.log(value / (1 - value))
				+ this.noise * Hashes.gaussian(RandomNumbers.of(this.seed, prefix.hash()));
		return 1 / (1 + Math.exp(-logit));
	}

	/**
	 * Return how likely a beginning is to end with the right answer.
	 * @param prefix the lines so far
	 * @return the exact probability; 0 if the lines cannot be read
	 */
	public double value(SolutionPrefix prefix) {
		return value(prefix, false);
	}

	/**
	 * Return how likely a beginning is to end with the right answer if what is overlooked
	 * is taken as right.
	 * @param prefix the lines so far
	 * @return the probability that the scores are made from
	 */
	public double seenValue(SolutionPrefix prefix) {
		return value(prefix, true);
	}

	private double value(SolutionPrefix prefix, boolean overlook) {
		if (!prefix.legible()) {
			return 0;
		}
		ChainProblem seen = prefix.problem();
		int done = 0;
		int value = seen.start();
		boolean wrong = false;
		boolean first = true;
		for (int line = 0; line < prefix.steps().size(); line++) {
			ChainStep step = prefix.steps().get(line);
			boolean error = !step.equals(step.term().from(value));
			value = step.result();
			done++;
			if (error && first && overlook && isBlind(prefix.problem(), line, step)) {
				if (done == seen.terms().size()) {
					return answered(prefix, value, 1);
				}
				seen = new ChainProblem(value, rest(seen, done));
				done = 0;
			}
			else {
				wrong = wrong || error;
			}
			first = first && !error;
		}
		PassValues values = values(seen);
		return answered(prefix, values.answer(), values.passProbability(done, value, wrong));
	}

	private static List<Term> rest(ChainProblem problem, int done) {
		return problem.terms().subList(done, problem.terms().size());
	}

	private static double answered(SolutionPrefix prefix, int right, double value) {
		return prefix.answer().isEmpty() ? value : (prefix.answer().getAsInt() == right) ? 1 : 0;
	}

	private boolean isBlind(ChainProblem problem, int line, ChainStep step) {
		long error = Hashes.of(Hashes.of(Hashes.of(problem), line), Hashes.of(step));
		return RandomNumbers.of(~this.seed, error).chance(this.blindness);
	}

	private PassValues values(ChainProblem problem) {
		PassValues values = this.known.get(problem);
		if (values == null) {
			if (this.known.size() >= MOST_KNOWN) {
				this.known.clear();
			}
			values = new PassValues(problem);
			this.known.put(problem, values);
		}
		return values;
	}

}
