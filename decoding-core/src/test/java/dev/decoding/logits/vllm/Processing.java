package dev.decoding.logits.vllm;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * What a processor makes of scores.
 */
final class Processing {

	static final float GONE = Float.NEGATIVE_INFINITY;

	private Processing() {
	}

	static float[] of(LogitsProcessor processor, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		processor.process(sequence, logits);
		return logits.scores();
	}

}
