package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.decoding.search.settings.StrategyDefinition;
import dev.decoding.search.settings.StrategyTable;
import dev.decoding.spring.FakeModel;
import dev.decoding.spring.ResponseMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One application, switched between all strategies by the examples of
 * {@code docs/search.md} and nothing else.
 */
class SearchDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "search.md");

	@ParameterizedTest
	@MethodSource("examples")
	void theStrategyOfEachExampleAnswers(String yaml) {
		Matcher strategy = Pattern.compile("strategy: (\\S+)").matcher(yaml);
		assertThat(strategy.find()).isTrue();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
			.withBean(FakeModel.class, () -> FakeModel.saying("abc"))
			.withPropertyValues("decoding.generation.max-tokens=5", "decoding.generation.seed=1")
			.withInitializer((context) -> load(yaml).forEach(context.getEnvironment().getPropertySources()::addFirst))
			.run((context) -> {
				ChatResponse response = context.getBean(ChatModel.class).call(new Prompt("Hello"));
				assertThat(response.getResult().getOutput().getText()).isNotEmpty();
				assertThat(response.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo(strategy.group(1));
			});
	}

	@Test
	void thereIsAnExampleOfEveryStrategy() {
		assertThat(StrategyTable.all()).extracting(StrategyDefinition::name)
			.allSatisfy((name) -> assertThat(examples()).anyMatch((yaml) -> yaml.contains("strategy: " + name + "\n")));
	}

	@Test
	void everyPropertyIsDocumentedWithItsDescription() throws IOException {
		String page = Files.readString(PAGE);
		List<JsonNode> properties = ConfigurationMetadataTests.ours("properties")
			.stream()
			.filter((property) -> property.path("name").asString().startsWith("decoding.search."))
			.toList();
		assertThat(properties).hasSizeGreaterThan(10).allSatisfy((property) -> {
			String name = property.path("name").asString().substring("decoding.search.".length());
			assertThat(page).contains("| `%s` | %s |".formatted(name, property.path("description").asString()));
		});
	}

	private static List<PropertySource<?>> load(String yaml) {
		try {
			return new YamlPropertySourceLoader().load("example", new ByteArrayResource(yaml.getBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> examples() {
		try {
			Matcher blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(PAGE));
			return Stream.iterate(blocks, Matcher::find, (matcher) -> matcher)
				.map((matcher) -> matcher.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
