package dev.decoding.spring.autoconfigure;

import java.util.List;

import dev.decoding.engine.UnsupportedArchitectureException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class UnsupportedArchitectureFailureAnalyzerTests {

	@Test
	void namesTheArchitectureAndListsWhatIsSupported() {
		FailureAnalysis analysis = FailingLoad.with(new UnsupportedArchitectureException("mamba",
				List.of("qwen2", "llama"), "'config.json' has 'model_type' \"mamba\"."));
		assertThat(analysis.getDescription())
			.isEqualTo("The architecture 'mamba' is not supported: 'config.json' has 'model_type' \"mamba\".");
		assertThat(analysis.getAction()).endsWith("one of these architectures: llama, qwen2.");
	}

}
