package dev.decoding.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EngineOptions}.
 */
class EngineOptionsTests {

	@Test
	void tokenShouldStayOutOfLogs() {
		EngineOptions options = EngineOptions.of("hf:org/name")
			.withHub(new EngineOptions.Hub(null, "hf_secret", null, null));
		assertThat(options.toString()).contains("hf:org/name").doesNotContain("hf_secret");
	}

}
