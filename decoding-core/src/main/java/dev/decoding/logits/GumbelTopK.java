package dev.decoding.logits;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import dev.decoding.model.Logits;

/**
 * Draws several different tokens at once: one after the other from the softmax of the
 * scores, without those that are drawn already.
 * <p>
 * Formula: the tokens with the highest <code>score[i] + g[i]</code>, highest first, where
 * <code>g[i] = -log(-log(u[i]))</code> is Gumbel noise. Draws from several rows, each
 * with random numbers of its own, are together what would be drawn from all rows at once,
 * if the highest of them are taken.
 * <p>
 * Source: Vieira, <i>Gumbel-max trick and weighted reservoir sampling</i>, 2014; Kool,
 * van Hoof, Welling, <i>Stochastic Beams and Where to Find Them</i>, 2019.
 */
public final class GumbelTopK {

	private GumbelTopK() {
	}

	/**
	 * Draw tokens.
	 * @param logits the scores, {@code [vocabulary]}; not changed
	 * @param count how many to draw, at least 1; there are fewer if fewer are left
	 * @param random the random numbers, of which one is drawn
	 * @return the drawn candidates, in the order in which they are drawn
	 * @throws InvalidLogitsException if no token has a score above negative infinity, or
	 * a score is NaN or positive infinity
	 */
	public static List<Perturbed> draw(Logits logits, int count, RandomStream random) {
		if (count < 1) {
			throw new IllegalArgumentException("'count' is %d but must be at least 1".formatted(count));
		}
		long key = random.nextLong();
		double max = logits.max();
		if (!Double.isFinite(max)) {
			throw InvalidLogitsException.of(logits);
		}
		PriorityQueue<Perturbed> drawn = new PriorityQueue<>(Comparator.comparing(Perturbed::score));
		double longest = Double.POSITIVE_INFINITY;
		float[] values = logits.values();
		for (int i = 0; i < logits.count(); i++) {
			double uniform = RandomStream.uniform(key, logits.token(i));
			if (values[i] == Float.NEGATIVE_INFINITY || ExponentialRace.isLost(uniform, max - values[i], longest)) {
				continue;
			}
			double score = values[i] - Math.log(-Math.log1p(-uniform));
			if (drawn.size() < count) {
				drawn.add(new Perturbed(i, score));
			}
			else if (score > drawn.element().score()) {
				drawn.remove();
				drawn.add(new Perturbed(i, score));
			}
			if (drawn.size() == count) {
				longest = Math.exp(max - drawn.element().score());
			}
		}
		return drawn.stream().sorted(Comparator.comparing(Perturbed::score).reversed()).toList();
	}

	/**
	 * A drawn token.
	 *
	 * @param candidate the index of the candidate in the scores
	 * @param score its score with the noise
	 */
	public record Perturbed(int candidate, double score) {
	}

}
