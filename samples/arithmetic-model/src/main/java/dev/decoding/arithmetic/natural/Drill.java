package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A list of operations to complete, as pupils drill them. Each line is an operation that
 * the other problems need as a step, drawn with more of those that are hard: borrows,
 * numbers near each other, negative numbers, long operands and quotients.
 *
 * @param opening what is asked for, in front of the list
 * @param lines the completed operations, in order
 */
public record Drill(String opening, List<Line> lines) {

	private static final List<String> OPENINGS = List.of("Complete:", "Complete each line:", "Fill in the results:",
			"Work out each line:", "Calculate each:", "Solve all of them:");

	private static final int SHORTEST = 6;

	private static final int LONGEST = 14;

	private static final int LIMIT = 9999;

	private static final int NEAR = 12;

	public Drill {
		lines = List.copyOf(lines);
	}

	/**
	 * Draw a drill.
	 * @param heldOut whether of lines that are kept from training, or of others
	 * @param random where numbers come from
	 * @return the drill
	 */
	public static Drill draw(boolean heldOut, RandomNumbers random) {
		String opening = random.choose(OPENINGS);
		List<Line> lines = new ArrayList<>();
		int count = random.between(SHORTEST, LONGEST);
		while (lines.size() < count) {
			Line line = operation(random);
			if (Math.abs(line.result()) <= LIMIT && line.isHeldOut() == heldOut) {
				lines.add(line);
			}
		}
		return new Drill(opening, lines);
	}

	private static Line operation(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.30) {
			return Line.of(operand(random), '+', positive(random));
		}
		if (kind < 0.70) {
			return difference(random);
		}
		return (kind < 0.87) ? product(random) : quotient(random);
	}

	private static Line difference(RandomNumbers random) {
		int left = operand(random);
		boolean near = left >= NEAR && random.chance(0.3);
		return Line.of(left, '-', near ? left + random.between(-NEAR, NEAR) : positive(random));
	}

	private static int operand(RandomNumbers random) {
		return random.chance(0.2) ? -positive(random) : positive(random);
	}

	private static int positive(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.60) {
			return random.between(0, 99);
		}
		if (kind < 0.87) {
			return random.between(100, 999);
		}
		if (kind < 0.94) {
			return 10 * random.between(1, 99);
		}
		return random.chance(0.5) ? 100 * random.between(10, 50) : random.between(1000, 4999);
	}

	private static Line product(RandomNumbers random) {
		int one = random.chance(0.75) ? random.between(2, 9) : 10 * random.between(2, 9);
		int other = random.chance(0.7) ? random.between(2, 99) : random.between(100, 999);
		return random.chance(0.3) ? Line.of(one, '*', other) : Line.of(other, '*', one);
	}

	private static Line quotient(RandomNumbers random) {
		int divisor = random.between(2, 12);
		return Line.of(divisor * random.between(1, random.chance(0.7) ? 99 : 300), '/', divisor);
	}

	/**
	 * Return the request: the opening, and each operation up to its sign of equality.
	 * @return the request, with a line feed between any two lines
	 */
	public String question() {
		return this.lines.stream().map(Line::question).collect(Collectors.joining("\n", this.opening + "\n", ""));
	}

	/**
	 * Return the completed lines.
	 * @return the lines, with a line feed between any two of them
	 */
	public String solution() {
		return this.lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
	}

}
