package dev.decoding.search;

/**
 * How a sequence was drawn without replacement, and so what it counts in an estimate. For
 * a quantity <code>f</code>, the sum of <code>weight * f</code> over the drawn sequences
 * has the mean of <code>f</code> over all sequences that the model could give as its
 * expectation; divided by the sum of the weights it varies less, and is off a little.
 * <p>
 * Formula: <code>weight = p / (1 - exp(-exp(log p - kappa)))</code>: how likely the
 * sequence is, divided by how likely it is to be drawn, given <code>kappa</code>.
 * <p>
 * Source: Kool, van Hoof, Welling, <i>Stochastic Beams and Where to Find Them</i>, 2019,
 * section 4.
 *
 * @param logProbability the log-probability of the sequence behind the processors, in
 * nats
 * @param perturbedLogProbability the same with Gumbel noise, which it was drawn by
 * @param kappa the highest perturbed log-probability of all sequences that were not
 * drawn; negative infinity if there are none
 */
public record SampleWeight(double logProbability, double perturbedLogProbability,
		double kappa) implements SequenceDetails {

	/** Below this, <code>1 - exp(-exp(x))</code> is <code>exp(x)</code>. */
	private static final double SMALL = -40;

	/**
	 * Return what the sequence counts.
	 * @return the weight
	 */
	public double weight() {
		double above = this.logProbability - this.kappa;
		double logInclusion = (above < SMALL) ? above : Math.log(-Math.expm1(-Math.exp(above)));
		return Math.exp(this.logProbability - logInclusion);
	}

}
