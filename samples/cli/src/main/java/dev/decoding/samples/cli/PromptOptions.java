package dev.decoding.samples.cli;

import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What to continue: a text or token ids.
 */
class PromptOptions {

	@Option(names = "--prompt", paramLabel = "TEXT",
			description = "Text to continue; an empty one is only what the tokenizer adds by itself.")
	private @Nullable String prompt;

	@Option(names = "--ids", paramLabel = "1,2,3", converter = OptionConverters.ForIds.class,
			description = "Token ids to continue, taken as they are.")
	private @Nullable TokenSequence ids;

	/**
	 * Return the token ids.
	 * @param model the model whose tokenizer encodes a text
	 * @return at least one token id
	 */
	int[] toIds(CausalLm model) {
		if (this.ids != null) {
			return this.ids.toArray();
		}
		Tokenizer tokenizer = model.tokenizer();
		int[] encoded = tokenizer.encode((this.prompt != null) ? this.prompt : "", true);
		if (encoded.length == 0) {
			throw new IllegalArgumentException(
					"The prompt is empty and the tokenizer of '%s' adds no token by itself; give a text or '--ids'."
						.formatted(model.info().name()));
		}
		return encoded;
	}

}
