package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HubSettings}.
 */
class HubSettingsTests {

	@TempDir
	Path home;

	@Test
	void defaultsAreThoseOfHuggingFace() {
		HubSettings settings = settings(Map.of());
		assertThat(settings.endpoint()).hasToString("https://huggingface.co");
		assertThat(settings.token()).isNull();
		assertThat(settings.cacheDirectory()).isEqualTo(this.home.resolve(".cache/huggingface/hub"));
		assertThat(settings.offline()).isFalse();
	}

	@Test
	void cacheDirectoryShouldComeFromTheMostSpecificVariable() {
		assertThat(settings(Map.of("XDG_CACHE_HOME", "/x")).cacheDirectory()).isEqualTo(Path.of("/x/huggingface/hub"));
		assertThat(settings(Map.of("XDG_CACHE_HOME", "/x", "HF_HOME", "/h")).cacheDirectory())
			.isEqualTo(Path.of("/h/hub"));
		assertThat(settings(Map.of("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/l")).cacheDirectory())
			.isEqualTo(Path.of("/l"));
		assertThat(settings(Map.of("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/l", "HF_HUB_CACHE", "~/c"))
			.cacheDirectory()).isEqualTo(this.home.resolve("c"));
		assertThat(settings(Map.of("HF_HUB_CACHE", " ")).cacheDirectory())
			.isEqualTo(this.home.resolve(".cache/huggingface/hub"));
	}

	@Test
	void optionsShouldComeBeforeVariables() {
		Map<String, String> variables = Map.of("HF_ENDPOINT", "https://mirror.example/", "HF_TOKEN", "hf_variable",
				"HF_HUB_CACHE", "/variable", "HF_HUB_OFFLINE", "1");
		HubSettings settings = settings(variables);
		assertThat(settings.endpoint()).hasToString("https://mirror.example");
		assertThat(settings.token()).isEqualTo("hf_variable");
		assertThat(settings.offline()).isTrue();
		settings = settings(variables,
				new EngineOptions.Hub("http://localhost:8080/hf/", "hf_option", Path.of("/option"), false));
		assertThat(settings.endpoint()).hasToString("http://localhost:8080/hf");
		assertThat(settings.token()).isEqualTo("hf_option");
		assertThat(settings.cacheDirectory()).isEqualTo(Path.of("/option"));
		assertThat(settings.offline()).isFalse();
		assertThat(settings(variables, new EngineOptions.Hub(null, "", null, null)).token()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "HF_HUB_OFFLINE, 1, true", "HF_HUB_OFFLINE, yes, true", "HF_HUB_OFFLINE, True, true",
			"TRANSFORMERS_OFFLINE, ON, true", "HF_HUB_OFFLINE, 0, false", "HF_HUB_OFFLINE, false, false" })
	void offlineShouldBeReadAsPythonDoes(String name, String value, boolean expected) {
		assertThat(settings(Map.of(name, value)).offline()).isEqualTo(expected);
	}

	@Test
	void tokenShouldComeFromVariableOrFile() throws IOException {
		Path file = Files.createDirectories(this.home.resolve(".cache/huggingface")).resolve("token");
		Files.writeString(file, "hf_file\n");
		assertThat(settings(Map.of()).token()).isEqualTo("hf_file");
		assertThat(settings(Map.of("HUGGING_FACE_HUB_TOKEN", "hf_old")).token()).isEqualTo("hf_old");
		assertThat(settings(Map.of("HUGGING_FACE_HUB_TOKEN", "hf_old", "HF_TOKEN", "hf_new\n")).token())
			.isEqualTo("hf_new");
		assertThat(settings(Map.of("HF_TOKEN", "hf_new", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")).token()).isNull();
		Path other = Files.writeString(this.home.resolve("other"), "hf_other");
		assertThat(settings(Map.of("HF_TOKEN_PATH", other.toString())).token()).isEqualTo("hf_other");
		Files.writeString(file, " \n");
		assertThat(settings(Map.of()).token()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface.co", "ftp://huggingface.co", "https://", "https://a b", "nonsense:" })
	void endpointShouldBeAnAddress(String endpoint) {
		assertThatExceptionOfType(ModelNotFoundException.class)
			.isThrownBy(() -> settings(Map.of("HF_ENDPOINT", endpoint)))
			.withMessageContaining("'" + endpoint + "'")
			.withMessageContaining("'HF_ENDPOINT'");
	}

	private HubSettings settings(Map<String, String> variables) {
		return settings(variables, EngineOptions.Hub.DEFAULT);
	}

	private HubSettings settings(Map<String, String> variables, EngineOptions.Hub options) {
		return HubSettings.of(options, "hf:org/name", variables::get, this.home);
	}

}
