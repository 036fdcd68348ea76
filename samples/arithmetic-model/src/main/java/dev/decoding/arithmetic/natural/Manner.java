package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.Locale;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * How people type: with or without a greeting, politeness, capitals and a full stop.
 */
final class Manner {

	private static final List<String> OPENINGS = List.of("Hi! ", "Hi, ", "Hello. ", "Hello! ", "Hey, ", "Hey! ",
			"Good morning. ", "Please help me. ", "Can you help me? ", "Hi there! ", "Question: ", "Please: ", "Ok, ",
			"Okay. ", "So, ", "Excuse me, ", "Dear model, ", "Problem: ", "Help! ", "I have a question. ",
			"Solve this problem: ", "Solve this: ", "Here is a problem. ", "Q: ", "Please solve: ");

	private static final List<String> CLOSINGS = List.of(" Thanks!", " Thank you.", " Thanks.", " Please.", " Please?",
			" Please explain.", " Show your work.", " Think step by step.", " Let's think step by step.",
			" Explain step by step.", " Show the steps.", " Thank you very much!", " Please show each step.",
			" Step by step, please.", " What is the answer?", " Be careful.", " Quickly!");

	private Manner() {
	}

	/**
	 * Ask the same in someone's manner.
	 */
	static String apply(String question, RandomNumbers random) {
		String text = question;
		if (random.chance(0.1)) {
			text = random.choose(OPENINGS) + text;
		}
		if (random.chance(0.08)) {
			text += (Character.isLetterOrDigit(text.charAt(text.length() - 1)) ? "." : "") + random.choose(CLOSINGS);
		}
		if (random.chance(0.12)) {
			text = text.toLowerCase(Locale.ROOT);
		}
		else if (random.chance(0.01)) {
			text = text.toUpperCase(Locale.ROOT);
		}
		if (random.chance(0.12)) {
			text = text.replaceAll("[.?!]$", "");
		}
		if (random.chance(0.05)) {
			text = text.replace("'", "");
		}
		return text;
	}

}
