package dev.decoding.spring.autoconfigure;

import java.util.Map;

import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidPropertyFailureAnalyzerTests {

	@Test
	void namesPropertyValueRangeAndOrigin() {
		FailureAnalysis analysis = StartupFailure.of(PropertiesConfiguration.class, "--decoding.logits.temperature=-5");
		assertThat(analysis.getDescription()).isEqualTo("'decoding.logits.temperature' is -5.0 but must be "
				+ "a finite number above 0; for the most likely token use greedy search. It is set in \"decoding.logits.temperature\" from property source "
				+ "\"commandLineArgs\".");
		assertThat(analysis.getAction()).isEqualTo("Change the value of 'decoding.logits.temperature'.");
	}

	@Test
	void namesThePrefixThatWasBound() {
		FailureAnalysis analysis = StartupFailure.of(OtherPrefixConfiguration.class,
				"--other.presets.first.threads=-7");
		assertThat(analysis.getDescription()).startsWith("'other.presets.first.threads' is -7 but must be ");
	}

	@Test
	void propertyOfANestedBlockIsNamedInFull() {
		FailureAnalysis analysis = StartupFailure.of(PropertiesConfiguration.class, "--decoding.model.device=tpu");
		assertThat(analysis.getDescription())
			.startsWith("'decoding.model.device' is 'tpu' but must be 'auto', 'cpu', 'gpu' or 'gpu:N'.");
	}

	@Test
	void namesStrategiesThatThereAre() {
		FailureAnalysis analysis = StartupFailure.of(ModelConfiguration.class, "--decoding.search.strategy=bean");
		assertThat(analysis.getDescription())
			.startsWith("'decoding.search.strategy' is 'bean' but must be one of 'arithmetic', 'beam', ")
			.contains("'sampling'")
			.contains(". It is set in \"decoding.search.strategy\" from property source " + "\"commandLineArgs\".");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ModelConfiguration {

		@Bean
		FakeModel fakeModel() {
			return FakeModel.endless();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DecodingProperties.class)
	static class PropertiesConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OtherProperties.class)
	static class OtherPrefixConfiguration {

	}

	@ConfigurationProperties("other")
	record OtherProperties(@DefaultValue Map<String, ModelProperties> presets) {

	}

}
