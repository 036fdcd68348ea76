package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidCheckpointFailureAnalyzerTests {

	@Test
	void saysWhatIsWrongWithWhichFile() {
		FailureAnalysis analysis = FailingLoad
			.with(new InvalidCheckpointException("'model.safetensors' has 10 bytes, expected 20."));
		assertThat(analysis.getDescription())
			.isEqualTo("The checkpoint is not valid. 'model.safetensors' has 10 bytes, expected 20.");
		assertThat(analysis.getAction()).contains("'decoding.model.location'");
	}

}
