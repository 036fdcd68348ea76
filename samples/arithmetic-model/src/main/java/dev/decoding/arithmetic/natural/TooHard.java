package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Mathematics that the model does not do: large numbers, fractions, equations.
 */
final class TooHard {

	private static final List<String> FRAMES = List.of("What is {big} + {big2}?", "What is {big} * {n}?",
			"{big} - {big2}", "{big}*{big2}", "How much is {big} times {big2}?", "Calculate {big} divided by {n}.",
			"What is {decimal} + {decimal2}?", "{decimal} * {n}", "What is {n}.{n2} plus {n3}.{n}?",
			"How much is {decimal} minus {n}?", "What is the square root of {n}?", "Calculate the square root of {n}.",
			"sqrt({n})", "What is the cube root of {n}?", "What is {n} to the power of {n2}?", "{n}^{n2}",
			"What is the logarithm of {n}?", "log({n})", "sin({n})", "What is the sine of {n}?",
			"What is {n}/{n2} + {n3}/{n}?", "Solve x + {n} = {n2}.", "Solve {n}x = {n2}.", "Solve x^2 = {n}.",
			"What is x if x - {n} = {n2}?", "Solve for x: {n}x + {n2} = {n3}", "What is {n}! ?",
			"What is the factorial of {n}?", "Is {n} prime?", "Is {n} a prime number?", "What are the factors of {n}?",
			"Is {n} even?", "Is {n} bigger than {n2}?", "What is the derivative of {n}x?", "Integrate {n}x.",
			"What is pi?", "What is the value of pi times {n}?", "Round {decimal}.", "What is {n} in binary?",
			"Convert {n} miles to km.", "Convert {n} dollars to euros.", "What is the average of {n}, {n2} and {n3}?",
			"What is the greatest common divisor of {n} and {n2}?", "Count to {n}.", "Give me a random number.",
			"What comes after {n}, {n2}, {n3}?", "Prove that {n} is not {n2}.", "What is infinity plus {n}?",
			"What is {n} divided by 0?", "{n} / 0");

	private TooHard() {
	}

	static String draw(RandomNumbers random) {
		return new Wording().with("big", String.valueOf(random.between(10000, 2000000)))
			.with("big2", String.valueOf(random.between(10000, 2000000)))
			.with("decimal", random.between(0, 99) + "." + random.between(1, 99))
			.with("decimal2", random.between(0, 99) + "." + random.between(1, 99))
			.with("n", String.valueOf(random.between(2, 99)))
			.with("n2", String.valueOf(random.between(2, 99)))
			.with("n3", String.valueOf(random.between(2, 99)))
			.fill(random.choose(FRAMES));
	}

}
