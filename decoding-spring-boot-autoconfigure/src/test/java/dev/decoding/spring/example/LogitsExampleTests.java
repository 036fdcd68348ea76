package dev.decoding.spring.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the example of {@code docs/logits.md}: its application, its component and its
 * configuration.
 */
class LogitsExampleTests {

	private static final Path PAGE = Path.of("../docs/logits.md");

	private static final Path SOURCES = Path.of("src/test/java/dev/decoding/spring/example");

	@Test
	void exampleOfTheDocumentationIsThisOne() throws IOException {
		assertThat(block("java")).isEqualTo(source("StoryApplication") + "\n" + source("Storyteller"));
	}

	@Test
	void beanBansDigits() throws IOException {
		run(FakeModel.saying("42 is the answer"),
				(storyteller) -> assertThat(storyteller.tell("Tell!", 0.1)).isNotEmpty().doesNotContainPattern("\\d"));
	}

	@Test
	void configuredMinPHoldsForEveryRequest() throws IOException {
		run(FakeModel.endless(), (storyteller) -> assertThat(storyteller.tell("Tell!", 1.5)).matches("[ab]+"));
	}

	@Test
	void requestOverridesTheConfiguredTemperature() throws IOException {
		run(FakeModel.endless(), (storyteller) -> {
			assertThat(storyteller.tell("Tell!", 0.3)).matches("a+");
			assertThat(storyteller.tell("Tell!", 1.5)).contains("a", "b");
		});
	}

	private static void run(FakeModel model, Consumer<Storyteller> test) throws IOException {
		ByteArrayResource yaml = new ByteArrayResource(block("yaml").getBytes());
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StoryApplication.class)
			.initializers((created) -> {
				created.getBeanFactory().registerSingleton("model", model);
				created.getEnvironment().getPropertySources().addFirst(load(yaml));
			})
			.properties("spring.main.banner-mode=off")
			.run()) {
			test.accept(context.getBean(Storyteller.class));
		}
	}

	private static org.springframework.core.env.PropertySource<?> load(ByteArrayResource yaml) {
		try {
			return new YamlPropertySourceLoader().load("example", yaml).get(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a block of the section about processors of one's own.
	 */
	private static String block(String language) throws IOException {
		String page = Files.readString(PAGE);
		Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```")
			.matcher(page.substring(page.indexOf("## Your own processors")));
		assertThat(block.find()).isTrue();
		return block.group(1);
	}

	/**
	 * Return a source file without its package and imports.
	 */
	private static String source(String name) throws IOException {
		List<String> lines = Files.readAllLines(SOURCES.resolve(name + ".java"));
		int start = 0;
		while (!lines.get(start).startsWith("@")) {
			start++;
		}
		return String.join("\n", lines.subList(start, lines.size())) + "\n";
	}

}
