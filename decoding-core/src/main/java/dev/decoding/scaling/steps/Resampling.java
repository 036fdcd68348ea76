package dev.decoding.scaling.steps;

import dev.decoding.logits.RandomStream;

/**
 * How many children each particle gets, on average in proportion to its weight.
 */
public enum Resampling {

	/** Each child draws its parent for itself. */
	MULTINOMIAL {

		@Override
		public int[] children(double[] weights, int count, RandomStream random) {
			int[] children = new int[weights.length];
			for (int i = 0; i < count; i++) {
				children[draw(weights, random)]++;
			}
			return children;
		}

		@Override
		int[] children(double[] weights, int count, int kept, RandomStream random) {
			int[] children = children(weights, count - 1, random);
			children[kept]++;
			return children;
		}

	},

	/**
	 * One random number decides for all, so that a particle gets its expected number of
	 * children, rounded up or down.
	 */
	SYSTEMATIC {

		@Override
		public int[] children(double[] weights, int count, RandomStream random) {
			return comb(weights, count, shuffled(weights.length, random), random.nextDouble());
		}

		@Override
		int[] children(double[] weights, int count, int kept, RandomStream random) {
			int[] order = shuffled(weights.length, random);
			order[indexOf(order, kept)] = order[0];
			order[0] = kept;
			double expected = weights[kept] * count;
			double rest = expected - Math.floor(expected);
			// A child is the likelier one of these the more of them there are.
			boolean roundedUp = random.nextDouble() * expected < Math.ceil(expected) * rest;
			double first = roundedUp ? random.nextDouble() * rest : rest + random.nextDouble() * (1 - rest);
			int[] children = comb(weights, count, order, first);
			if (children[kept] == 0) {
				// Lost in rounding.
				children[heaviest(weights)]--;
				children[kept]++;
			}
			return children;
		}

		/**
		 * Lay the particles one behind the other, each as long as its expected number of
		 * children, and give a child to those that are found at distances of 1.
		 */
		private static int[] comb(double[] weights, int count, int[] order, double first) {
			int[] children = new int[weights.length];
			double next = first;
			double end = 0;
			int given = 0;
			for (int particle : order) {
				end += weights[particle] * count;
				for (; next < end && given < count; next++) {
					children[particle]++;
					given++;
				}
			}
			children[heaviest(weights)] += count - given;
			return children;
		}

	};

	/**
	 * Draw the numbers of children.
	 * @param weights the weights of the particles, which sum to 1
	 * @param count how many children in all
	 * @param random the random numbers
	 * @return the number of children of each particle
	 */
	public abstract int[] children(double[] weights, int count, RandomStream random);

	/**
	 * Draw the numbers of children where it is known that a child, no matter which one,
	 * has a certain parent.
	 * @param weights the weights of the particles, which sum to 1
	 * @param count how many children in all
	 * @param kept the parent that is known, of a weight above 0
	 * @param random the random numbers
	 * @return the number of children of each particle
	 */
	abstract int[] children(double[] weights, int count, int kept, RandomStream random);

	/**
	 * Draw one of several.
	 * @param weights how likely each is, which sum to 1
	 * @param random the random numbers
	 * @return its index
	 */
	static int draw(double[] weights, RandomStream random) {
		double left = random.nextDouble();
		for (int i = 0; i < weights.length; i++) {
			left -= weights[i];
			if (left < 0) {
				return i;
			}
		}
		return heaviest(weights);
	}

	private static int heaviest(double[] weights) {
		int heaviest = 0;
		for (int i = 1; i < weights.length; i++) {
			heaviest = (weights[i] > weights[heaviest]) ? i : heaviest;
		}
		return heaviest;
	}

	private static int indexOf(int[] values, int value) {
		int index = 0;
		while (values[index] != value) {
			index++;
		}
		return index;
	}

	private static int[] shuffled(int length, RandomStream random) {
		int[] order = new int[length];
		for (int i = 0; i < length; i++) {
			int at = (int) (random.nextDouble() * (i + 1));
			order[i] = order[at];
			order[at] = i;
		}
		return order;
	}

}
