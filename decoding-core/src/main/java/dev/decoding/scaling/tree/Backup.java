package dev.decoding.scaling.tree;

/**
 * What a node of a search tree learns from what is found behind it.
 */
public enum Backup {

	/** Its value is the mean of all that was found. */
	MEAN {

		@Override
		double apply(double value, double visits, int rounds, double found) {
			return value + (found - value) / visits;
		}

	},

	/** Its value is the best that was found. */
	MAX {

		@Override
		double apply(double value, double visits, int rounds, double found) {
			return (rounds == 1) ? found : Math.max(value, found);
		}

	};

	/**
	 * Return the new value of a node.
	 * @param value its value so far
	 * @param visits how often the search came by, parts of visits and this time included
	 * @param rounds how often the search itself came by, this time included
	 * @param found what it found this time
	 */
	abstract double apply(double value, double visits, int rounds, double found);

}
