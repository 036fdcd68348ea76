package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A template for a whole problem.
 *
 * @param formula what to compute, such as {@code a*b-c}, maybe with the first two numbers
 * in parentheses; a letter is a number of the text; where there is a quotient it comes
 * first
 * @param text the text, with the letters in braces
 */
record Scene(String formula, String text) {

	private static final Pattern PART = Pattern.compile("\\d+|[-+*/a-z]");

	private static final int LIMIT = 9999;

	/**
	 * Tell this scene with numbers such that nothing is below zero.
	 */
	NaturalProblem draw(RandomNumbers random) {
		Thing thing = Thing.draw(random);
		Wording wording = Cast.draw(random).with("things", thing.many()).with("thing", thing.one());
		double words = random.chance(0.06) ? 1 : 0;
		while (true) {
			List<Integer> numbers = drawNumbers(random);
			List<Line> lines = lines(numbers);
			if (!lines.isEmpty()) {
				for (int i = 0; i < numbers.size(); i++) {
					wording.with(String.valueOf((char) ('a' + i)), Numbers.write(numbers.get(i), words, random));
				}
				String filled = wording.fill(this.text);
				return new NaturalProblem(Character.toUpperCase(filled.charAt(0)) + filled.substring(1), lines);
			}
		}
	}

	private List<Integer> drawNumbers(RandomNumbers random) {
		List<Integer> numbers = new ArrayList<>();
		for (char name = 'a'; this.formula.indexOf(name) >= 0; name++) {
			numbers.add(isFactor(this.formula.indexOf(name))
					? (random.chance(0.85) ? random.between(2, 12) : random.between(2, 60)) : Numbers.some(random));
		}
		if (this.formula.startsWith("a/b")) {
			numbers.set(1, Numbers.few(random));
			numbers.set(0, numbers.get(1) * random.between(2, 12));
		}
		else if (this.formula.startsWith("a/2")) {
			numbers.set(0, 2 * random.between(2, 50));
		}
		return numbers;
	}

	private boolean isFactor(int place) {
		String around = " " + this.formula + " ";
		return around.charAt(place) == '*' || around.charAt(place) == '/' || around.charAt(place + 2) == '*';
	}

	/**
	 * Work out the formula.
	 * @return the lines, or none if these numbers will not do
	 */
	private List<Line> lines(List<Integer> numbers) {
		List<Integer> operands = new ArrayList<>();
		List<Character> operators = new ArrayList<>();
		Matcher parts = PART.matcher(this.formula);
		while (parts.find()) {
			char first = parts.group().charAt(0);
			if (Character.isDigit(first)) {
				operands.add(Integer.parseInt(parts.group()));
			}
			else if (Character.isLetter(first)) {
				operands.add(numbers.get(first - 'a'));
			}
			else {
				operators.add(first);
			}
		}
		List<Line> lines = new Expression(operands, operators, this.formula.startsWith("(")).lines();
		boolean allowed = lines.stream().allMatch((line) -> line.result() >= 0 && line.result() <= LIMIT);
		return allowed ? lines : List.of();
	}

}
