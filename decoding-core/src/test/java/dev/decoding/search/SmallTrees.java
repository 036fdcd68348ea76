package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.decoding.TableLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * Models with so few sequences that each of them can be looked at.
 */
final class SmallTrees {

	static final List<String> TOKENS = List.of("</s>", "<s>", "a", "b", "c");

	private static final int END = 0;

	private SmallTrees() {
	}

	/**
	 * Return a model of random scores. The first token begins a text, and is never
	 * likely.
	 */
	static TableLm random(long seed) {
		return new TableLm(TOKENS, 20, (sequence) -> {
			Random random = new Random(31 * seed + sequence.hashCode());
			float[] scores = new float[TOKENS.size()];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (i == 1) ? Float.NEGATIVE_INFINITY : (float) (1.5 * random.nextGaussian());
			}
			return scores;
		});
	}

	/**
	 * Return all sequences after the begin-of-text token, with their log-probabilities.
	 */
	static List<Leaf> leaves(TableLm lm, int maxNewTokens) {
		List<Leaf> leaves = new ArrayList<>();
		collect(lm, TokenSequence.of(1), 0, maxNewTokens, leaves);
		return leaves;
	}

	private static void collect(TableLm lm, TokenSequence sequence, double logProbability, int left,
			List<Leaf> leaves) {
		if (left == 0 || (sequence.generatedLength() > 0 && sequence.last() == END)) {
			leaves.add(new Leaf(sequence, logProbability));
			return;
		}
		Logits logits = lm.evaluate(Query.next(sequence)).nextLogits();
		for (int token = 0; token < logits.vocabularySize(); token++) {
			if (logits.get(token) > Float.NEGATIVE_INFINITY) {
				collect(lm, sequence.append(token), logProbability + logits.logProbability(token), left - 1, leaves);
			}
		}
	}

	/**
	 * Return the index of a sequence among all.
	 */
	static int indexOf(GeneratedSequence sequence, List<Leaf> leaves) {
		for (int i = 0; i < leaves.size(); i++) {
			if (leaves.get(i).tokens().equals(sequence.tokens())) {
				return i;
			}
		}
		throw new AssertionError("Not a sequence of the model: " + sequence);
	}

	static double[] probabilities(List<Leaf> leaves) {
		return leaves.stream().mapToDouble((leaf) -> Math.exp(leaf.logProbability())).toArray();
	}

	/**
	 * A sequence and how likely it is.
	 */
	record Leaf(TokenSequence tokens, double logProbability) {
	}

}
