package dev.decoding.scaling.verifier;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Vocabulary;

/**
 * Two tokens, one of which a model chooses to say what it thinks.
 *
 * @param good the token for what is right
 * @param bad the token for what is not
 */
record Labels(int good, int bad) {

	/**
	 * Find the tokens of labels.
	 * @param good the text of the one label, or how the tokenizer's file spells it
	 * @param bad the same of the other
	 * @param goodName what the one is called in messages
	 * @param badName what the other is called in messages
	 * @param lm the model that chooses
	 * @throws IllegalArgumentException if a label is not one token
	 */
	static Labels of(String good, String bad, String goodName, String badName, CausalLm lm) {
		Labels labels = new Labels(token(good, goodName, lm), token(bad, badName, lm));
		if (labels.good() == labels.bad()) {
			throw new IllegalArgumentException("'%s' and '%s' are the same token of the model '%s': '%s'"
				.formatted(goodName, badName, lm.info().name(), good));
		}
		return labels;
	}

	private static int token(String label, String name, CausalLm lm) {
		Vocabulary vocabulary = lm.tokenizer().vocabulary();
		if (vocabulary.id(label).isPresent()) {
			return vocabulary.id(label).getAsInt();
		}
		int[] tokens = lm.tokenizer().encode(label, false);
		if (tokens.length != 1) {
			throw new IllegalArgumentException("'%s' is '%s', which is %d tokens of the model '%s'; name one token"
				.formatted(name, label, tokens.length, lm.info().name()));
		}
		return tokens[0];
	}

	/**
	 * Return how likely the good one is, if it must be one of the two.
	 * @param logits the scores of the next token
	 * @return the probability
	 */
	double good(Logits logits) {
		return 1 / (1 + Math.exp((double) logits.get(this.bad) - logits.get(this.good)));
	}

}
