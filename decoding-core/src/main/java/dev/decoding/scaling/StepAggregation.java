package dev.decoding.scaling;

import java.util.List;

/**
 * How the scores of an answer's steps become one score.
 */
public enum StepAggregation {

	/** That of the last step, for scores that tell what becomes of the whole. */
	LAST {

		@Override
		public double apply(List<Double> steps) {
			return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
		}

	},

	/** The least, for scores that judge a step alone: a chain is as strong as that. */
	MIN {

		@Override
		public double apply(List<Double> steps) {
			return steps.stream().mapToDouble(Double::doubleValue).min().orElse(0);
		}

	},

	/** The product: how likely all are right if each is for itself. */
	PRODUCT {

		@Override
		public double apply(List<Double> steps) {
			return steps.isEmpty() ? 0 : steps.stream().mapToDouble(Double::doubleValue).reduce(1, (a, b) -> a * b);
		}

	},

	/** The mean. */
	MEAN {

		@Override
		public double apply(List<Double> steps) {
			return steps.stream().mapToDouble(Double::doubleValue).average().orElse(0);
		}

	};

	/**
	 * Make one score.
	 * @param steps the scores of the steps, from 0 to 1
	 * @return the score, 0 without steps
	 */
	public abstract double apply(List<Double> steps);

}
