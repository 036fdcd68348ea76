package dev.decoding.scaling.policy;

/**
 * What test-time compute is worth in parameters: how often a small model may answer for
 * the price of a greater one that was trained on as much and answers once.
 * <p>
 * Formula: training costs <code>6 N D</code> operations and answering <code>2 N D</code>,
 * for <code>N</code> parameters and <code>D</code> tokens. With <code>M</code> times the
 * parameters, and <code>R</code> tokens of answers to one of training, the factor is
 * <code>M + 3 (M - 1) / R</code>.
 * <p>
 * Example: with 14 times the parameters and as many tokens answered as trained on, 53
 * answers of the small model cost what one of the great model does.
 * <p>
 * Source: Snell et al., <i>Scaling LLM Test-Time Compute Optimally</i>, 2024, section 7.
 */
public final class FlopsExchange {

	private FlopsExchange() {
	}

	/**
	 * Return how many times the tokens a small model may answer.
	 * @param parameters how many times the parameters the great model has, at least 1
	 * @param ratio the tokens of all answers over those of training, above 0
	 * @return the factor
	 */
	public static double factor(double parameters, double ratio) {
		if (!(parameters >= 1)) {
			throw new IllegalArgumentException("'parameters' is %s but must be at least 1".formatted(parameters));
		}
		if (!(ratio > 0)) {
			throw new IllegalArgumentException("'ratio' is %s but must be above 0".formatted(ratio));
		}
		return parameters + 3 * (parameters - 1) / ratio;
	}

}
