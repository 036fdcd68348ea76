package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Problems that say in words what to do with some numbers: "Add 17, 25 and 8.", "What is
 * the difference between 40 and 12?", "Double 21.".
 */
final class Commands {

	private static final List<String> SUMS = List.of("What is the sum of %s?", "The sum of %s?", "Sum of %s",
			"Find the sum of %s.", "Calculate the sum of %s.", "Add %s.", "Add up %s.", "Please add %s.",
			"What do you get if you add %s?", "What is %s together?", "What is %s in total?",
			"What is the total of %s?", "Sum up %s.", "Can you add %s?", "What do %s add up to?",
			"How much is %s together?");

	private static final List<String> PRODUCTS = List.of("What is the product of %s?", "Product of %s",
			"Find the product of %s.", "Multiply %s.", "Calculate the product of %s.", "Can you multiply %s?",
			"What do you get if you multiply %s?");

	private static final List<String> DIFFERENCES = List.of("What is the difference between %1$s and %2$s?",
			"Find the difference between %1$s and %2$s.", "Difference of %1$s and %2$s", "Subtract %2$s from %1$s.",
			"Take %2$s from %1$s.", "Take %2$s away from %1$s.", "Take away %2$s from %1$s.",
			"What is %2$s less than %1$s?", "What is left of %1$s if you take away %2$s?",
			"What do you get if you subtract %2$s from %1$s?", "How much more is %1$s than %2$s?",
			"By how much is %1$s bigger than %2$s?", "How far is it from %2$s to %1$s?", "Decrease %1$s by %2$s.",
			"Reduce %1$s by %2$s.", "What number is %2$s smaller than %1$s?", "Can you subtract %2$s from %1$s?",
			"What must I add to %2$s to get %1$s?");

	private static final List<String> INCREASES = List.of("Add %2$s to %1$s.", "Increase %1$s by %2$s.",
			"What is %2$s more than %1$s?", "What number is %2$s greater than %1$s?", "What comes %2$s after %1$s?",
			"Can you add %2$s to %1$s?");

	private static final List<String> MULTIPLES = List.of("Multiply %1$s by %2$s.", "What is %1$s multiplied by %2$s?",
			"What do you get if you multiply %1$s by %2$s?", "Take %1$s times %2$s.", "%2$s times %1$s is what?",
			"Can you multiply %1$s by %2$s?");

	private static final List<String> DOUBLES = List.of("What is twice %s?", "Double %s.", "What is double %s?",
			"What is the double of %s?", "How much is twice %s?", "Twice %s?", "What do you get if you double %s?",
			"What is two times %s?");

	private static final List<String> TRIPLES = List.of("Triple %s.", "What is three times %s?",
			"What is the triple of %s?", "How much is triple %s?");

	private static final List<String> HALVES = List.of("What is half of %s?", "Half of %s?", "Halve %s.",
			"How much is half of %s?", "What is one half of %s?", "What is the half of %s?", "Divide %s by two.");

	private static final List<String> QUOTIENTS = List.of("Divide %1$s by %2$s.", "What is %1$s divided by %2$s?",
			"How often does %2$s go into %1$s?", "How many times does %2$s fit into %1$s?",
			"Split %1$s into %2$s parts.", "Can you divide %1$s by %2$s?");

	private static final List<String> SQUARES = List.of("What is %s squared?", "What is the square of %s?",
			"Square %s.", "%s squared");

	private static final List<String> PERCENTAGES = List.of("What is %1$s%% of %2$s?", "How much is %1$s%% of %2$s?",
			"%1$s%% of %2$s", "What is %1$s percent of %2$s?", "Calculate %1$s%% of %2$s.");

	private static final List<String> CONTINUATIONS = List.of("%s Then %s.", "%s Then %s.", "%s And then %s.",
			"%s Now %s.", "%s After that %s.", "%s Next %s.", "%s Finally %s.");

	private static final List<String> CONJUNCTIONS = List.of(" and ", " and then ", ", then ", " and after that ");

	private Commands() {
	}

	/**
	 * Draw a problem.
	 */
	static NaturalProblem draw(RandomNumbers random) {
		Working working = new Working();
		double words = random.chance(0.1) ? 1 : 0;
		String text = begin(working, words, random);
		if (random.chance(0.3) && text.endsWith(".")) {
			text = continueWith(text, working, words, random);
		}
		return new NaturalProblem(text, working.lines());
	}

