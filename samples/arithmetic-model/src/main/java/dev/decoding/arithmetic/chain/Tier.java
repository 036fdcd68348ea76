package dev.decoding.arithmetic.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * How hard a problem is: how long, and which traps it holds.
 */
public enum Tier {

	/** Three or four steps, at most one of them a light trap. */
	ONE(3, 4),

	/** Three to five steps, two of them light traps. */
	TWO(3, 5),

	/** Four to six steps, two of them traps of middle weight. */
	THREE(4, 6),

	/** Four to seven steps, three of them heavy traps. */
	FOUR(4, 7),

	/** Four to seven steps, three of them the heaviest traps. */
	FIVE(4, 7);

	private static final List<Operation> PLAIN = List.of(Operation.PLUS, Operation.MINUS, Operation.TIMES);

	private static final double HARDEST = 0.6;

	private final int shortest;

	private final int longest;

	Tier(int shortest, int longest) {
		this.shortest = shortest;
		this.longest = longest;
	}

	ChainProblem draw(RandomNumbers random) {
		int length = random.between(this.shortest, this.longest);
		List<Operation> traps = drawTraps(random);
		List<Term> terms = new ArrayList<>();
		int open = traps.size();
		for (int left = length; left > 0; left--) {
			boolean trap = random.between(1, left) <= open;
			terms.add(drawTerm(trap ? traps.get(--open) : random.choose(PLAIN), random));
		}
		return new ChainProblem(random.between(0, Operation.MODULUS - 1), terms);
	}

	private static Term drawTerm(Operation operation, RandomNumbers random) {
		return new Term(operation, random.between((operation == Operation.TIMES) ? 2 : 1, 9));
	}

	/**
	 * Draw the traps in a random order.
	 */
	private List<Operation> drawTraps(RandomNumbers random) {
		return switch (this) {
			case ONE -> drawTraps(random.between(0, 1), List.of(Operation.A, Operation.A, Operation.B), random);
			case TWO -> drawTraps(2, List.of(Operation.A, Operation.B, Operation.C), random);
			case THREE -> drawTraps(2, List.of(Operation.B, Operation.C, Operation.C, Operation.D), random);
			case FOUR -> drawTraps(3, List.of(Operation.C, Operation.D, Operation.E), random);
			case FIVE -> {
				List<Operation> traps = drawTraps(2, List.of(Operation.D, Operation.E), random);
				traps.add(random.between(0, 2), random.chance(HARDEST) ? Operation.F : Operation.E);
				yield traps;
			}
		};
	}

	private static List<Operation> drawTraps(int count, List<Operation> from, RandomNumbers random) {
		List<Operation> traps = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			traps.add(random.choose(from));
		}
		return traps;
	}

}
