package dev.decoding.engine.checkpoint;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HubListing}.
 */
class HubListingTests {

	@Test
	void smallFilesAreConfigurationTokenizerAndTemplate() {
		assertThat(new HubListing("", List.of("README.md", "config.json", "config.yaml", "generation_config.json",
				"tokenizer.json", "tokenizer.model", "tokenizer_config.json", "chat_template.jinja", "vocab.json",
				"special_tokens_map.json", "model.onnx", "flax_model.msgpack", ".gitattributes", "tokenizer..json/x"))
			.smallFiles()).containsExactly("config.json", "generation_config.json", "tokenizer.json",
					"tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json");
	}

	@Test
	void weightsAreThoseOfOneFileBeforeShards() {
		assertThat(listing("model.safetensors.index.json", "model.safetensors").weights())
			.contains("model.safetensors");
		assertThat(listing("model.safetensors.index.json", "a.safetensors").weights())
			.contains("model.safetensors.index.json");
		assertThat(listing("pytorch_model.bin", "adapter_model.safetensors").weights()).isEmpty();
	}

	@Test
	void ofShouldReadTopLevelNamesOnly() {
		HubListing listing = HubListing.of(JsonFile.parseObject("x", """
				{"sha":"abc","siblings":[{"rfilename":"config.json"},{"rfilename":"../config.json"},
				{"rfilename":"a/config.json"},{"rfilename":"a\\\\b"},{"rfilename":3},{},1,{"rfilename":""}]}"""));
		assertThat(listing.commit()).isEqualTo("abc");
		assertThat(listing.files()).doesNotContain("../config.json", "a/config.json", "a\\b", "")
			.contains("config.json");
		assertThat(HubListing.of(JsonFile.parseObject("x", "{}")).files()).isEmpty();
	}

	private static HubListing listing(String... files) {
		return new HubListing("", List.of(files));
	}

}
