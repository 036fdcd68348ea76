package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.model.Tokenizer;

/**
 * The context of a request of which nothing is known yet: enough to check settings.
 */
class UnknownContext implements RequestContext {

	@Override
	public Tokenizer tokenizer() {
		throw new IllegalStateException("There is no tokenizer yet");
	}

	@Override
	public List<Integer> endOfTextTokens() {
		return List.of(0);
	}

	@Override
	public int maxLength() {
		return Integer.MAX_VALUE;
	}

}
