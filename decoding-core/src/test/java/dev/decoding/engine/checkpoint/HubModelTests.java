package dev.decoding.engine.checkpoint;

import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HubModel}.
 */
class HubModelTests {

	@ParameterizedTest
	@CsvSource({ "hf:Qwen/Qwen2.5-0.5B-Instruct, Qwen/Qwen2.5-0.5B-Instruct, main", "hf:gpt2, gpt2, main",
			"hf://org/name_1@v1.0, org/name_1, v1.0", "hf:org/name@refs/pr/3, org/name, refs/pr/3" })
	void parseShouldReadRepositoryAndRevision(String location, String id, String revision) {
		assertThat(HubModel.parse(location)).isEqualTo(new HubModel(location, id, revision));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "hf:", "hf:/", "hf:a/b/c", "hf:../x", "hf:a/..", "hf:a--b/c", "hf:-a/b", "hf:a/b-", "hf:a/.b",
					"hf:a b/c", "hf:a/b@", "hf:a/b@../../x", "hf:a/b@/x", "hf:a/b@x//y", "hf:a/b@x y", "hf:a/b?x=1" })
	void parseShouldRefuseWhatIsNoModel(String location) {
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> HubModel.parse(location))
			.withMessageContaining("'" + location + "'")
			.withMessageContaining("'hf:org/name@revision'");
	}

	@Test
	void commitsAreFortyHexadecimalDigits() {
		assertThat(HubModel.parse("hf:a/b@" + "0a".repeat(20)).isCommit()).isTrue();
		assertThat(HubModel.parse("hf:a/b@0a0a0a").isCommit()).isFalse();
	}

}
