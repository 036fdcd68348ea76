package dev.decoding.search.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Choice;
import dev.decoding.logits.settings.Setting;
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

/**
 * The mixtures that settings can ask for. To add one, write its class, its
 * {@link MixtureParameters}, and one line here.
 */
public final class MixtureTable {

	/** What is set to let a model answer alone. */
	public static final String NONE = "none";

	private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}(\\s*,\\s*\\d{1,4})*");

	private static final List<MixtureDefinition> ALL = List.of(
			MixtureDefinition.of("contrastive-decoding", MixtureTable::contrastiveDecoding,
					MixtureParameters.CONTRASTIVE_DECODING_AMATEUR, MixtureParameters.CONTRASTIVE_DECODING_FORM,
					MixtureParameters.CONTRASTIVE_DECODING_ALPHA, MixtureParameters.CONTRASTIVE_DECODING_BETA,
					MixtureParameters.CONTRASTIVE_DECODING_AMATEUR_TEMPERATURE,
					MixtureParameters.CONTRASTIVE_DECODING_AMATEUR_PROMPT_TOKENS),
			MixtureDefinition.of("ensemble", MixtureTable::ensemble, MixtureParameters.ENSEMBLE_MEAN,
					MixtureParameters.ENSEMBLE_WEIGHT, MixtureParameters.ENSEMBLE_WEIGHTS),
			MixtureDefinition.of("confidence-selection", MixtureTable::confidenceSelection,
					MixtureParameters.CONFIDENCE_SELECTION_MODELS, MixtureParameters.CONFIDENCE_SELECTION_CONFIDENCE,
					MixtureParameters.CONFIDENCE_SELECTION_MARGIN, MixtureParameters.CONFIDENCE_SELECTION_HYSTERESIS),
			MixtureDefinition.of("classifier-free-guidance", MixtureTable::classifierFreeGuidance,
					MixtureParameters.CLASSIFIER_FREE_GUIDANCE_GUIDANCE_SCALE,
					MixtureParameters.CLASSIFIER_FREE_GUIDANCE_NEGATIVE_PROMPT),
			MixtureDefinition.of("context-aware-decoding", MixtureTable::contextAwareDecoding,
					MixtureParameters.CONTEXT_AWARE_DECODING_ALPHA,
					MixtureParameters.CONTEXT_AWARE_DECODING_CONTEXT_START,
					MixtureParameters.CONTEXT_AWARE_DECODING_CONTEXT_END),
			MixtureDefinition.of("dexperts",
					(model, settings, context) -> new DExperts(model,
							companion(MixtureParameters.DEXPERTS_EXPERT, settings, context),
							companion(MixtureParameters.DEXPERTS_ANTI_EXPERT, settings, context),
							settings.require(MixtureParameters.DEXPERTS_ALPHA),
							settings.require(MixtureParameters.DEXPERTS_TOP_P)),
					MixtureParameters.DEXPERTS_EXPERT, MixtureParameters.DEXPERTS_ANTI_EXPERT,
					MixtureParameters.DEXPERTS_ALPHA, MixtureParameters.DEXPERTS_TOP_P),
			MixtureDefinition.of("proxy-tuning",
					(model, settings, context) -> new ProxyTuning(model,
							companion(MixtureParameters.PROXY_TUNING_TUNED, settings, context),
							companion(MixtureParameters.PROXY_TUNING_UNTUNED, settings, context),
							settings.require(MixtureParameters.PROXY_TUNING_ALPHA)),
					MixtureParameters.PROXY_TUNING_TUNED, MixtureParameters.PROXY_TUNING_UNTUNED,
					MixtureParameters.PROXY_TUNING_ALPHA),
			MixtureDefinition.of("dola",
					(model, settings, context) -> new DoLa(model,
							layers(model, settings.require(MixtureParameters.DOLA_LAYERS)),
							settings.require(MixtureParameters.DOLA_RELATIVE_TOP)),
					MixtureParameters.DOLA_LAYERS, MixtureParameters.DOLA_RELATIVE_TOP));

	private MixtureTable() {
	}

	/**
	 * Return all mixtures.
	 * @return the definitions
	 */
	public static List<MixtureDefinition> all() {
		return ALL;
	}

	/**
	 * Find a mixture.
	 * @param name its name
	 * @return the definition, if there is one of that name
	 */
	public static Optional<MixtureDefinition> find(String name) {
		return ALL.stream().filter((definition) -> definition.name().equals(name)).findFirst();
	}

	/**
	 * Make what settings ask for.
	 * @param model the model that answers
	 * @param settings what is set
	 * @param context the other models
	 * @return the mixture, or the model itself
	 * @throws IllegalArgumentException if there is no such mixture, or a value is out of
	 * its range; the message names it
	 * @throws dev.decoding.mixture.VocabularyMismatchException if the models do not have
	 * the same tokens
	 */
	public static CausalLm mix(CausalLm model, BlockSettings settings, MixtureContext context) {
		String type = settings.get(MixtureParameters.TYPE, NONE);
		if (type.equals(NONE)) {
			return model;
		}
		return find(type)
			.orElseThrow(() -> new IllegalArgumentException("'%s' is '%s' but must be one of 'none', %s".formatted(
					MixtureParameters.TYPE.name(), type, quoted(ALL.stream().map(MixtureDefinition::name).toList()))))
			.create(model, settings, context);
	}

	private static CausalLm contrastiveDecoding(CausalLm model, BlockSettings settings, MixtureContext context) {
		Integer seen = settings.get(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR_PROMPT_TOKENS);
		return new ContrastiveDecoding(model,
				companion(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR, settings, context),
				Choice.of(ContrastiveDecoding.Form.class, settings, MixtureParameters.CONTRASTIVE_DECODING_FORM),
				settings.require(MixtureParameters.CONTRASTIVE_DECODING_ALPHA),
				settings.require(MixtureParameters.CONTRASTIVE_DECODING_BETA),
				settings.require(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR_TEMPERATURE),
				(seen != null) ? PromptView.last(seen) : PromptView.FULL);
	}

	private static CausalLm ensemble(CausalLm model, BlockSettings settings, MixtureContext context) {
		List<CausalLm> models = new ArrayList<>(List.of(model));
		List<Double> weights = new ArrayList<>(List.of(settings.require(MixtureParameters.ENSEMBLE_WEIGHT)));
		new TreeMap<>(settings.get(MixtureParameters.ENSEMBLE_WEIGHTS, Map.of())).forEach((name, weight) -> {
			models.add(companion(MixtureParameters.ENSEMBLE_WEIGHTS, name, context));
			weights.add(weight);
		});
		return new WeightedEnsemble(models, weights,
				Choice.of(WeightedEnsemble.Mean.class, settings, MixtureParameters.ENSEMBLE_MEAN));
	}

	private static CausalLm confidenceSelection(CausalLm model, BlockSettings settings, MixtureContext context) {
		List<CausalLm> models = new ArrayList<>(List.of(model));
		for (String name : settings.get(MixtureParameters.CONFIDENCE_SELECTION_MODELS, List.of())) {
			models.add(companion(MixtureParameters.CONFIDENCE_SELECTION_MODELS, name, context));
		}
		return new ConfidenceSelection(models,
				Choice.of(ConfidenceSelection.Confidence.class, settings,
						MixtureParameters.CONFIDENCE_SELECTION_CONFIDENCE),
				settings.require(MixtureParameters.CONFIDENCE_SELECTION_MARGIN),
				settings.require(MixtureParameters.CONFIDENCE_SELECTION_HYSTERESIS));
	}

	private static CausalLm classifierFreeGuidance(CausalLm model, BlockSettings settings, MixtureContext context) {
		String negative = settings.get(MixtureParameters.CLASSIFIER_FREE_GUIDANCE_NEGATIVE_PROMPT, "");
		return new ClassifierFreeGuidance(model,
				settings.require(MixtureParameters.CLASSIFIER_FREE_GUIDANCE_GUIDANCE_SCALE),
				negative.isEmpty() ? null : Arrays.stream(model.tokenizer().encode(negative, true)).boxed().toList());
	}

	private static CausalLm contextAwareDecoding(CausalLm model, BlockSettings settings, MixtureContext context) {
		return new ContextAwareDecoding(model, settings.require(MixtureParameters.CONTEXT_AWARE_DECODING_ALPHA),
				PromptView.without(model.tokenizer().vocabulary(),
						settings.require(MixtureParameters.CONTEXT_AWARE_DECODING_CONTEXT_START),
						settings.require(MixtureParameters.CONTEXT_AWARE_DECODING_CONTEXT_END)));
	}

	private static List<Integer> layers(CausalLm model, String layers) {
		return switch (layers) {
			case "low" -> DoLa.lowLayers(model.info());
			case "high" -> DoLa.highLayers(model.info());
			default -> numbers(layers);
		};
	}

	private static List<Integer> numbers(String layers) {
		if (!NUMBERS.matcher(layers).matches()) {
			throw new IllegalArgumentException(
					"'layers' is '%s' but must be 'low', 'high' or numbers with commas, such as '2,4,6'"
						.formatted(layers));
		}
		return Arrays.stream(layers.split(",")).map(String::strip).map(Integer::valueOf).toList();
	}

	private static CausalLm companion(Setting<String> setting, BlockSettings settings, MixtureContext context) {
		return companion(setting, settings.get(setting), context);
	}

	private static CausalLm companion(Setting<?> setting, @Nullable String name, MixtureContext context) {
		if (name == null || !context.names().contains(name)) {
			throw new IllegalArgumentException(
					"'%s' is '%s' but must be the name of a model in 'decoding.models', which has %s"
						.formatted(setting.name(), (name != null) ? name : "", quoted(new TreeSet<>(context.names()))));
		}
		return context.model(name);
	}

	private static String quoted(Iterable<String> names) {
		List<String> quoted = new ArrayList<>();
		names.forEach((name) -> quoted.add("'" + name + "'"));
		return quoted.isEmpty() ? "none" : quoted.stream().collect(Collectors.joining(", "));
	}

}
