package dev.decoding.scaling.steps;

/**
 * What a particle weighs, given what the verifier thinks of it.
 */
public enum ParticleWeights {

	/**
	 * The odds of the latest score, <code>s / (1 - s)</code>, whatever was thought
	 * before: the form of the reference implementation. Good particles take over fast.
	 */
	ABSOLUTE {

		@Override
		double logWeight(double logWeight, double before, double score) {
			double clipped = Math.min(Math.max(score, CLIP), 1 - CLIP);
			return Math.log(clipped) - Math.log1p(-clipped);
		}

		@Override
		double logWeightOfChild(double logWeight) {
			return logWeight;
		}

	},

	/**
	 * By how much the score has changed since the last resampling,
	 * <code>s(t) / s(t-1)</code>: the form of textbooks. Finished particles are
	 * distributed as the model's own answers, weighted by their final scores; exactly so
	 * for many particles.
	 */
	INCREMENTAL {

		@Override
		double logWeight(double logWeight, double before, double score) {
			return logWeight + log(score) - log(before);
		}

		@Override
		double logWeightOfChild(double logWeight) {
			return 0;
		}

		/**
		 * A score of 0 is a weight that a single other particle outweighs, but a number.
		 */
		private static double log(double score) {
			return Math.log(Math.max(score, Double.MIN_NORMAL));
		}

	};

	private static final double CLIP = 1e-7;

	/**
	 * Return the weight behind a step.
	 * @param logWeight the logarithm of the weight before
	 * @param before the score before, 1 for an empty path
	 * @param score the score
	 * @return the logarithm of the weight
	 */
	abstract double logWeight(double logWeight, double before, double score);

	/**
	 * Return the weight behind resampling.
	 * @param logWeight the logarithm of the weight of the parent
	 * @return the logarithm of the weight of the child
	 */
	abstract double logWeightOfChild(double logWeight);

}
