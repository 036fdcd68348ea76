package dev.decoding.logits.settings;

import java.util.List;
import java.util.Set;

import dev.decoding.logits.vllm.AllowedTokenIds;
import dev.decoding.logits.vllm.MinTokens;
import dev.decoding.logits.vllm.VllmBadWords;
import dev.decoding.logits.vllm.VllmLogitBias;
import dev.decoding.logits.vllm.VllmPenalties;
import dev.decoding.logits.vllm.VllmTemperature;

import static dev.decoding.logits.settings.Settings.ALLOWED_TOKEN_IDS;
import static dev.decoding.logits.settings.Settings.BAD_WORDS;
import static dev.decoding.logits.settings.Settings.FREQUENCY_PENALTY;
import static dev.decoding.logits.settings.Settings.LOGIT_BIAS;
import static dev.decoding.logits.settings.Settings.MIN_NEW_TOKENS;
import static dev.decoding.logits.settings.Settings.PRESENCE_PENALTY;
import static dev.decoding.logits.settings.Settings.REPETITION_PENALTY;
import static dev.decoding.logits.settings.Settings.TEMPERATURE;

/**
 * The processors with vLLM's semantics.
 */
final class VllmProcessors {

	static final List<ProcessorDefinition> ALL = List.of(
			ProcessorDefinition
				.of("vllm-penalties",
						(settings, context) -> new VllmPenalties(settings.get(REPETITION_PENALTY, 1.0),
								settings.get(FREQUENCY_PENALTY, 0.0), settings.get(PRESENCE_PENALTY, 0.0)),
						REPETITION_PENALTY, FREQUENCY_PENALTY, PRESENCE_PENALTY)
				.givingWayToMirostat(),
			ProcessorDefinition
				.of("vllm-temperature", (settings, context) -> new VllmTemperature(settings.require(TEMPERATURE)),
						TEMPERATURE)
				.samplingOnly(),
			ProcessorDefinition.of("allowed-token-ids",
					(settings, context) -> new AllowedTokenIds(Set.copyOf(settings.require(ALLOWED_TOKEN_IDS))),
					ALLOWED_TOKEN_IDS),
			ProcessorDefinition.of("vllm-logit-bias",
					(settings, context) -> new VllmLogitBias(settings.require(LOGIT_BIAS)), LOGIT_BIAS),
			ProcessorDefinition.of("vllm-bad-words",
					(settings, context) -> VllmBadWords.of(context.tokenizer(), settings.require(BAD_WORDS)), BAD_WORDS)
				.needingTokenizer(),
			ProcessorDefinition.of("min-tokens", (settings, context) -> new MinTokens(settings.require(MIN_NEW_TOKENS),
					Set.copyOf(context.endOfTextTokens())), MIN_NEW_TOKENS));

	private VllmProcessors() {
	}

}