	private static String begin(Working working, double words, RandomNumbers random) {
		return switch (random.between(0, 11)) {
			case 0, 1 -> list(SUMS, '+', working, words, random);
			case 2 -> list(PRODUCTS, '*', working, words, random);
			case 3, 4 -> {
				int left = Numbers.any(random);
				int right = Numbers.any(random);
				boolean ordered = left >= right || random.chance(0.1);
				yield pair(DIFFERENCES, ordered ? left : right, '-', ordered ? right : left, working, words, random);
			}
			case 5 -> pair(INCREASES, Numbers.any(random), '+', Numbers.any(random), working, words, random);
			case 6 -> pair(MULTIPLES, random.between(2, 99), '*', Numbers.few(random), working, words, random);
			case 7 -> single(random.chance(0.7) ? DOUBLES : TRIPLES, working, words, random);
			case 8 -> half(working, words, random);
			case 9 -> square(working, words, random);
			case 10 -> percentage(working, words, random);
			default -> {
				int divisor = Numbers.few(random);
				yield pair(QUOTIENTS, divisor * random.between(1, 12), '/', divisor, working, words, random);
			}
		};
	}

	private static String list(List<String> frames, char operator, Working working, double words,
			RandomNumbers random) {
		List<Integer> numbers = new ArrayList<>();
		int count = random.chance(0.6) ? 2 : (operator == '*') ? 2 : random.between(3, 4);
		for (int i = 0; i < count; i++) {
			numbers.add((operator == '*') ? random.between(2, random.chance(0.7) ? 12 : 99) : Numbers.any(random));
		}
		int value = numbers.get(0);
		for (int i = 1; i < count; i++) {
			value = working.apply(value, operator, numbers.get(i));
		}
		List<String> written = numbers.stream().map((number) -> Numbers.write(number, words, random)).toList();
		return random.choose(frames).formatted(enumerate(written, random));
	}

	static String enumerate(List<String> items, RandomNumbers random) {
		String last = items.get(items.size() - 1);
		String first = items.stream().limit(items.size() - 1L).collect(Collectors.joining(", "));
		return first + ((items.size() > 2 && random.chance(0.25)) ? ", and " : " and ") + last;
	}

	private static String pair(List<String> frames, int left, char operator, int right, Working working, double words,
			RandomNumbers random) {
		working.apply(left, operator, right);
		return random.choose(frames).formatted(Numbers.write(left, words, random), Numbers.write(right, words, random));
	}

	/**
	 * The frame tells by how much: the triple's say so in a word.
	 */
	private static String single(List<String> frames, Working working, double words, RandomNumbers random) {
		int number = random.between(1, random.chance(0.8) ? 99 : 500);
		working.apply((frames == DOUBLES) ? 2 : 3, '*', number);
		return random.choose(frames).formatted(Numbers.write(number, words, random));
	}

	private static String half(Working working, double words, RandomNumbers random) {
		int number = 2 * random.between(1, random.chance(0.8) ? 50 : 300);
		working.apply(number, '/', 2);
		return random.choose(HALVES).formatted(Numbers.write(number, words, random));
	}

	private static String square(Working working, double words, RandomNumbers random) {
		if (random.chance(0.5)) {
			return list(SUMS, '+', working, words, random);
		}
		int number = random.between(1, 20);
		working.apply(number, '*', number);
		return random.choose(SQUARES).formatted(Numbers.write(number, words, random));
	}

	private static String percentage(Working working, double words, RandomNumbers random) {
		if (random.chance(0.5)) {
			return half(working, words, random);
		}
		int divisor = random.choose(List.of(2, 2, 4, 10));
		int number = divisor * random.between(1, 50);
		working.apply(number, '/', divisor);
		return random.choose(PERCENTAGES).formatted(100 / divisor, number);
	}

	private static String continueWith(String text, Working working, double words, RandomNumbers random) {
		int value = working.lines().get(working.lines().size() - 1).result();
		int number = random.between(1, 50);
		String clause = switch (random.between(0, 3)) {
			case 0 -> {
				working.apply(value, '+', number);
				yield "add " + Numbers.write(number, words, random);
			}
			case 1 -> {
				working.apply(value, '-', number);
				yield "subtract " + Numbers.write(number, words, random);
			}
			default -> {
				if (value < 0 || value > 999) {
					working.apply(value, '+', number);
					yield "add " + Numbers.write(number, words, random);
				}
				int factor = Numbers.few(random);
				working.apply(value, '*', factor);
				yield random
					.choose(List.of("multiply by ", "multiply the result by ", "multiply that by ", "multiply it by "))
						+ Numbers.write(factor, words, random);
			}
		};
		if (random.chance(0.4)) {
			return text.substring(0, text.length() - 1) + random.choose(CONJUNCTIONS) + clause + ".";
		}
		return random.choose(CONTINUATIONS).formatted(text, clause);
	}

}
