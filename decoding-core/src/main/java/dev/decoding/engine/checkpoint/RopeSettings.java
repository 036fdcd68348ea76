package dev.decoding.engine.checkpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the settings of rotary position embeddings. Transformers 5 has all of them in
 * {@code rope_parameters}, for each kind of layer where kinds differ; transformers 4 has
 * {@code rope_scaling}, and the rest beside it.
 */
final class RopeSettings {

	private static final List<String> LAYER_TYPES = List.of("full_attention", "sliding_attention");

	private RopeSettings() {
	}

	static ModelConfig of(ModelConfig config, @Nullable String layerType) {
		return config.object("rope_parameters")
			.map((parameters) -> current(config, parameters, layerType))
			.orElseGet(() -> former(config, layerType));
	}

	private static ModelConfig current(ModelConfig config, ModelConfig parameters, @Nullable String layerType) {
		ModelConfig found = parameters.object((layerType != null) ? layerType : LAYER_TYPES.get(0)).orElse(parameters);
		return complete(config, found.copy(), found.prefix());
	}

	private static ModelConfig former(ModelConfig config, @Nullable String layerType) {
		boolean unscaled = config.has("rope_local_base_freq") || config.stringOr("model_type", "").equals("olmo3");
		if ("sliding_attention".equals(layerType) && unscaled) {
			ObjectNode local = config.copy().objectNode();
			if (config.has("rope_local_base_freq")) {
				local.put("rope_theta", config.requiredDouble("rope_local_base_freq"));
			}
			return complete(config, local, config.prefix());
		}
		ModelConfig scaling = config.object("rope_scaling").orElse(null);
		return complete(config, (scaling != null) ? scaling.copy() : config.copy().objectNode(),
				(scaling != null) ? scaling.prefix() : config.prefix());
	}

	private static ModelConfig complete(ModelConfig config, ObjectNode settings, String prefix) {
		inherit(settings, "rope_theta", config, "rope_theta", "rotary_emb_base");
		inherit(settings, "partial_rotary_factor", config, "partial_rotary_factor", "rotary_pct");
		inherit(settings, "original_max_position_embeddings", config, "original_max_position_embeddings");
		JsonNode type = settings.path(settings.hasNonNull("rope_type") ? "rope_type" : "type");
		if (type.isMissingNode() || type.isNull()) {
			settings.put("rope_type", "default");
		}
		else if (type.isString() && type.stringValue().equals("su")) {
			settings.put("rope_type", "longrope");
		}
		else {
			settings.set("rope_type", type);
		}
		return new ModelConfig(config.file(), prefix, settings);
	}

	private static void inherit(ObjectNode settings, String name, ModelConfig config, String... keys) {
		for (String key : keys) {
			JsonNode value = config.value(key);
			if (value != null && !settings.hasNonNull(name)) {
				settings.set(name, value);
			}
		}
	}

}
