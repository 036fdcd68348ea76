package dev.decoding.chat.template;

import java.math.BigInteger;

/**
 * The elements that {@code [start:stop:step]} means in a sequence.
 *
 * @param start the first index
 * @param stop the index behind the last
 * @param length the number of elements
 * @param step from one index to the next
 */
record SliceIndices(int start, int stop, int length, int step) {

	static SliceIndices of(Object start, Object stop, Object step, int size) {
		int by = (step == None.NONE) ? 1 : bound(step);
		if (by == 0) {
			throw PythonError.value("slice step cannot be zero");
		}
		int low = (by > 0) ? 0 : -1;
		int high = (by > 0) ? size : size - 1;
		int from = (start == None.NONE) ? ((by > 0) ? low : high) : clamp(bound(start), size, low, high);
		int to = (stop == None.NONE) ? ((by > 0) ? high : low) : clamp(bound(stop), size, low, high);
		long distance = (by > 0) ? (long) to - from : (long) from - to;
		int length = (distance <= 0) ? 0 : (int) ((distance - 1) / Math.abs((long) by) + 1);
		return new SliceIndices(from, to, length, by);
	}

	private static int bound(Object value) {
		if (value instanceof BigInteger big) {
			return big.signum() * Integer.MAX_VALUE;
		}
		if (!Numbers.isInteger(value)) {
			if (value instanceof Undefined undefined) {
				throw PythonError.type("slice indices must be integers or None: " + undefined.message());
			}
			throw PythonError.type("slice indices must be integers or None or have an __index__ method");
		}
		return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, Numbers.index(value)));
	}

	private static int clamp(int index, int size, int low, int high) {
		int positive = (index < 0) ? Math.max(index + size, low) : index;
		return Math.min(positive, high);
	}

	int index(int i) {
		return this.start + i * this.step;
	}

}
