package dev.decoding.engine.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.UnsupportedArchitectureException;
import dev.decoding.engine.checkpoint.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchitecturesTests {

	private static final String USUAL = """
			"num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 256,
			"intermediate_size": 96, "num_experts": 4, "num_local_experts": 4, "num_experts_per_tok": 2,
			"qk_rope_head_dim": 8, "qk_nope_head_dim": 8, "v_head_dim": 16, "kv_lora_rank": 16,
			"max_position_embeddings": 128, "n_layer": 2, "n_embd": 64""";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			llama       | quantization_config              | {"quant_method": "fp8"}
			llama       | hidden_act                       | "tanh"
			gemma       | hidden_activation                | "tanh"
			gpt2        | activation_function              | "tanh"
			falcon      | activation                       | "tanh"
			cohere2     | layer_types                      | ["chunked_attention", "full_attention"]
			falcon      | alibi                            | true
			falcon      | parallel_attn                    | false
			opt         | do_layer_norm_before             | false
			opt         | _remove_final_layer_norm         | true
			opt         | word_embed_proj_dim              | 32
			gpt2        | scale_attn_by_inverse_layer_idx  | true
			olmoe       | clip_qkv                         | 8.0
			gpt_oss     | swiglu_limit                     | 5.0
			deepseek_v3 | scoring_func                     | "softmax"
			deepseek_v3 | topk_method                      | "greedy"
			deepseek_v3 | moe_layer_freq                   | 2
			deepseek_v3 | attention_bias                   | true
			""")
	void refusesWhatItDoesNotComputeByTheNameOfTheSetting(String model, String key, String value) {
		ModelConfig config = config(
				"{\"model_type\": \"%s\", %s, \"n_head\": 4, \"%s\": %s}".formatted(model, USUAL, key, value));
		assertThatExceptionOfType(UnsupportedArchitectureException.class).isThrownBy(() -> Architectures.spec(config))
			.withMessageContaining("'" + model + "'")
			.withMessageContaining("'" + key + "'")
			.withMessageContaining(config.file().toString())
			.withMessageContaining("Use a checkpoint without it");
	}

	@Test
	void refusesAnotherArchitectureByItsName() {
		ModelConfig config = config("{\"model_type\": \"mamba\"}");
		assertThatExceptionOfType(UnsupportedArchitectureException.class).isThrownBy(() -> Architectures.spec(config))
			.withMessageContaining("Architecture 'mamba' is not supported")
			.withMessageContaining("deepseek_v3, ernie4_5");
	}

	@ParameterizedTest
	@CsvSource({ "phi, 8", "glm4, 8", "stablelm, 4", "gpt_neox, 4" })
	void rotatesTheFamilysPartOfAHeadWhereTheConfigurationDoesNotSay(String model, int rotated) {
		DecoderSpec spec = Architectures.spec(config("{\"model_type\": \"%s\", %s}".formatted(model, USUAL)));
		assertThat(spec.constants()).containsEntry("rotary", rotated);
	}

	@ParameterizedTest
	@CsvSource({ "phi, partial_rotary_factor", "glm4, partial_rotary_factor", "stablelm, partial_rotary_factor",
			"gpt_neox, rotary_pct" })
	void rotatesThePartOfAHeadThatTheConfigurationSays(String model, String key) {
		DecoderSpec spec = Architectures
			.spec(config("{\"model_type\": \"%s\", %s, \"%s\": 0.75}".formatted(model, USUAL, key)));
		assertThat(spec.constants()).containsEntry("rotary", 12);
	}

	@Test
	void readsTheFormerNamesOfBloomsDimensions() {
		DecoderSpec spec = Architectures.spec(config("""
				{"model_type": "bloom", "n_layer": 3, "n_embed": 96, "num_attention_heads": 6, "vocab_size": 256}"""));
		assertThat(spec.hiddenSize()).isEqualTo(96);
		assertThat(spec.constants()).containsEntry("heads", 6).containsEntry("head_dim", 16);
	}

	@Test
	void areAllInTheDocumentation() throws IOException {
		String page = Files.readString(Path.of("../docs/model.md"));
		assertThat(Architectures.supported()).allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	private ModelConfig config(String json) {
		try {
			Files.writeString(this.directory.resolve(ModelConfig.FILE_NAME), json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return ModelConfig.read(this.directory);
	}

}
