package dev.decoding.engine.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.decoding.engine.UnsupportedArchitectureException;
import dev.decoding.engine.checkpoint.ModelConfig;

import org.jspecify.annotations.Nullable;

/**
 * The families of models that have a graph here.
 */
public final class Architectures {

	private static final Map<String, Function<ModelConfig, DecoderSpec>> FAMILIES = new TreeMap<>(
			Map.ofEntries(Map.entry("bloom", GptFamily::bloom), Map.entry("cohere", LlamaFamily::cohere),
					Map.entry("cohere2", LlamaFamily::cohere2), Map.entry("deepseek_v3", DeepseekFamily::deepseek3),
					Map.entry("ernie4_5", LlamaFamily::ernie), Map.entry("exaone4", LlamaFamily::exaone4),
					Map.entry("falcon", GptFamily::falcon), Map.entry("glm4", LlamaFamily::glm4),
					Map.entry("gpt_oss", MixtureFamily::gptOss), Map.entry("gptj", GptFamily::gptj),
					Map.entry("olmo3", LlamaFamily::olmo3), Map.entry("opt", GptFamily::opt),
					Map.entry("gemma", GemmaFamily::gemma), Map.entry("gemma2", GemmaFamily::gemma2),
					Map.entry("gemma3_text", GemmaFamily::gemma3), Map.entry("gpt2", GptFamily::gpt2),
					Map.entry("gpt_neox", GptFamily::gptNeox), Map.entry("phi", GptFamily::phi),
					Map.entry("mixtral", MixtureFamily::mixtral), Map.entry("olmoe", MixtureFamily::olmoe),
					Map.entry("qwen2_moe", MixtureFamily::qwen2), Map.entry("qwen3_moe", MixtureFamily::qwen3),
					Map.entry("llama", LlamaFamily::llama), Map.entry("qwen2", LlamaFamily::qwen2),
					Map.entry("qwen3", LlamaFamily::qwen3), Map.entry("mistral", LlamaFamily::mistral),
					Map.entry("granite", LlamaFamily::granite), Map.entry("smollm3", LlamaFamily::smollm3),
					Map.entry("olmo2", LlamaFamily::olmo2), Map.entry("phi3", LlamaFamily::phi3),
					Map.entry("stablelm", LlamaFamily::stablelm), Map.entry("starcoder2", LlamaFamily::starcoder2)));

	private Architectures() {
	}

	/**
	 * Return the families that can be loaded.
	 * @return the values of {@code model_type}
	 */
	public static List<String> supported() {
		return List.copyOf(FAMILIES.keySet());
	}

	static DecoderSpec spec(ModelConfig config) {
		ModelConfig text = config.text();
		Function<ModelConfig, DecoderSpec> family = FAMILIES.get(text.modelType());
		if (family == null) {
			throw unsupported(text, null);
		}
		if (config.has("quantization_config")) {
			throw unsupported(text, "quantised weights ('quantization_config')");
		}
		return family.apply(text);
	}

	static UnsupportedArchitectureException unsupported(ModelConfig config, @Nullable String feature) {
		String what = (feature != null)
				? "'%s' with %s is not supported (in '%s'). Use a checkpoint without it".formatted(config.modelType(),
						feature, config.file())
				: "Architecture '%s' is not supported (in '%s')".formatted(config.modelType(), config.file());
		return new UnsupportedArchitectureException(config.modelType(), supported(),
				"%s. Supported architectures: %s".formatted(what, String.join(", ", supported())));
	}

}
