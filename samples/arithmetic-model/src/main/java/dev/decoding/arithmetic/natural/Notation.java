package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A way to write expressions.
 */
final class Notation {

	private static final List<String> SPACES = List.of(" ", " ", " ", "", "");

	private final RandomNumbers random;

	private final String space;

	private final boolean words;

	Notation(RandomNumbers random) {
		this.random = random;
		this.words = random.chance(0.3);
		this.space = this.words ? " " : random.choose(SPACES);
	}

	String write(Expression expression) {
		boolean spell = this.words && this.random.chance(0.2);
		boolean uneven = !this.words && this.random.chance(0.05);
		String times = this.random.choose(symbols('*'));
		StringBuilder text = new StringBuilder(expression.parentheses() ? "(" : "");
		text.append(Numbers.write(expression.numbers().get(0), spell ? 1 : 0, this.random));
		for (int i = 0; i < expression.operators().size(); i++) {
			char operator = expression.operators().get(i);
			String symbol = (operator == '*' && !this.words) ? times
					: this.random.choose(this.words ? words(operator) : symbols(operator));
			text.append(uneven ? this.random.choose(SPACES) : this.space)
				.append(symbol)
				.append(uneven ? this.random.choose(SPACES) : this.space);
			text.append(Numbers.write(expression.numbers().get(i + 1), spell ? 1 : 0, this.random));
			if (expression.parentheses() && i == 0) {
				text.append(')');
			}
		}
		return text.toString();
	}

	private static List<String> symbols(char operator) {
		return switch (operator) {
			case '-' -> List.of("-", "-", "-", "-", "\u2212", "\u2013");
			case '*' -> List.of("*", "*", "*", "x", "x", "\u00d7", "\u00b7");
			case '/' -> List.of("/", "/", "\u00f7", ":");
			default -> List.of("+");
		};
	}

	private static List<String> words(char operator) {
		return switch (operator) {
			case '-' -> List.of("minus", "minus", "minus", "less", "take away");
			case '*' -> List.of("times", "times", "times", "multiplied by");
			case '/' -> List.of("divided by", "divided by", "over");
			default -> List.of("plus", "plus", "plus", "and");
		};
	}

}
