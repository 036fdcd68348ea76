package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code range}, which the sandbox bounds to 100,000 elements.
 */
final class RangeValue extends Value {

	private static final int MAX_LENGTH = 100_000;

	private final long start;

	private final long stop;

	private final long step;

	private final int length;

	RangeValue(long start, long stop, long step) {
		if (step == 0) {
			throw PythonError.value("range() arg 3 must not be zero");
		}
		this.start = start;
		this.stop = stop;
		this.step = step;
		this.length = length(start, stop, step);
	}

	private static int length(long start, long stop, long step) {
		if ((step > 0) ? start >= stop : start <= stop) {
			return 0;
		}
		double length = Math.ceil(((double) stop - start) / step);
		if (length > MAX_LENGTH) {
			throw PythonError
				.overflow("Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_LENGTH + ").");
		}
		return (int) length;
	}

	private long get(int index) {
		return this.start + index * this.step;
	}

	/**
	 * Return a slice.
	 * @param indices where it begins, how many elements it has, and its step
	 */
	RangeValue slice(SliceIndices indices) {
		return new RangeValue(this.start + indices.start() * this.step, this.start + indices.stop() * this.step,
				this.step * indices.step());
	}

	@Override
	String typeName() {
		return "range";
	}

	@Override
	boolean isTrue() {
		return this.length > 0;
	}

	@Override
	int length() {
		return this.length;
	}

	@Override
	Iterator<Object> iterator() {
		return new MappedIterator<>(LongStream.range(0, this.length).iterator(), (i) -> get(i.intValue()));
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	@Nullable Object item(Object key) {
		int index = Items.index(key, this.length);
		return (index >= 0) ? get(index) : null;
	}

	@Override
	@Nullable Object attribute(String name) {
		return switch (name) {
			case "start" -> this.start;
			case "stop" -> this.stop;
			case "step" -> this.step;
			default -> SequenceMethods.RANGE.find(this, name);
		};
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append("range(").append(this.start).append(", ").append(this.stop);
		if (this.step != 1) {
			text.append(", ").append(this.step);
		}
		text.append(')');
	}

	@Override
	boolean isEqual(Object other) {
		return other instanceof RangeValue range && key().equals(range.key());
	}

	@Override
	Object key() {
		return switch (this.length) {
			case 0 -> new Key(0, 0, 0);
			case 1 -> new Key(1, this.start, 0);
			default -> new Key(this.length, this.start, this.step);
		};
	}

	/**
	 * What makes two ranges equal.
	 */
	private record Key(int length, long start, long step) {

	}

}
