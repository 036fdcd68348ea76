package dev.decoding.spring.autoconfigure;

import dev.decoding.model.ModelException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFailureAnalyzerTests {

	@Test
	void saysWhyTheModelDoesNotLoad() {
		assertAnalysis(FailingLoad.with(new ModelException("The device 'gpu:7' is not there.")));
	}

	@Test
	void saysWhatAnOptionOfTheEngineHasAgainstIt() {
		assertAnalysis(FailingLoad.with(new IllegalArgumentException("The device 'gpu:7' is not there.")));
	}

	private static void assertAnalysis(FailureAnalysis analysis) {
		assertThat(analysis.getDescription())
			.isEqualTo("The model could not be loaded. The device 'gpu:7' is not there.");
		assertThat(analysis.getAction()).startsWith("Change 'decoding.model' accordingly.");
	}

}
