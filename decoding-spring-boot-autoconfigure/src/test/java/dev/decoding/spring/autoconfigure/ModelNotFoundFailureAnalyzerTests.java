package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class ModelNotFoundFailureAnalyzerTests {

	@Test
	void namesLocationReasonAndProperty() {
		FailureAnalysis analysis = FailingLoad
			.with(new ModelNotFoundException("models/none", "'models/none' is not a directory.", null));
		assertThat(analysis.getDescription())
			.isEqualTo("There is no model at 'models/none': 'models/none' is not a directory.");
		assertThat(analysis.getAction()).contains("'decoding.model.location'", "'config.json'");
	}

}
