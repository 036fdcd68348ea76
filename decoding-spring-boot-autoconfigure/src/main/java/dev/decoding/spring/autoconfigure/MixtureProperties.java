package dev.decoding.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.mixture.ConfidenceSelection;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.WeightedEnsemble;
import dev.decoding.model.CausalLm;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.search.settings.MixtureTable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the model and others answer together.
 *
 * @param type Kind of the mixture; 'none' or not set for 'decoding.model' alone.
 * @param contrastiveDecoding Contrastive decoding.
 * @param ensemble Mean of several models.
 * @param confidenceSelection Choice of the surest model.
 * @param classifierFreeGuidance Classifier-free guidance.
 * @param contextAwareDecoding Context-aware decoding.
 * @param dexperts DExperts.
 * @param proxyTuning Proxy tuning.
 * @param dola DoLa.
 */
public record MixtureProperties(@Nullable Type type, @DefaultValue Contrastive contrastiveDecoding,
		@DefaultValue Ensemble ensemble, @DefaultValue Confidence confidenceSelection,
		@DefaultValue Guidance classifierFreeGuidance, @DefaultValue ContextAware contextAwareDecoding,
		@DefaultValue Experts dexperts, @DefaultValue Proxy proxyTuning, @DefaultValue Layers dola) {

	/**
	 * A kind of mixture, which has a block of the same name.
	 */
	public enum Type {

		/** 'decoding.model' alone. */
		NONE,

		/** An expert that leaves out what an amateur would say. */
		CONTRASTIVE_DECODING,

		/** The mean of several models. */
		ENSEMBLE,

		/** For each token the surest model. */
		CONFIDENCE_SELECTION,

		/** Away from a negative prompt. */
		CLASSIFIER_FREE_GUIDANCE,

		/** Away from what would be said without the context. */
		CONTEXT_AWARE_DECODING,

		/** Toward an expert and away from an anti-expert. */
		DEXPERTS,

		/** What tuning changed in a small model, added to a large one. */
		PROXY_TUNING,

		/** Away from what earlier layers would say. */
		DOLA

	}

	/**
	 * Return what is set to something else than what stands for it anyway.
	 * @return the settings
	 */
	BlockSettings toSettings() {
		BlockSettings.Builder settings = BlockSettings.builder();
		SettingsOfRecord.read(this, settings, MixtureParameters::find, Set.of());
		BlockSettings all = settings.build();
		all.all()
			.stream()
			.filter((setting) -> Objects.equals(all.get(setting), setting.standard()))
			.forEach((setting) -> settings.set(setting, null));
		return settings.build();
	}

	/**
	 * Make the mixture.
	 * @param model the model of 'decoding.model'
	 * @param companions the other models
	 * @return the mixture, or the model itself
	 * @throws InvalidPropertyException if a value is out of its range
	 */
	CausalLm mix(CausalLm model, Companions companions) {
		try {
			return MixtureTable.mix(model, toSettings(), companions);
		}
		catch (InvalidPropertyException ex) {
			throw ex;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.of("decoding.mixture", ex);
		}
	}

	/**
	 * Contrastive decoding.
	 *
	 * @param amateur Name of the weak model in 'decoding.models'.
	 * @param form Formula: 'difference' of log-probabilities, or 'weighted', the expert's
	 * plus a share of the difference.
	 * @param alpha How likely a token must be, as a share of the likeliest one's
	 * probability; 0 removes none.
	 * @param beta Share of the difference in the weighted form.
	 * @param amateurTemperature What the amateur's scores are divided by.
	 * @param amateurPromptTokens How many tokens at the end of the prompt the amateur
	 * sees; all when not set.
	 */
	public record Contrastive(@Nullable String amateur, @DefaultValue("weighted") ContrastiveDecoding.Form form,
			@DefaultValue("0.1") double alpha, @DefaultValue("0.5") double beta,
			@DefaultValue("1") double amateurTemperature, @Nullable Integer amateurPromptTokens) {

	}

	/**
	 * Mean of several models.
	 *
	 * @param mean Kind of the mean: 'linear' of probabilities, or 'geometric'.
	 * @param weight Weight of 'decoding.model'.
	 * @param weights Weights of models in 'decoding.models' by their names.
	 */
	public record Ensemble(@DefaultValue("linear") WeightedEnsemble.Mean mean, @DefaultValue("0.7") double weight,
			@Nullable Map<String, Double> weights) {

	}

	/**
	 * Choice of the surest model.
	 *
	 * @param models Names of the other models in 'decoding.models'.
	 * @param confidence What makes a model sure: a low 'entropy', in nats, or the
	 * 'highest-probability' of a token.
	 * @param margin By how much another model must be surer than 'decoding.model'.
	 * @param hysteresis By how much another model must be surer than the one of the token
	 * before.
	 */
	public record Confidence(@Nullable List<String> models,
			@DefaultValue("entropy") ConfidenceSelection.Confidence confidence, @DefaultValue("0") double margin,
			@DefaultValue("0") double hysteresis) {

	}

	/**
	 * Classifier-free guidance.
	 *
	 * @param guidanceScale How far to move away from the negative prompt; 1 is
	 * 'decoding.model' alone.
	 * @param negativePrompt Text to move away from; the last token of the prompt when not
	 * set.
	 */
	public record Guidance(@DefaultValue("1.5") double guidanceScale, @Nullable String negativePrompt) {

	}

	/**
	 * Context-aware decoding.
	 *
	 * @param alpha How far to move away from what would be said without the context.
	 * @param contextStart Text in the prompt before the context.
	 * @param contextEnd Text in the prompt behind the context.
	 */
	public record ContextAware(@DefaultValue("0.5") double alpha, @DefaultValue("<context>") String contextStart,
			@DefaultValue("</context>") String contextEnd) {

	}

	/**
	 * DExperts.
	 *
	 * @param expert Name of the model in 'decoding.models' to steer toward.
	 * @param antiExpert Name of the model in 'decoding.models' to steer away from.
	 * @param alpha How far to steer.
	 * @param topP Probability of the likeliest tokens of 'decoding.model' that are not
	 * removed; 1 removes none.
	 */
	public record Experts(@Nullable String expert, @Nullable String antiExpert, @DefaultValue("2") double alpha,
			@DefaultValue("0.9") double topP) {

	}

	/**
	 * Proxy tuning.
	 *
	 * @param tuned Name of the small tuned model in 'decoding.models'.
	 * @param untuned Name of the small untuned model in 'decoding.models'.
	 * @param alpha How much of the tuning to add.
	 */
	public record Proxy(@Nullable String tuned, @Nullable String untuned, @DefaultValue("1") double alpha) {

	}

	/**
	 * DoLa.
	 *
	 * @param layers Earlier layers to choose from: 'low' or 'high' for every second one
	 * of either half, or numbers with commas; 0 is the embeddings.
	 * @param relativeTop How likely a token must be, as a share of the likeliest one's
	 * probability; 0 removes none.
	 */
	public record Layers(@DefaultValue("low") String layers, @DefaultValue("0.1") double relativeTop) {

	}

}
