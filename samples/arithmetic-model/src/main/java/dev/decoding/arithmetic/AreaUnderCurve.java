package dev.decoding.arithmetic;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well scores tell right from wrong: the probability that a right one has a higher
 * score than a wrong one, where equal scores count half.
 */
public final class AreaUnderCurve {

	private AreaUnderCurve() {
	}

	/**
	 * A score of something that is right or wrong.
	 *
	 * @param score the score, the higher the better
	 * @param right whether it is right
	 */
	public record Judgement(double score, boolean right) {

	}

	/**
	 * Compute the area, by the ranks of the right ones.
	 * @param judgements the scores
	 * @return the area, empty unless there are right and wrong ones
	 */
	public static OptionalDouble of(List<Judgement> judgements) {
		List<Judgement> sorted = judgements.stream().sorted(Comparator.comparingDouble(Judgement::score)).toList();
		long right = sorted.stream().filter(Judgement::right).count();
		long wrong = sorted.size() - right;
		if (right == 0 || wrong == 0) {
			return OptionalDouble.empty();
		}
		double wins = 0;
		long below = 0;
		for (int from = 0, to; from < sorted.size(); from = to) {
			long ties = 0;
			long rightHere = 0;
			for (to = from; to < sorted.size() && sorted.get(to).score() == sorted.get(from).score(); to++) {
				ties += sorted.get(to).right() ? 0 : 1;
				rightHere += sorted.get(to).right() ? 1 : 0;
			}
			wins += rightHere * (below + ties / 2.0);
			below += ties;
		}
		return OptionalDouble.of(wins / (right * (double) wrong));
	}

	/**
	 * Compute the mean of the areas of several groups, leaving out those with right or
	 * wrong ones only.
	 * @param groups the scores of each group
	 * @return the mean, NaN if nothing is left
	 */
	public static double mean(Iterable<List<Judgement>> groups) {
		double sum = 0;
		int count = 0;
		for (List<Judgement> group : groups) {
			OptionalDouble area = of(group);
			if (area.isPresent()) {
				sum += area.getAsDouble();
				count++;
			}
		}
		return sum / count;
	}

}
