package dev.decoding.logits;

import java.util.Random;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Scores of 151,936 tokens, as peaked as those of a trained model, behind 512 tokens.
 */
@State(Scope.Thread)
public class ModelScores {

	static final int VOCABULARY = 151_936;

	private final float[] model = new float[VOCABULARY];

	private final float[] scores = new float[VOCABULARY];

	private TokenSequence sequence = TokenSequence.of(1);

	@Setup(Level.Trial)
	public void fill() {
		Random random = new Random(42);
		for (int token = 0; token < VOCABULARY; token++) {
			this.model[token] = (float) (2.5 * random.nextGaussian());
		}
		for (int i = 0; i < 60; i++) {
			this.model[random.nextInt(VOCABULARY)] = (float) (18 - 4 * Math.log(1 + i) + random.nextGaussian());
		}
		int[] tokens = random.ints(512, 0, VOCABULARY).toArray();
		this.sequence = TokenSequence.of(tokens);
	}

	TokenSequence sequence() {
		return this.sequence;
	}

	/**
	 * Return a copy of the scores, in an array that is used again each time.
	 */
	Logits copy() {
		System.arraycopy(this.model, 0, this.scores, 0, VOCABULARY);
		return Logits.of(this.scores);
	}

	Logits unchanged() {
		return Logits.of(this.model);
	}

}
