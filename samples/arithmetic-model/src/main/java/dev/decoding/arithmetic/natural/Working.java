package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a solution as they are worked out.
 */
final class Working {

	private static final int TEN = 10;

	private final List<Line> lines = new ArrayList<>();

	/**
	 * Work out one operation. A product of two numbers of several digits takes three
	 * lines.
	 * @param left the left operand
	 * @param operator {@code +}, {@code -}, {@code *} or {@code /}
	 * @param right the right operand
	 * @return the result
	 */
	int apply(int left, char operator, int right) {
		if (operator != '*' || isShort(left) || isShort(right)) {
			return line(left, operator, right);
		}
		int whole = Math.max(left, right);
		int split = Math.min(left, right);
		if (whole == right && digits(left) == digits(right)) {
			whole = left;
			split = right;
		}
		int tens = line(whole, '*', split - split % TEN);
		int units = line(whole, '*', split % TEN);
		return line(tens, '+', units);
	}

	private int line(int left, char operator, int right) {
		Line line = Line.of(left, operator, right);
		this.lines.add(line);
		return line.result();
	}

	/**
	 * Return whether a number has one digit and maybe zeros behind it.
	 */
	private static boolean isShort(int number) {
		int rest = number;
		while (rest != 0 && rest % TEN == 0) {
			rest /= TEN;
		}
		return rest < TEN;
	}

	private static int digits(int number) {
		return String.valueOf(number).length();
	}

	List<Line> lines() {
		return this.lines;
	}

}
