package dev.decoding.search.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingType;
import dev.decoding.mixture.ContextAwareDecoding;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.DExperts;
import dev.decoding.mixture.DoLa;
import dev.decoding.mixture.ProxyTuning;

/**
 * Everything that can be set for mixtures. Each is the property
 * {@code decoding.mixture.<path>}; which mixture it belongs to says {@link MixtureTable}.
 */
public final class MixtureParameters {

	/** Which mixture answers. */
	public static final Setting<String> TYPE = Setting.of("type", SettingType.TEXT,
			"Kind of the mixture; 'none' or not set for 'decoding.model' alone.");

	/** The model that the expert leaves out what it would say of. */
	public static final Setting<String> CONTRASTIVE_DECODING_AMATEUR = Setting.of("contrastive-decoding.amateur",
			SettingType.TEXT, "Name of the weak model in 'decoding.models'.");

	/** The formula of contrastive decoding. */
	public static final Setting<String> CONTRASTIVE_DECODING_FORM = Setting.of("contrastive-decoding.form",
			SettingType.TEXT,
			"Formula: 'difference' of log-probabilities, or 'weighted', the expert's plus a share of the difference.")
		.standard("weighted");

	/** How likely a token of contrastive decoding must be. */
	public static final Setting<Double> CONTRASTIVE_DECODING_ALPHA = Setting
		.of("contrastive-decoding.alpha", SettingType.NUMBER,
				"How likely a token must be, as a share of the likeliest one's probability; 0 removes none.")
		.standard(ContrastiveDecoding.DEFAULT_ALPHA);

	/** The share of the difference. */
	public static final Setting<Double> CONTRASTIVE_DECODING_BETA = Setting
		.of("contrastive-decoding.beta", SettingType.NUMBER, "Share of the difference in the weighted form.")
		.standard(ContrastiveDecoding.DEFAULT_BETA);

	/** The amateur's temperature. */
	public static final Setting<Double> CONTRASTIVE_DECODING_AMATEUR_TEMPERATURE = Setting
		.of("contrastive-decoding.amateur-temperature", SettingType.NUMBER, "What the amateur's scores are divided by.")
		.standard(1.0);

	/** How much of the prompt the amateur sees. */
	public static final Setting<Integer> CONTRASTIVE_DECODING_AMATEUR_PROMPT_TOKENS = Setting
		.of("contrastive-decoding.amateur-prompt-tokens", SettingType.INTEGER,
				"How many tokens at the end of the prompt the amateur sees; all when not set.")
		.alias("tokens");

	/** The kind of mean of an ensemble. */
	public static final Setting<String> ENSEMBLE_MEAN = Setting
		.of("ensemble.mean", SettingType.TEXT, "Kind of the mean: 'linear' of probabilities, or 'geometric'.")
		.standard("linear");

	/** What the model itself weighs in an ensemble. */
	public static final Setting<Double> ENSEMBLE_WEIGHT = Setting
		.of("ensemble.weight", SettingType.NUMBER, "Weight of 'decoding.model'.")
		.standard(0.7);

	/** What the other models weigh in an ensemble. */
	public static final Setting<Map<String, Double>> ENSEMBLE_WEIGHTS = Setting.of("ensemble.weights",
			SettingType.WEIGHTS, "Weights of models in 'decoding.models' by their names.");

	/** The models of which the surest is asked. */
	public static final Setting<List<String>> CONFIDENCE_SELECTION_MODELS = Setting.of("confidence-selection.models",
			SettingType.TEXTS, "Names of the other models in 'decoding.models'.");

	/** What makes a model sure. */
	public static final Setting<String> CONFIDENCE_SELECTION_CONFIDENCE = Setting
		.of("confidence-selection.confidence", SettingType.TEXT,
				"What makes a model sure: a low 'entropy', in nats, or the 'highest-probability' of a token.")
		.standard("entropy");

	/** How much surer than the first model another must be. */
	public static final Setting<Double> CONFIDENCE_SELECTION_MARGIN = Setting
		.of("confidence-selection.margin", SettingType.NUMBER,
				"By how much another model must be surer than 'decoding.model'.")
		.standard(0.0);

	/** How much surer than the one before another model must be. */
	public static final Setting<Double> CONFIDENCE_SELECTION_HYSTERESIS = Setting
		.of("confidence-selection.hysteresis", SettingType.NUMBER,
				"By how much another model must be surer than the one of the token before.")
		.standard(0.0);

	/** How far to move away from the negative prompt. */
	public static final Setting<Double> CLASSIFIER_FREE_GUIDANCE_GUIDANCE_SCALE = Setting
		.of("classifier-free-guidance.guidance-scale", SettingType.NUMBER,
				"How far to move away from the negative prompt; 1 is 'decoding.model' alone.")
		.standard(1.5);

	/** What to move away from. */
	public static final Setting<String> CLASSIFIER_FREE_GUIDANCE_NEGATIVE_PROMPT = Setting.of(
			"classifier-free-guidance.negative-prompt", SettingType.TEXT,
			"Text to move away from; the last token of the prompt when not set.");

