package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Problems that name numbers and what to do with them: "What is 17 + 25 + 8?".
 */
final class Expressions {

	private static final List<String> FRAMES = List.of("What is %s?", "What is %s?", "What is %s?", "What's %s?",
			"How much is %s?", "What does %s equal?", "What does %s make?", "What do you get for %s?", "Calculate %s.",
			"Compute %s.", "Work out %s.", "Evaluate %s.", "Solve %s.", "Solve: %s", "Calculate: %s", "Find %s.", "%s",
			"%s", "%s =", "%s = ?", "%s=", "%s=?", "Please calculate %s.", "Please compute %s.", "Please tell me %s.",
			"What's the result of %s?", "What's the answer to %s?", "What will %s be?", "What do I get from %s?",
			"Could you calculate %s?", "Would you compute %s?", "Can you do %s?", "Can you solve %s?", "Try %s.",
			"Now %s", "Calculate %s please.", "How much does %s make?", "Result of %s?", "Value of %s", "Answer: %s",
			"I wonder what %s is.", "Show me how to compute %s.", "My teacher asks: what is %s?", "%s makes how much?",
			"%s, please.", "%s please", "what about %s?", "How about %s?", "Is it true that you know what %s is?",
			"%s?", "%s equals?", "%s is?", "%s makes?", "Tell me what %s is.", "Can you tell me what %s is?",
			"Can you calculate %s?", "Could you work out %s for me?", "What would %s be?", "I need to know what %s is.",
			"I need the result of %s.", "What is the result of %s?", "What is the answer to %s?",
			"What is the value of %s?", "Give me the result of %s.", "Do you know %s?", "Do you know what %s is?",
			"Let's try %s.", "And what is %s?", "Quick question: what is %s?", "My homework says %s. What is it?",
			"If I compute %s, what do I get?", "How many is %s?");

	private Expressions() {
	}

	/**
	 * Draw a problem.
	 */
	static NaturalProblem draw(RandomNumbers random) {
		Expression expression = Expression.draw(random);
		String text = new Notation(random).write(expression);
		return new NaturalProblem(capitalise(random.choose(FRAMES).formatted(text)), expression.lines());
	}

	/**
	 * Draw a sum of two numbers that is below 100.
	 */
	static NaturalProblem smallSum(RandomNumbers random) {
		int left = random.between(0, 99);
		int right = random.between(0, 99);
		if (left + right > 99) {
			left = 99 - left;
			right = 99 - right;
		}
		Expression expression = new Expression(List.of(left, right), List.of('+'), false);
		String text = new Notation(random).write(expression);
		return new NaturalProblem(capitalise(random.choose(FRAMES).formatted(text)), expression.lines());
	}

	private static String capitalise(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
