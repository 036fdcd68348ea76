package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The context of a request to a model.
 *
 * @param lm the model
 * @param endOfTextTokens the tokens that end the text
 * @param maxNewTokens the most tokens to generate, if that is limited
 * @param isSampling whether tokens are drawn
 */
record ModelRequestContext(CausalLm lm, List<Integer> endOfTextTokens, @Nullable Integer maxNewTokens,
		boolean isSampling) implements RequestContext {

	@Override
	public Tokenizer tokenizer() {
		return this.lm.tokenizer();
	}

	@Override
	public int maxLength() {
		return this.lm.info().contextLength();
	}

}
