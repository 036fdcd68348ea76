package dev.decoding.logits.llamacpp;

/**
 * The order in which the GNU C++ library's <code>std::sort</code> leaves elements none of
 * which counts as less than another, as numbers that are not a number do: the C++
 * standard leaves it open, so llama.cpp's results depend on it.
 */
final class UnspecifiedOrder {

	/** Ranges up to this length are not partitioned. */
	private static final int SMALL = 16;

	private UnspecifiedOrder() {
	}

	/**
	 * Return the order of elements.
	 * @param count how many elements
	 * @return where each of them was before
	 */
	static int[] of(int count) {
		int[] order = new int[count];
		for (int i = 0; i < count; i++) {
			order[i] = i;
		}
		partition(order, 0, count);
		return order;
	}

	/**
	 * Put the middle element first as the pivot, and partition the others around it:
	 * where none is less, elements from both ends change places.
	 */
	private static void partition(int[] order, int start, int end) {
		for (int last = end; last - start > SMALL;) {
			swap(order, start, start + (last - start) / 2);
			int low = start + 1;
			for (int high = last - 1; low < high; low++, high--) {
				swap(order, low, high);
			}
			partition(order, low, last);
			last = low;
		}
	}

	private static void swap(int[] order, int first, int second) {
		int element = order[first];
		order[first] = order[second];
		order[second] = element;
	}

}
