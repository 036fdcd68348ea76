package dev.decoding.spring.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelNotConfiguredFailureAnalyzerTests {

	@Test
	void namesThePropertyAndWhatItTakes() {
		FailureAnalysis analysis = StartupFailure
			.of(new FilteredClassLoader(new ClassPathResource("decoding/arithmetic/config.json")), Application.class);
		assertThat(analysis.getDescription()).isEqualTo("'decoding.model.location' is not configured.");
		assertThat(analysis.getAction()).startsWith("Set 'decoding.model.location' to the directory of a checkpoint")
			.contains("'hf:organization/name'", "'" + EmbeddedModel.DEPENDENCY + "'", "'spring.ai.model.chat'")
			.doesNotContain("\n");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
