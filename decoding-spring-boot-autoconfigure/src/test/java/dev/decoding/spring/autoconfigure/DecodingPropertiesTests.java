package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.decoding.engine.Dtype;
import dev.decoding.engine.EngineOptions;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.search.RepetitionCriterion;
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

	/** Values of settings for which 1 is none. */
	private static final Map<Setting<?>, String> EXAMPLES = Map.ofEntries(
			Map.entry(Settings.TYPICAL_P, "typical-p=0.5"), Map.entry(Settings.EPSILON_CUTOFF, "epsilon-cutoff=0.5"),
			Map.entry(Settings.ETA_CUTOFF, "eta-cutoff=0.5"), Map.entry(Settings.P_LESS, "p-less=true"),
			Map.entry(Settings.SEQUENCE_BIAS, "sequence-bias[0].tokens=1"),
			Map.entry(Settings.LOGIT_BIAS, "logit-bias.1=1"),
			Map.entry(Settings.BAD_WORDS_IDS, "bad-words-ids[0][0]=1"),
			Map.entry(Settings.BAD_PHRASES_IGNORE_CASE, "bad-phrases-ignore-case=true"),
			Map.entry(Settings.REMOVE_INVALID_VALUES, "remove-invalid-values=true"),
			Map.entry(Settings.RENORMALIZE_LOGITS, "renormalize-logits=true"),
			Map.entry(Settings.EXPONENTIAL_DECAY_LENGTH_PENALTY, "exponential-decay-length-penalty=5,1.5"),
			Map.entry(Settings.MIROSTAT_M, "mirostat.m=2"),
			Map.entry(Settings.WATERMARK_GREENLIST_RATIO, "watermark.greenlist-ratio=0.5"),
			Map.entry(Settings.WATERMARK_SEEDING_SCHEME, "watermark.seeding-scheme=selfhash"),
			Map.entry(Settings.SYNTHID_SKIP_FIRST_NGRAM_CALLS, "synthid.skip-first-ngram-calls=true"),
			Map.entry(Settings.SYNTHID_DEBUG_MODE, "synthid.debug-mode=true"));

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
				"decoding.logits.top-k=3", "decoding.logits.top-p=0.25", "decoding.search.strategy=greedy",
				"decoding.search.sampler=gumbel", "decoding.generation.min-tokens=2", "decoding.generation.max-time=5s",
				"decoding.generation.include-stop-string=true", "decoding.generation.logprobs=true",
				"decoding.generation.top-logprobs=4", "decoding.generation.repetition-detection.max-pattern-size=5",
				"decoding.generation.repetition-detection.min-count=3", "decoding.generation.answer-prefix=Well")
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
					.sampler("gumbel")
					.minTokens(2)
					.maxTime(Duration.ofSeconds(5))
					.includeStopString(true)
					.logprobs(true)
					.topLogprobs(4)
					.repetitionDetection(new RepetitionCriterion(5, 0, 3))
					.answerPrefix("Well")
					.build()));
	}

	@Test
	void everySettingHasAProperty() {
		List<String> values = new ArrayList<>();
		Settings.all()
			.stream()
			.filter((setting) -> !setting.type().isOfCode())
			.forEach((setting) -> values
				.add("decoding.logits." + EXAMPLES.getOrDefault(setting, setting.path() + "=1")));
		this.contextRunner.withPropertyValues(values.toArray(String[]::new))
			.withPropertyValues("decoding.logits.order=hugging-face")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).toOptions().getLogits().all())
				.containsExactlyInAnyOrderElementsOf(
						Settings.all().stream().filter((setting) -> !setting.type().isOfCode()).toList()));
	}

	@Test
	void descriptionOfAPropertyIsThatOfItsSetting() throws IOException {
		assertThat(ConfigurationMetadataTests.ours("properties"))
			.filteredOn((property) -> property.path("name").asString().startsWith("decoding.logits."))
			.allSatisfy((property) -> assertThat(
					Settings.find(property.path("name").asString().substring("decoding.logits.".length())))
				.hasValueSatisfying((setting) -> assertThat(property.path("description").asString())
					.isEqualTo(setting.description())));
	}

	@Test
	void listsAndMapsAreRead() {
		this.contextRunner
			.withPropertyValues("decoding.logits.bad-words-ids[0][0]=5", "decoding.logits.bad-words-ids[1][0]=6",
					"decoding.logits.bad-words-ids[1][1]=7", "decoding.logits.logit-bias.8=-2.5",
					"decoding.logits.sequence-bias[0].tokens=9,10", "decoding.logits.sequence-bias[0].bias=1.5")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).toOptions().getLogits())
				.isEqualTo(LogitsSettings.builder()
					.badWordsIds(List.of(List.of(5), List.of(6, 7)))
					.logitBias(Map.of(8, -2.5))
					.sequenceBias(Map.of(List.of(9, 10), 1.5))
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
			decoding.generation.min-tokens      | -1       | an integer of at least 0
			decoding.generation.max-time        | -1s      | a time that is not negative
			decoding.generation.repetition-detection.min-count | 1 | an integer of at least 2
			decoding.generation.repetition-detection.min-pattern-size | 1 | at most the 'max-pattern-size'
			decoding.generation.top-logprobs    | -1       | an integer of at least 0
			decoding.logits.temperature         | -0.5     | a finite number above 0
			decoding.logits.temperature         | NaN      | a finite number above 0
			decoding.logits.temperature         | Infinity | a finite number above 0
			decoding.logits.top-k               | -1       | must be at least 1
			decoding.logits.top-p               | 1.5      | must be from 0 to 1
			decoding.logits.top-p               | NaN      | must be from 0 to 1
			decoding.logits.min-p               | 1.5      | must be from 0 to 1
			decoding.logits.xtc.probability     | 2        | must be from 0 to 1
			decoding.logits.mirostat.version    | 3        | must be 0, 1 or 2
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
