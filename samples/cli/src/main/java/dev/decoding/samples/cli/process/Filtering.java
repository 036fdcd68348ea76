package dev.decoding.samples.cli.process;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Gives the tokens that a processor removes another score than negative infinity, as
 * Hugging Face's {@code filter_value} does.
 *
 * @param processor the processor
 * @param filterValue the score of removed tokens
 */
record Filtering(LogitsProcessor processor, float filterValue) implements LogitsProcessor {

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float[] before = logits.scores().clone();
		// A token that was removed before is removed again if the lowest score is.
		float[] lowest = before.clone();
		for (int token = 0; token < lowest.length; token++) {
			lowest[token] = Math.max(-Float.MAX_VALUE, lowest[token]);
		}
		Logits probe = Logits.of(lowest);
		this.processor.process(sequence, probe);
		float[] removed = probe.scores();
		this.processor.process(sequence, logits);
		float[] scores = logits.scores();
		for (int token = 0; token < scores.length; token++) {
			if (scores[token] == Float.NEGATIVE_INFINITY
					&& (before[token] != Float.NEGATIVE_INFINITY || removed[token] == Float.NEGATIVE_INFINITY)) {
				scores[token] = this.filterValue;
			}
		}
	}

	@Override
	public String name() {
		return this.processor.name();
	}

}
