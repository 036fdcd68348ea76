package dev.decoding.logits;

import java.util.Arrays;

/**
 * Finds how far one must go in an order until enough mass is gathered, without sorting
 * what lies before or behind that point.
 * <p>
 * Source: quickselect (Hoare, <i>Algorithm 65: Find</i>, 1961), with weights.
 */
public final class LeadingMass {

	private static final int SORTED = 32;

	private LeadingMass() {
	}

	/**
	 * Reorder items so that those come first whose masses are needed.
	 * @param keys the keys of the items, all different; lower ones are gathered first
	 * @param masses the masses of the items, which are reordered alike
	 * @param count how many items there are
	 * @param target the mass to be reached
	 * @return how many items it takes to reach the mass, all of them if they do not; the
	 * last of them has the highest key, the others are in no order
	 */
	public static int gather(long[] keys, double[] masses, int count, double target) {
		int low = 0;
		int high = count;
		double before = 0;
		while (high - low > SORTED) {
			int split = partition(keys, masses, low, high);
			double mass = 0;
			for (int i = low; i < split; i++) {
				mass += masses[i];
			}
			if (before + mass >= target) {
				high = split;
			}
			else {
				before += mass;
				low = split;
			}
		}
		sort(keys, masses, low, high);
		int taken = low;
		while (taken < high && before < target) {
			before += masses[taken++];
		}
		return taken;
	}

	/**
	 * Move the items with lower keys than a pivot before the others.
	 * @return where the others begin; there is an item on either side
	 */
	private static int partition(long[] keys, double[] masses, int low, int high) {
		long[] sample = { keys[low], keys[(low + high) >>> 1], keys[high - 1] };
		Arrays.sort(sample);
		long pivot = sample[1];
		int left = low;
		int right = high - 1;
		while (true) {
			while (keys[left] < pivot) {
				left++;
			}
			while (keys[right] >= pivot && right > left) {
				right--;
			}
			if (left >= right) {
				return left;
			}
			swap(keys, masses, left, right);
		}
	}

	private static void sort(long[] keys, double[] masses, int low, int high) {
		for (int i = low + 1; i < high; i++) {
			for (int j = i; j > low && keys[j - 1] > keys[j]; j--) {
				swap(keys, masses, j - 1, j);
			}
		}
	}

	private static void swap(long[] keys, double[] masses, int one, int other) {
		long key = keys[one];
		keys[one] = keys[other];
		keys[other] = key;
		double mass = masses[one];
		masses[one] = masses[other];
		masses[other] = mass;
	}

}
