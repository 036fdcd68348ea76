package dev.decoding.spring.autoconfigure;

import java.util.Map;

import dev.decoding.spring.DecodingChatOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the model inside this process.
 *
 * @param model The model and how it runs.
 * @param models Models beside 'decoding.model' by a name of your own, each with the
 * properties of 'decoding.model'.
 * @param mixture How 'decoding.model' and others answer together.
 * @param chat How messages become the text that the model reads.
 * @param generation How far a text is continued.
 * @param logits How the model's scores are changed before a token is chosen.
 * @param search How a text is searched for.
 * @param scaling How more computation makes a better answer.
 */
@ConfigurationProperties(prefix = "decoding", ignoreUnknownFields = false)
public record DecodingProperties(@NestedConfigurationProperty @DefaultValue ModelProperties model,
		@Nullable Map<String, ModelProperties> models,
		@NestedConfigurationProperty @DefaultValue MixtureProperties mixture,
		@NestedConfigurationProperty @DefaultValue ChatProperties chat,
		@NestedConfigurationProperty @DefaultValue GenerationProperties generation,
		@NestedConfigurationProperty @DefaultValue LogitsProperties logits,
		@NestedConfigurationProperty @DefaultValue SearchProperties search,
		@NestedConfigurationProperty @DefaultValue ScalingProperties scaling) {

	public DecodingProperties {
		logits.toSettings();
		search.toSettings();
		if (models != null) {
			models.forEach((name, companion) -> requireNoTemplate(name, companion.chatTemplate()));
		}
	}

	private static void requireNoTemplate(String name, @Nullable String chatTemplate) {
		if (chatTemplate != null) {
			throw new InvalidPropertyException("decoding.models." + name + ".chat-template", chatTemplate,
					"left out, for only 'decoding.model' reads messages");
		}
	}

	/**
	 * Return the models beside the model.
	 * @return their properties by name, perhaps none
	 */
	Map<String, ModelProperties> companions() {
		return (this.models != null) ? this.models : Map.of();
	}

	/**
	 * Return what is configured for every request.
	 * @return the options of a request that sets none
	 */
	DecodingChatOptions toOptions() {
		return DecodingChatOptions.builder()
			.templateVariables(this.chat.toVariables())
			.adapt(this.chat.adapt())
			.promptInMetadata(this.chat.promptInMetadata())
			.maxTokens(this.generation.maxTokens())
			.minTokens(this.generation.minTokens())
			.maxTime(this.generation.maxTime())
			.stopSequences(this.generation.stop())
			.includeStopString(this.generation.includeStopString())
			.repetitionDetection(this.generation.repetitionDetection().toCriterion())
			.answerPrefix(this.generation.answerPrefix())
			.logprobs(this.generation.logprobs())
			.topLogprobs(this.generation.topLogprobs())
			.seed(this.generation.seed())
			.truncation(this.generation.truncation())
			.logits(this.logits.toSettings())
			.search(this.search.toSettings())
			.mixture(this.mixture.toSettings())
			.scaling(this.scaling.toSettings())
			.strategy(this.search.strategy())
			.sampler(this.search.sampler())
			.build();
	}

}
