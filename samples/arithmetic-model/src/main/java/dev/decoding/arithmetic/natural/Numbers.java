package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Numbers such as people try.
 */
final class Numbers {

	private static final List<String> WORDS = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
			"eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
			"eighteen", "nineteen");

	private static final List<String> TENS = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
			"ninety");

	private Numbers() {
	}

	/**
	 * Draw a number of one to four digits, the longer the rarer, often a round one.
	 */
	static int any(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.30) {
			return random.between(1, 20);
		}
		if (kind < 0.75) {
			return random.between(0, 99);
		}
		if (kind < 0.85) {
			return 10 * random.between(1, 20);
		}
		if (kind < 0.98) {
			return random.between(100, 999);
		}
		return random.chance(0.7) ? 100 * random.between(10, 50) : random.between(1000, 4999);
	}

	/**
	 * Draw how many of something there are.
	 */
	static int some(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.35) {
			return random.between(2, 20);
		}
		if (kind < 0.85) {
			return random.between(2, 99);
		}
		return random.chance(0.3) ? 10 * random.between(2, 30) : random.between(100, 500);
	}

	/**
	 * Draw a small number.
	 */
	static int few(RandomNumbers random) {
		return random.chance(0.8) ? random.between(2, 9) : random.between(2, 12);
	}

	/**
	 * Write a number, if it is below a hundred now and then in words.
	 */
	static String write(int number, double words, RandomNumbers random) {
		if (number < 0 || number >= 100 || !random.chance(words)) {
			return String.valueOf(number);
		}
		if (number < WORDS.size()) {
			return WORDS.get(number);
		}
		String tens = TENS.get(number / 10 - 2);
		return (number % 10 == 0) ? tens : tens + (random.chance(0.5) ? "-" : " ") + WORDS.get(number % 10);
	}

}
