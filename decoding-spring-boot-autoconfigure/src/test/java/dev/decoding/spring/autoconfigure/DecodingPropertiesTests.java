package dev.decoding.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import dev.decoding.engine.Dtype;
import dev.decoding.engine.EngineOptions;
import dev.decoding.search.Truncation;
import dev.decoding.spring.DecodingChatOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DecodingPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(PropertiesConfiguration.class);

	@Test
	void defaultsAreThoseOfTheEngine() {
		this.contextRunner.withPropertyValues("decoding.model.location=model").run((context) -> {
			DecodingProperties properties = context.getBean(DecodingProperties.class);
			assertThat(properties.model().toEngineOptions()).isEqualTo(EngineOptions.of("model"));
		});
	}

	@Test
	void onlyTruncationIsConfiguredForRequestsByDefault() {
		this.contextRunner.run((context) -> assertThat(context.getBean(DecodingProperties.class).toOptions())
			.isEqualTo(DecodingChatOptions.builder().truncation(Truncation.ERROR).build()));
	}

	@Test
	void everyModelPropertyReachesTheEngine() {
		this.contextRunner
			.withPropertyValues("decoding.model.location=hf:org/name@main", "decoding.model.dtype=bfloat16",
					"decoding.model.device=gpu:1", "decoding.model.context-length=2048",
					"decoding.model.kv-cache-size=64MB", "decoding.model.prefill-chunk=32",
					"decoding.model.max-batch=8", "decoding.model.threads=2",
					"decoding.model.hub.endpoint=https://hub.example", "decoding.model.hub.token=secret",
					"decoding.model.hub.cache-directory=/cache", "decoding.model.hub.offline=true")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).model().toEngineOptions())
				.isEqualTo(new EngineOptions("hf:org/name@main", Dtype.BFLOAT16, "gpu:1", 2048, 64L << 20, 32, 8, 2,
						new EngineOptions.Hub("https://hub.example", "secret", Path.of("/cache"), true))));
	}

	@Test
	void everyOtherPropertyReachesTheOptions() {
		this.contextRunner.withPropertyValues("decoding.generation.max-tokens=5", "decoding.generation.stop=END,STOP",
				"decoding.generation.seed=42", "decoding.generation.truncation=left", "decoding.logits.temperature=0.5",
				"decoding.logits.top-k=3", "decoding.logits.top-p=0.25", "decoding.search.strategy=greedy")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).toOptions())
				.isEqualTo(DecodingChatOptions.builder()
					.maxTokens(5)
					.stopSequences(List.of("END", "STOP"))
					.seed(42L)
					.truncation(Truncation.LEFT)
					.temperature(0.5)
					.topK(3)
					.topP(0.25)
					.strategy("greedy")
					.build()));
	}

	@Test
	void emptyLocationIsNoLocation() {
		this.contextRunner.withPropertyValues("decoding.model.location=").run((context) -> {
			ModelProperties model = context.getBean(DecodingProperties.class).model();
			assertThatExceptionOfType(ModelNotConfiguredException.class).isThrownBy(model::toEngineOptions)
				.withMessage("'decoding.model.location' is not configured.");
		});
	}

	@Test
	void emptyTokenIsNoToken() {
		this.contextRunner
			.withPropertyValues("decoding.model.location=model", "decoding.model.hub.token=",
					"decoding.model.hub.endpoint=")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).model().toEngineOptions().hub())
				.isEqualTo(EngineOptions.Hub.DEFAULT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			decoding.model.device               | tpu      | 'auto', 'cpu', 'gpu' or 'gpu:N'
			decoding.model.device               | gpu:     | 'auto', 'cpu', 'gpu' or 'gpu:N'
			decoding.model.context-length       | 0        | an integer of at least 1
			decoding.model.kv-cache-size        | -1MB     | a size such as '1GB'
			decoding.model.prefill-chunk        | 0        | an integer of at least 1
			decoding.model.max-batch            | 0        | an integer of at least 1
			decoding.model.threads              | -1       | an integer of at least 1
			decoding.generation.max-tokens      | 0        | an integer of at least 1
			decoding.generation.max-concurrency | 0        | an integer of at least 1
			decoding.logits.temperature         | -0.5     | a finite number above 0
			decoding.logits.temperature         | NaN      | a finite number above 0
			decoding.logits.temperature         | Infinity | a finite number above 0
			decoding.logits.top-k               | -1       | must be at least 1
			decoding.logits.top-p               | 1.5      | must be above 0 and at most 1
			decoding.logits.top-p               | NaN      | must be above 0 and at most 1
			decoding.logits.repetition-penalty  | 0        | must be above 0
			decoding.logits.frequency-penalty   | 3        | must be from -2 to 2
			decoding.logits.watermark.bias      | NaN      | must be finite
			decoding.logits.min-length          | -1       | must be at least 0
			""")
	void valueOutsideItsRangeIsRefused(String property, String value, String requirement) {
		this.contextRunner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageStartingWith("'" + property + "' is ")
				.hasMessageContaining(requirement));
	}

	@Test
	void emptyStopStringIsRefused() {
		this.contextRunner.withPropertyValues("decoding.generation.stop[0]=a", "decoding.generation.stop[1]=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("'decoding.generation.stop' is [a, ]"));
	}

	@ParameterizedTest
	@CsvSource({ "decoding.modle.location", "decoding.model.locaton", "decoding.model.hub.tokens",
			"decoding.generation.max-length", "decoding.logits.temprature", "decoding.search.strateggy" })
	void unknownKeyIsRefused(String property) {
		this.contextRunner.withPropertyValues(property + "=1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnboundConfigurationPropertiesException.class)
				.hasMessageContaining(property));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DecodingProperties.class)
	static class PropertiesConfiguration {

	}

}
