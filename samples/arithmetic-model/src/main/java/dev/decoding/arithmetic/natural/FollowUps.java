package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Second questions of a conversation that go on from the first answer: "Now add 5 to
 * that.".
 */
public final class FollowUps {

	private static final int LIMIT = 999;

	private static final List<String> SUMS = List.of("Now add %s.", "Add %s to that.", "And plus %s?", "Plus %s?",
			"And if you add %s?", "What if I get %s more?", "And with %s more?", "Now add %s to it.", "+ %s", "+%s",
			"Then add %s, please.", "What is that plus %s?");

	private static final List<String> DIFFERENCES = List.of("Now subtract %s.", "Subtract %s from that.",
			"And minus %s?", "Minus %s?", "Take away %s.", "What if I lose %s?", "And %s less?",
			"Now take %s away from it.", "- %s", "-%s", "What is that minus %s?");

	private static final List<String> PRODUCTS = List.of("Now multiply by %s.", "Times %s?", "And times %s?",
			"Multiply that by %s.", "And %s times that?", "* %s", "x %s", "What is that times %s?");

	private static final List<String> DOUBLES = List.of("And twice that?", "Double it.", "Now double that.",
			"What is double that?", "And the double?");

	private FollowUps() {
	}

	/**
	 * Draw a question that goes on from an answer.
	 * @param before the answer
	 * @param heldOut whether it is one that is kept from training, or one for training
	 * @param random where numbers come from
	 * @return the problem
	 */
	public static NaturalProblem draw(int before, boolean heldOut, RandomNumbers random) {
		while (true) {
			NaturalProblem problem = draw(before, random);
			if (problem.isHeldOut() == heldOut) {
				return problem;
			}
		}
	}

	private static NaturalProblem draw(int before, RandomNumbers random) {
		Working working = new Working();
		boolean factor = before >= 0 && before <= LIMIT && random.chance(0.35);
		if (factor && random.chance(0.3)) {
			working.apply(2, '*', before);
			return new NaturalProblem(random.choose(DOUBLES), working.lines());
		}
		char operator = factor ? '*' : random.chance(0.5) ? '+' : '-';
		int number = factor ? Numbers.few(random) : random.between(1, 50);
		working.apply(before, operator, number);
		List<String> frames = switch (operator) {
			case '*' -> PRODUCTS;
			case '+' -> SUMS;
			default -> DIFFERENCES;
		};
		return new NaturalProblem(random.choose(frames).formatted(number), working.lines());
	}

}
