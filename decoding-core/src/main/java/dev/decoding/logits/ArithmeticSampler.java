package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws the sequences of a request from the softmax of the scores by arithmetic coding,
 * so that they differ from one another as evenly as the model allows: each sequence
 * decodes its own number from 0 to 1, and the numbers of a request are evenly spaced.
 * Each sequence by itself is a sample like any other, while a mean over all of them, such
 * as a vote, varies less.
 * <p>
 * Formula: sequence <code>i</code> of <code>n</code> has the code
 * <code>c = (i / n + u) mod 1</code> with one uniform <code>u</code> for the request. At
 * each position the token is chosen whose interval of the cumulative distribution,
 * <code>[low, high)</code>, contains the code, and the code becomes
 * <code>(c - low) / (high - low)</code>.
 * <p>
 * Edges: each token uses up as many bits of the code as its negative log-probability; so
 * the code of 53 bits is continued with random bits of the sequence's own before fewer
 * than 40 of them are left.
 * <p>
 * Example: two sequences of a request never begin with the same token where two tokens
 * have the probability 0.5 each.
 * <p>
 * Source: Vilnis, Zemlyanskiy, Murray, Passos, Sanghai, <i>Arithmetic Sampling: Parallel
 * Diverse Decoding for Large Language Models</i>, 2023, without its permutation of the
 * vocabulary.
 */
public final class ArithmeticSampler implements TokenSampler {

	private static final double FULL_PRECISION = 0x1.0p-53;

	private static final double LEAST_PRECISION = 0x1.0p-40;

	/** The branch and position of the random number that all sequences share. */
	private static final long COMMON = -1;

	private final double code;

	/** What the code is known up to: it lies from itself to so much above. */
	private final double precision;

	/**
	 * Create the sampler of a sequence by itself, or of all sequences of a request, each
	 * of which then {@linkplain #start starts} its own.
	 */
	public ArithmeticSampler() {
		this(0, 1);
	}

	private ArithmeticSampler(double code, double precision) {
		this.code = code;
		this.precision = precision;
	}

	@Override
	public TokenSampler start(long seed, int branch, int branches) {
		double common = RandomStream.of(seed, COMMON, COMMON).nextDouble();
		double code = common + (double) branch / branches;
		return new ArithmeticSampler((code < 1) ? code : code - 1, FULL_PRECISION);
	}

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		return draw(logits, random).choice();
	}

	@Override
	public Draw draw(Logits logits, RandomStream random) {
		Distribution distribution = InvalidLogitsException.requireDistribution(logits);
		ArithmeticSampler refined = (this.precision > LEAST_PRECISION) ? refine(random) : this;
		int candidate = distribution.quantile(refined.code);
		float score = logits.values()[candidate];
		Choice choice = new Choice(logits.token(candidate), distribution.logProbability(score));
		return new Draw(choice, refined.rescale(distribution.cumulative(candidate), distribution.probability(score)));
	}

	private ArithmeticSampler refine(RandomStream random) {
		return new ArithmeticSampler(below1(this.code + this.precision * random.nextDouble()), FULL_PRECISION);
	}

	private ArithmeticSampler rescale(double low, double probability) {
		double rescaled = Math.max(0, (this.code - low) / probability);
		return new ArithmeticSampler(below1(rescaled), Math.min(1, this.precision / probability));
	}

	private static double below1(double code) {
		return Math.min(code, Math.nextDown(1.0));
	}

}
