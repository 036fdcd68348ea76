package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Objects;

import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes those tokens likely whose probability is close to a target, whatever their rank,
 * and moves that target so that on average the chosen tokens come to have the probability
 * that was asked for.
 * <p>
 * Formula: with <code>a = 2 * target - sum / weight</code>, limited to 0 to 1, and
 * <code>d = |p[i] - a| / 0.3</code>, <code>score[i] = 5 - 10 * d^2 / (1 + d)</code>.
 * After a token of the probability <code>p</code>, before this change,
 * <code>sum = p + decay * sum</code> and <code>weight = 1 + decay * weight</code>. In
 * single precision.
 * <p>
 * Edges: removed tokens stay removed; a target below 0 changes nothing; a decay above
 * 0.99 counts as 0.99; in a whole vocabulary a token of a probability below 1e-7 counts
 * as one of 0 once it is chosen; where a score is NaN or infinite, or no token is left,
 * nothing is changed, for the chain to find.
 * <p>
 * Example: with a target of 0.5, tokens of the probabilities <code>[0.8, 0.2]</code> get
 * scores of 0 both: each is as far from the target as the other.
 * <p>
 * Order: last, behind a truncation such as {@link MinP}, which removes what should not be
 * made likely.
 * <p>
 * Source: MrJackSpade and ddh0, <i>Adaptive-p</i>, 2026 (llama.cpp, pull request 17927);
 * llama.cpp's <code>adaptive_p</code>.
 *
 * @param target the probability that the chosen tokens are to have, up to 1; below 0 for
 * none
 * @param decay how much of the past counts at the next position, from 0 to 1
 * @param sum the decayed sum of the probabilities of the tokens so far; a property of the
 * position
 * @param weight the decayed number of the tokens so far; a property of the position
 */
public record AdaptiveP(double target, double decay, float sum, float weight) implements StatefulLogitsProcessor {

	/** A probability that makes no difference to the mean of several. */
	private static final double NEGLIGIBLE = 1e-7;

	private static final float HIGHEST_DECAY = 0.99f;

	private static final float INVERSE_WIDTH = 1 / 0.3f;

	private static final float PEAK = 5;

	private static final float SHARPNESS = 10;

	public AdaptiveP {
		if (!(target <= 1)) {
			throw new IllegalArgumentException("'target' is %s but must be at most 1".formatted(target));
		}
		Options.checkProbability("decay", decay);
	}

	/**
	 * Begin a sequence.
	 * @param target the probability that the chosen tokens are to have, up to 1; below 0
	 * for none
	 * @param decay how much of the past counts at the next position, from 0 to 1
	 */
	public AdaptiveP(double target, double decay) {
		this(target, decay, (float) target / (1 - limited(decay)), 1 / (1 - limited(decay)));
	}

	private static float limited(double decay) {
		return Math.min((float) decay, HIGHEST_DECAY);
	}

	@Override
	public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
		Probabilities probabilities = Probabilities.of(logits);
		if (this.target < 0 || !probabilities.areDefined()) {
			return (choice) -> this;
		}
		float adapted = Math.max(0, Math.min(1, 2 * (float) this.target - this.sum / this.weight));
		boolean all = logits.count() > Probabilities.SHORT && logits.count() == logits.vocabularySize();
		float lowest = all ? probabilities.score(NEGLIGIBLE) : Float.NEGATIVE_INFINITY;
		int[] candidates = Objects.requireNonNull(logits.atLeast(lowest, logits.count()));
		int[] tokens = Arrays.stream(candidates).map(logits::token).toArray();
		float[] before = new float[candidates.length];
		for (int i = 0; i < before.length; i++) {
			before[i] = probabilities.of(logits.values()[candidates[i]]);
		}
		if (all) {
			float[] scores = logits.scores();
			for (int token = 0; token < scores.length; token++) {
				scores[token] = score(scores[token], probabilities.of(scores[token]), adapted);
			}
		}
		else {
			float[] values = new float[candidates.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = score(logits.values()[i], before[i], adapted);
			}
			logits.keep(tokens.clone(), values, values.length, false);
		}
		return (choice) -> after(probability(tokens, before, choice.token()));
	}

	private static float score(float score, float probability, float adapted) {
		float distance = Math.abs((probability - adapted) * INVERSE_WIDTH);
		return (score == Float.NEGATIVE_INFINITY) ? score : PEAK - SHARPNESS * distance * distance / (1 + distance);
	}

	private static float probability(int[] tokens, float[] probabilities, int token) {
		for (int i = 0; i < tokens.length; i++) {
			if (tokens[i] == token) {
				return probabilities[i];
			}
		}
		return 0;
	}

	private AdaptiveP after(float probability) {
		float decay = limited(this.decay);
		return new AdaptiveP(this.target, this.decay, probability + decay * this.sum, 1 + decay * this.weight);
	}

	@Override
	public String name() {
		return "adaptive-p";
	}

}
