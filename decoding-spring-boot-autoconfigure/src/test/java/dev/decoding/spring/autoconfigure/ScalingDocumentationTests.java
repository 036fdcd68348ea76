package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.scaling.SearchTrace;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.settings.ScalingDefinition;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.scaling.settings.ScalingTable;
import dev.decoding.search.Cost;
import dev.decoding.search.SearchProgress;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import dev.decoding.spring.ResponseMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/scaling.md} on the arithmetic model.
 */
class ScalingDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "scaling.md");

	private static final String PROBLEM = "7 +3 *2 A5 =";

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		SpringApplication starting = new SpringApplication(Application.class);
		starting.setWebApplicationType(WebApplicationType.NONE);
		starting.setDefaultProperties(Map.of("decoding.generation.seed", 3, "decoding.generation.max-tokens", 120));
		application = starting.run();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static DecodingChatModel model() {
		return application.getBean(DecodingChatModel.class);
	}

	private static ChatResponse ask(DecodingChatOptions options) {
		return model().call(new Prompt(PROBLEM, options));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theStrategyOfEachExampleAnswers(String yaml) throws IOException {
		Matcher strategy = Pattern.compile("strategy: (\\S+)").matcher(yaml);
		assertThat(strategy.find()).isTrue();
		ChatResponse response = ask(options(yaml));
		assertThat(response.getResult().getOutput().getText()).contains("Answer: ");
		assertThat(response.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo(strategy.group(1));
		assertThat(response.getMetadata().<Integer>get(ResponseMetadata.CANDIDATES)).isPositive();
		assertThat(response.getMetadata().<String>get(ResponseMetadata.INTERRUPTION)).isNull();
	}

	@Test
	void thereIsAnExampleOfEveryStrategy() throws IOException {
		List<String> examples = examples();
		assertThat(ScalingTable.all()).extracting(ScalingDefinition::name)
			.allSatisfy((name) -> assertThat(examples).anyMatch((yaml) -> yaml.contains("strategy: " + name + "\n")));
	}

	@Test
	void everyPropertyIsDocumentedWithItsDescription() throws IOException {
		String page = Files.readString(PAGE);
		List<JsonNode> properties = ConfigurationMetadataTests.ours("properties")
			.stream()
			.filter((property) -> property.path("name").asString().startsWith("decoding.scaling."))
			.toList();
		assertThat(properties).hasSizeGreaterThan(20).allSatisfy((property) -> {
			String name = property.path("name").asString().substring("decoding.scaling.".length());
			assertThat(page).contains("| `%s` | %s |".formatted(name, property.path("description").asString()));
		});
	}

	@Test
	void theMajorityIsRightAndItsVotesAreTold() {
		ChatResponse response = ask(
				DecodingChatOptions.builder().temperature(1.0).scaling("majority").numCandidates(16).build());
		assertThat(response.getResult().getOutput().getText()).endsWith("Answer: 45");
		Map<String, Double> votes = response.getMetadata().get(ResponseMetadata.VOTES);
		assertThat(votes.keySet().iterator().next()).isEqualTo("45");
		Cost cost = response.getMetadata().get(ResponseMetadata.COST);
		assertThat(cost.generations()).isEqualTo(16);
	}

	@Test
	void theVerifierOfTheApplicationChooses() {
		String answer = ChatClient.create(model())
			.prompt("What is the capital of France?")
			.options(DecodingChatOptions.builder().temperature(1.0).scaling("best-of-n").verifier("brevity"))
			.call()
			.content();
		assertThat(answer).isNotEmpty();
	}

	@Test
	void aRequestThatReachesItsLimitTellsTheBestSoFar() {
		ChatResponse response = ask(DecodingChatOptions.builder()
			.temperature(1.0)
			.scaling("adaptive-consistency")
			.scaling(ScalingParameters.ADAPTIVE_CONSISTENCY_THRESHOLD, 1.0)
			.scaling(ScalingParameters.MAX_TOTAL_TOKENS, 100)
			.build());
		assertThat(response.getMetadata().<String>get(ResponseMetadata.INTERRUPTION)).isEqualTo("length");
		assertThat(response.getResult().getOutput().getText()).contains("Answer: ");
	}

	@Test
	void theTreeIsToldIfItIsAskedFor() {
		DecodingChatOptions.Builder options = DecodingChatOptions.builder()
			.temperature(1.0)
			.scaling("verifier-beam")
			.verifier("reward-head");
		assertThat(ask(options.build()).getMetadata().<SearchTrace>get(ResponseMetadata.TRACE)).isNull();
		SearchTrace trace = ask(options.scaling(ScalingParameters.TRACE_IN_METADATA, true).build()).getMetadata()
			.get(ResponseMetadata.TRACE);
		assertThat(trace.segments()).hasSizeGreaterThan(8);
		assertThat(trace.judgements()).isNotEmpty();
	}

	@Test
	void aStreamTellsProgressBeforeTheAnswer() {
		List<ChatResponse> parts = model()
			.stream(new Prompt(PROBLEM,
					DecodingChatOptions.builder()
						.temperature(1.0)
						.scaling("verifier-beam")
						.verifier("reward-head")
						.build()))
			.collectList()
			.blockOptional()
			.orElseThrow();
		List<SearchProgress> progress = new ArrayList<>();
		parts.forEach((part) -> {
			SearchProgress told = part.getMetadata().get(ResponseMetadata.PROGRESS);
			if (told != null) {
				progress.add(told);
			}
		});
		assertThat(progress).isNotEmpty().allSatisfy((told) -> assertThat(told.newTokens()).isPositive());
		assertThat(parts.get(0).getMetadata().<SearchProgress>get(ResponseMetadata.PROGRESS)).isNotNull();
		assertThat(parts.get(parts.size() - 1).getMetadata().<Integer>get(ResponseMetadata.CANDIDATES)).isPositive();
	}

	private static DecodingChatOptions options(String yaml) throws IOException {
		MutablePropertySources sources = new MutablePropertySources();
		new YamlPropertySourceLoader().load("example", new ByteArrayResource(yaml.getBytes()))
			.forEach(sources::addLast);
		return new Binder(ConfigurationPropertySources.from(sources)).bind("decoding", DecodingProperties.class)
			.get()
			.toOptions();
	}

	static List<String> examples() throws IOException {
		Matcher blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(PAGE));
		List<String> examples = new ArrayList<>();
		while (blocks.find()) {
			examples.add(blocks.group(1));
		}
		return examples;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DecodingAutoConfiguration.class)
	static class Application {

		@Bean
		Verifier brevity() {
			return Verifier.ofText((prompt, answer) -> 1.0 / (1 + answer.length()));
		}

	}

}
