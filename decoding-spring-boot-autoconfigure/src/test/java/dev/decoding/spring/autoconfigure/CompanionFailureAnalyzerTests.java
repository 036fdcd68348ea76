package dev.decoding.spring.autoconfigure;

import java.util.List;

import dev.decoding.engine.UnsupportedArchitectureException;
import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class CompanionFailureAnalyzerTests {

	@Test
	void namesTheModelAndTheReason() {
		FailureAnalysis analysis = StartupFailure.of(Application.class, "--decoding.model.location=fine",
				"--decoding.models.draft.location=broken");
		assertThat(analysis.getDescription())
			.isEqualTo("The model 'decoding.models.draft' could not be loaded. 'model_type' is \"mamba\"");
		assertThat(analysis.getAction()).startsWith("Change 'decoding.models.draft' accordingly.");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ModelLoader partlyFailingModelLoader() {
			return (options) -> {
				if (options.location().equals("broken")) {
					throw new UnsupportedArchitectureException("mamba", List.of("llama"), "'model_type' is \"mamba\"");
				}
				return FakeModel.saying("fine");
			};
		}

	}

}