	/** How far to move away from what would be said without the context. */
	public static final Setting<Double> CONTEXT_AWARE_DECODING_ALPHA = Setting
		.of("context-aware-decoding.alpha", SettingType.NUMBER,
				"How far to move away from what would be said without the context.")
		.standard(ContextAwareDecoding.DEFAULT_ALPHA);

	/** What stands before the context. */
	public static final Setting<String> CONTEXT_AWARE_DECODING_CONTEXT_START = Setting
		.of("context-aware-decoding.context-start", SettingType.TEXT, "Text in the prompt before the context.")
		.standard("<context>")
		.alias("start");

	/** What stands behind the context. */
	public static final Setting<String> CONTEXT_AWARE_DECODING_CONTEXT_END = Setting
		.of("context-aware-decoding.context-end", SettingType.TEXT, "Text in the prompt behind the context.")
		.standard("</context>")
		.alias("end");

	/** The model to steer toward. */
	public static final Setting<String> DEXPERTS_EXPERT = Setting.of("dexperts.expert", SettingType.TEXT,
			"Name of the model in 'decoding.models' to steer toward.");

	/** The model to steer away from. */
	public static final Setting<String> DEXPERTS_ANTI_EXPERT = Setting.of("dexperts.anti-expert", SettingType.TEXT,
			"Name of the model in 'decoding.models' to steer away from.");

	/** How far to steer. */
	public static final Setting<Double> DEXPERTS_ALPHA = Setting
		.of("dexperts.alpha", SettingType.NUMBER, "How far to steer.")
		.standard(DExperts.DEFAULT_ALPHA);

	/** Which tokens steering leaves. */
	public static final Setting<Double> DEXPERTS_TOP_P = Setting
		.of("dexperts.top-p", SettingType.NUMBER,
				"Probability of the likeliest tokens of 'decoding.model' that are not removed; 1 removes none.")
		.standard(DExperts.DEFAULT_TOP_P);

	/** The small model that was tuned. */
	public static final Setting<String> PROXY_TUNING_TUNED = Setting.of("proxy-tuning.tuned", SettingType.TEXT,
			"Name of the small tuned model in 'decoding.models'.");

	/** The small model before it was tuned. */
	public static final Setting<String> PROXY_TUNING_UNTUNED = Setting.of("proxy-tuning.untuned", SettingType.TEXT,
			"Name of the small untuned model in 'decoding.models'.");

	/** How much of the tuning to add. */
	public static final Setting<Double> PROXY_TUNING_ALPHA = Setting
		.of("proxy-tuning.alpha", SettingType.NUMBER, "How much of the tuning to add.")
		.standard(ProxyTuning.DEFAULT_ALPHA);

	/** The layers that DoLa chooses from. */
	public static final Setting<String> DOLA_LAYERS = Setting
		.of("dola.layers", SettingType.TEXT,
				"Earlier layers to choose from: 'low' or 'high' for every second one of either half, or numbers with "
						+ "commas; 0 is the embeddings.")
		.standard("low");

	/** How likely a token of DoLa must be. */
	public static final Setting<Double> DOLA_RELATIVE_TOP = Setting
		.of("dola.relative-top", SettingType.NUMBER,
				"How likely a token must be, as a share of the likeliest one's probability; 0 removes none.")
		.standard(DoLa.DEFAULT_RELATIVE_TOP);

	private static final List<Setting<?>> ALL = List.of(TYPE, CONTRASTIVE_DECODING_AMATEUR, CONTRASTIVE_DECODING_FORM,
			CONTRASTIVE_DECODING_ALPHA, CONTRASTIVE_DECODING_BETA, CONTRASTIVE_DECODING_AMATEUR_TEMPERATURE,
			CONTRASTIVE_DECODING_AMATEUR_PROMPT_TOKENS, ENSEMBLE_MEAN, ENSEMBLE_WEIGHT, ENSEMBLE_WEIGHTS,
			CONFIDENCE_SELECTION_MODELS, CONFIDENCE_SELECTION_CONFIDENCE, CONFIDENCE_SELECTION_MARGIN,
			CONFIDENCE_SELECTION_HYSTERESIS, CLASSIFIER_FREE_GUIDANCE_GUIDANCE_SCALE,
			CLASSIFIER_FREE_GUIDANCE_NEGATIVE_PROMPT, CONTEXT_AWARE_DECODING_ALPHA,
			CONTEXT_AWARE_DECODING_CONTEXT_START, CONTEXT_AWARE_DECODING_CONTEXT_END, DEXPERTS_EXPERT,
			DEXPERTS_ANTI_EXPERT, DEXPERTS_ALPHA, DEXPERTS_TOP_P, PROXY_TUNING_TUNED, PROXY_TUNING_UNTUNED,
			PROXY_TUNING_ALPHA, DOLA_LAYERS, DOLA_RELATIVE_TOP);

	private MixtureParameters() {
	}

	/**
	 * Return all settings.
	 * @return the settings, in the order of the documentation
	 */
	public static List<Setting<?>> all() {
		return ALL;
	}

	/**
	 * Find a setting by any form of its name.
	 * @param name the name, in camel, kebab or snake case
	 * @return the setting, if there is one of that name
	 */
	public static Optional<Setting<?>> find(String name) {
		return ALL.stream().filter((setting) -> setting.isNamed(name)).findFirst();
	}

}
