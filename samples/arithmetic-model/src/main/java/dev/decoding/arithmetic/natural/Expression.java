package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Numbers with operators between them; products and quotients come first.
 *
 * @param numbers the numbers, one more than there are operators
 * @param operators {@code +}, {@code -}, {@code *} and {@code /}
 * @param parentheses whether the first two numbers are put in parentheses
 */
record Expression(List<Integer> numbers, List<Character> operators, boolean parentheses) {

	private static final int LIMIT = 9999;

	Expression {
		numbers = List.copyOf(numbers);
		operators = List.copyOf(operators);
	}

	/**
	 * Draw an expression whose results have at most four digits.
	 */
	static Expression draw(RandomNumbers random) {
		while (true) {
			Expression expression = attempt(random);
			if (expression.isAllowed()) {
				return expression;
			}
		}
	}

	private static Expression attempt(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.06) {
			int divisor = Numbers.few(random);
			int quotient = random.chance(0.7) ? random.between(1, 12) : random.between(1, 99);
			return new Expression(List.of(divisor * quotient, divisor), List.of('/'), false);
		}
		if (kind < 0.22) {
			return new Expression(List.of(factor(random), random.chance(0.7) ? Numbers.few(random) : factor(random)),
					List.of('*'), false);
		}
		if (kind < 0.26) {
			return new Expression(List.of(random.between(1, 30), random.between(1, 30), Numbers.few(random)),
					List.of(random.chance(0.5) ? '+' : '-', '*'), true);
		}
		int count = length(random);
		List<Integer> numbers = new ArrayList<>(List.of(Numbers.any(random)));
		List<Character> operators = new ArrayList<>();
		boolean products = random.chance(0.15);
		for (int i = 0; i < count; i++) {
			char operator = random.choose(List.of('+', '+', '-'));
			if (products && random.chance(0.5)) {
				operator = '*';
				numbers.set(i, random.between(2, 20));
			}
			operators.add(operator);
			numbers.add((operator == '*') ? Numbers.few(random) : Numbers.any(random));
		}
		return new Expression(numbers, operators, false);
	}

	private static int factor(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.4) {
			return random.between(0, 12);
		}
		return (kind < 0.9) ? random.between(2, 99) : random.between(100, 999);
	}

	private static int length(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.55) {
			return 1;
		}
		return (kind < 0.85) ? 2 : random.between(3, 4);
	}

	/**
	 * Work out this expression.
	 */
	List<Line> lines() {
		Working working = new Working();
		List<Integer> values = new ArrayList<>(this.numbers);
		List<Character> open = new ArrayList<>(this.operators);
		if (this.parentheses) {
			reduce(working, values, open, 0);
		}
		for (int i = 0; i < open.size();) {
			if (open.get(i) == '*' || open.get(i) == '/') {
				reduce(working, values, open, i);
			}
			else {
				i++;
			}
		}
		while (!open.isEmpty()) {
			reduce(working, values, open, 0);
		}
		return working.lines();
	}

	private static void reduce(Working working, List<Integer> values, List<Character> open, int index) {
		int result = working.apply(values.get(index), open.remove(index), values.remove(index + 1));
		values.set(index, result);
	}

	private boolean isAllowed() {
		boolean negativeFactor = this.parentheses && this.operators.get(0) == '-'
				&& this.numbers.get(0) < this.numbers.get(1);
		return !negativeFactor && lines().stream().allMatch((line) -> Math.abs(line.result()) <= LIMIT);
	}

}
