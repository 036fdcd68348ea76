package dev.decoding.samples.cli;

import java.util.Arrays;
import java.util.List;

import dev.decoding.model.TokenSequence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options of one generation that a chat does not have. What is not given is {@code null}.
 */
class ContinuationOptions {

	@Option(names = "--eos-token-id", paramLabel = "1,2,3", converter = OptionConverters.ForEndTokens.class,
			description = "Token ids that end the text, or 'none'; the model's own when not given.")
	private @Nullable TokenSequence eosTokenId;

	@Option(names = "--stop-strings", paramLabel = "TEXT", converter = OptionConverters.ForStop.class,
			description = "Text that ends the generation by Hugging Face's rule, which cuts nothing; may be given several "
					+ "times.")
	private @Nullable List<String> stopStrings;

	@Option(names = "--forced-prefix", paramLabel = "1,2,3", converter = OptionConverters.ForIds.class,
			description = "Token ids that the text begins with.")
	private @Nullable TokenSequence forcedPrefix;

	@Option(names = "--attention-mask", paramLabel = "0,1,1", converter = OptionConverters.ForIds.class,
			description = "For each token of the prompt 1 if the model sees it, 0 if not.")
	private @Nullable TokenSequence attentionMask;

	@Option(names = "--guidance-scale", paramLabel = "X",
			description = "How far to move towards the prompt by classifier-free guidance; 1 for not at all.")
	private @Nullable Double guidanceScale;

	@Option(names = "--negative-prompt-ids", paramLabel = "1,2,3", converter = OptionConverters.ForIds.class,
			description = "Token ids that guidance moves away from; the last one of the prompt when not given.")
	private @Nullable TokenSequence negativePromptIds;

	@Option(names = "--top-logprobs", paramLabel = "N",
			description = "Print as JSON how likely each token was, and so many others.")
	private @Nullable Integer topLogprobs;

	@Nullable List<Integer> eosTokenId() {
		return list(this.eosTokenId);
	}

	List<String> stopStrings() {
		return (this.stopStrings != null) ? this.stopStrings : List.of();
	}

	int[] forcedPrefix() {
		return (this.forcedPrefix != null) ? this.forcedPrefix.toArray() : new int[0];
	}

	boolean @Nullable [] attentionMask() {
		if (this.attentionMask == null) {
			return null;
		}
		boolean[] mask = new boolean[this.attentionMask.length()];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = this.attentionMask.get(i) != 0;
		}
		return mask;
	}

	@Nullable Double guidanceScale() {
		return this.guidanceScale;
	}

	@Nullable List<Integer> negativePromptIds() {
		return list(this.negativePromptIds);
	}

	@Nullable Integer topLogprobs() {
		return this.topLogprobs;
	}

	private static @Nullable List<Integer> list(@Nullable TokenSequence tokens) {
		return (tokens != null) ? Arrays.stream(tokens.toArray()).boxed().toList() : null;
	}

	/**
	 * Take from other options what is not given here.
	 * @param defaults the other options
	 */
	void setDefaults(ContinuationOptions defaults) {
		this.eosTokenId = (this.eosTokenId != null) ? this.eosTokenId : defaults.eosTokenId;
		this.stopStrings = (this.stopStrings != null) ? this.stopStrings : defaults.stopStrings;
		this.forcedPrefix = (this.forcedPrefix != null) ? this.forcedPrefix : defaults.forcedPrefix;
		this.attentionMask = (this.attentionMask != null) ? this.attentionMask : defaults.attentionMask;
		this.guidanceScale = (this.guidanceScale != null) ? this.guidanceScale : defaults.guidanceScale;
		this.negativePromptIds = (this.negativePromptIds != null) ? this.negativePromptIds : defaults.negativePromptIds;
		this.topLogprobs = (this.topLogprobs != null) ? this.topLogprobs : defaults.topLogprobs;
	}

}
