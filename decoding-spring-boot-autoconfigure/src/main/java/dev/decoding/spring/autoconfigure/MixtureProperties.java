package dev.decoding.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.decoding.mixture.ClassifierFreeGuidance;
import dev.decoding.mixture.ConfidenceSelection;
import dev.decoding.mixture.ContextAwareDecoding;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.DExperts;
import dev.decoding.mixture.DoLa;
import dev.decoding.mixture.PromptView;
import dev.decoding.mixture.ProxyTuning;
import dev.decoding.mixture.WeightedEnsemble;
import dev.decoding.model.CausalLm;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * How the model and others answer together.
 *
 * @param type Kind of the mixture; 'decoding.model' alone when not set.
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

	private static final String PREFIX = "decoding.mixture.";

	/**
	 * A kind of mixture, which has a block of the same name.
	 */
	public enum Type {

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
		DOLA;

		String block() {
			return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * Make the mixture.
	 * @param model the model of 'decoding.model'
	 * @param companions the other models
	 * @return the mixture, or the model itself
	 */
	CausalLm mix(CausalLm model, Companions companions) {
		if (this.type == null) {
			return model;
		}
		try {
			return switch (this.type) {
				case CONTRASTIVE_DECODING -> this.contrastiveDecoding.mix(model, companions);
				case ENSEMBLE -> this.ensemble.mix(model, companions);
				case CONFIDENCE_SELECTION -> this.confidenceSelection.mix(model, companions);
				case CLASSIFIER_FREE_GUIDANCE -> this.classifierFreeGuidance.mix(model);
				case CONTEXT_AWARE_DECODING -> this.contextAwareDecoding.mix(model);
				case DEXPERTS -> this.dexperts.mix(model, companions);
				case PROXY_TUNING -> this.proxyTuning.mix(model, companions);
				case DOLA -> this.dola.mix(model);
			};
		}
		catch (InvalidPropertyException ex) {
			throw ex;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.ofParameter(this.type.block(), ex);
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

		CausalLm mix(CausalLm model, Companions companions) {
			InvalidPropertyException.requireAtLeast(PREFIX + "contrastive-decoding.amateur-prompt-tokens",
					this.amateurPromptTokens, 1);
			PromptView view = (this.amateurPromptTokens != null) ? PromptView.last(this.amateurPromptTokens)
					: PromptView.FULL;
			return new ContrastiveDecoding(model, companions.get(PREFIX + "contrastive-decoding.amateur", this.amateur),
					this.form, this.alpha, this.beta, this.amateurTemperature, view);
		}

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

		CausalLm mix(CausalLm model, Companions companions) {
			List<CausalLm> models = new ArrayList<>(List.of(model));
			List<Double> weights = new ArrayList<>(List.of(this.weight));
			new TreeMap<>((this.weights != null) ? this.weights : Map.of()).forEach((name, weight) -> {
				models.add(companions.get(PREFIX + "ensemble.weights", name));
				weights.add(weight);
			});
			return new WeightedEnsemble(models, weights, this.mean);
		}

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

		CausalLm mix(CausalLm model, Companions companions) {
			List<CausalLm> all = new ArrayList<>(List.of(model));
			for (String name : (this.models != null) ? this.models : List.<String>of()) {
				all.add(companions.get(PREFIX + "confidence-selection.models", name));
			}
			return new ConfidenceSelection(all, this.confidence, this.margin, this.hysteresis);
		}

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

		CausalLm mix(CausalLm model) {
			return new ClassifierFreeGuidance(model, this.guidanceScale, StringUtils.hasLength(this.negativePrompt)
					? Arrays.stream(model.tokenizer().encode(this.negativePrompt, true)).boxed().toList() : null);
		}

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

		CausalLm mix(CausalLm model) {
			requireMark("context-start", this.contextStart);
			requireMark("context-end", this.contextEnd);
			return new ContextAwareDecoding(model, this.alpha,
					PromptView.without(model.tokenizer().vocabulary(), this.contextStart, this.contextEnd));
		}

		private static void requireMark(String name, String mark) {
			if (mark.isEmpty()) {
				throw new InvalidPropertyException(PREFIX + "context-aware-decoding." + name, mark,
						"the text of a mark");
			}
		}

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

		CausalLm mix(CausalLm model, Companions companions) {
			return new DExperts(model, companions.get(PREFIX + "dexperts.expert", this.expert),
					companions.get(PREFIX + "dexperts.anti-expert", this.antiExpert), this.alpha, this.topP);
		}

	}

	/**
	 * Proxy tuning.
	 *
	 * @param tuned Name of the small tuned model in 'decoding.models'.
	 * @param untuned Name of the small untuned model in 'decoding.models'.
	 * @param alpha How much of the tuning to add.
	 */
	public record Proxy(@Nullable String tuned, @Nullable String untuned, @DefaultValue("1") double alpha) {

		CausalLm mix(CausalLm model, Companions companions) {
			return new ProxyTuning(model, companions.get(PREFIX + "proxy-tuning.tuned", this.tuned),
					companions.get(PREFIX + "proxy-tuning.untuned", this.untuned), this.alpha);
		}

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

		private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}(\\s*,\\s*\\d{1,4})*");

		CausalLm mix(CausalLm model) {
			return new DoLa(model, numbers(model), this.relativeTop);
		}

		private List<Integer> numbers(CausalLm model) {
			return switch (this.layers) {
				case "low" -> DoLa.lowLayers(model.info());
				case "high" -> DoLa.highLayers(model.info());
				default -> explicit();
			};
		}

		private List<Integer> explicit() {
			if (!NUMBERS.matcher(this.layers).matches()) {
				throw new InvalidPropertyException(PREFIX + "dola.layers", this.layers,
						"'low', 'high' or numbers with commas, such as '2,4,6'");
			}
			return Arrays.stream(this.layers.split(",")).map(String::strip).map(Integer::valueOf).toList();
		}

	}

}
