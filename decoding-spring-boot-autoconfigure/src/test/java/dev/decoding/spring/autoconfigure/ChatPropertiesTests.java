package dev.decoding.spring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.spring.DecodingChatOptions;
import dev.decoding.spring.FakeModel;
import dev.decoding.spring.ResponseMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatProperties} and the chat template of {@link ModelProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChatPropertiesTests {

	private static final String TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }};{% endfor %}"
			+ "{{ enable_thinking }} {{ budget + 1 }}";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
		.withBean(FakeModel.class, () -> FakeModel.saying("yes").withChatTemplate(TEMPLATE))
		.withPropertyValues("decoding.chat.prompt-in-metadata=true", "decoding.chat.template-variables.budget=3",
				"decoding.chat.template-variables.enable_thinking=false");

	@Test
	void templateSeesConfiguredVariablesWithTheirTypes() {
		this.contextRunner.run((context) -> assertThat(prompt(context.getBean(ChatModel.class), new Prompt("Hi")))
			.isEqualTo("user: Hi;False 4"));
	}

	@Test
	void variablesOfTheRequestReplaceConfiguredOnesByName() {
		DecodingChatOptions options = DecodingChatOptions.builder()
			.templateVariables(Map.of("enable_thinking", "perhaps"))
			.build();
		this.contextRunner
			.run((context) -> assertThat(prompt(context.getBean(ChatModel.class), new Prompt("Hi", options)))
				.isEqualTo("user: Hi;perhaps 4"));
	}

	@Test
	void refusedMessagesAreAdaptedIfConfigured() {
		Prompt prompt = new Prompt(new SystemMessage("Be brief."), new UserMessage("Hi"));
		String template = "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}"
				+ "{{ messages[0].content }}";
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
			.withBean(FakeModel.class, () -> FakeModel.saying("yes").withChatTemplate(template))
			.withPropertyValues("decoding.chat.adapt=true", "decoding.chat.prompt-in-metadata=true")
			.run((context) -> assertThat(prompt(context.getBean(ChatModel.class), prompt))
				.isEqualTo("Be brief.\n\nHi"));
	}

	@Test
	void templateOfTheConfigurationReplacesTheCheckpoints(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("own.jinja");
		Files.writeString(file, "Grüße: {{ messages[0].content }}", StandardCharsets.UTF_8);
		for (String location : List.of(file.toString(), file.toUri().toString())) {
			this.contextRunner.withPropertyValues("decoding.model.chat-template=" + location)
				.run((context) -> assertThat(prompt(context.getBean(ChatModel.class), new Prompt("Hi"))).as(location)
					.isEqualTo("Grüße: Hi"));
		}
	}

	@Test
	void templateThatCannotBeReadFails(@TempDir Path directory) {
		Path file = directory.resolve("none.jinja");
		this.contextRunner.withPropertyValues("decoding.model.chat-template=" + file)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageStartingWith(
						"'decoding.model.chat-template' is '%s' but must be a file or resource that can be read (",
						file));
	}

	@Test
	void templateThatIsNotWellFormedFails(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("wrong.jinja"), "\n {% nonsense %}");
		this.contextRunner.withPropertyValues("decoding.model.chat-template=" + file)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageStartingWith(
						"'decoding.model.chat-template' is '%s' but must be a template that is well-formed (line 2, ",
						file));
	}

	@Test
	void companionHasNoTemplate() {
		this.contextRunner
			.withPropertyValues("decoding.models.draft.location=draft", "decoding.models.draft.chat-template=own")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'decoding.models.draft.chat-template' is 'own' but must be left out, for only "
						+ "'decoding.model' reads messages."));
	}

	@Test
	void promptIsLoggedForDebugging(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		this.contextRunner.run((context) -> {
			ChatModel model = context.getBean(ChatModel.class);
			model.call("unlogged");
			logging.setLogLevel("dev.decoding.spring.prompt", LogLevel.DEBUG);
			try {
				model.call("logged");
			}
			finally {
				logging.setLogLevel("dev.decoding.spring.prompt", null);
			}
		});
		assertThat(output).doesNotContain("user: unlogged")
			.containsPattern("Prompt of \\d+ tokens for model 'fake':\\s+user: logged;False 4");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "false|false", "3|3", "2.5|2.5", "null|null", "[1, \"a\"]|[1, a]", "{\"a\": 1}|{a=1}",
					"\"12\"|12", "today|today", "12 apples|12 apples", "26 Jul 2024|26 Jul 2024",
					"2024-07-26|2024-07-26", "{% x %}|{% x %}" })
	void valueThatIsJsonIsReadAsSuch(String text, String expected) {
		Map<String, @Nullable Object> variables = new ChatProperties(Map.of("a", text), null, null).toVariables();
		assertThat(variables).hasSize(1);
		assertThat(String.valueOf(variables.get("a"))).isEqualTo(expected);
		assertThat(variables.get("a") instanceof String)
			.isEqualTo(text.startsWith("\"") || !text.matches("false|null|[\\d.]+|\\[.*|\\{\".*"));
	}

	@Test
	void yamlKeepsItsTypes() throws Exception {
		String yaml = """
				decoding.chat.template-variables:
				  enable_thinking: false
				  custom_instructions: Be brief.
				  nested:
				    Some_Key: 1
				""";
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("test",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		ChatProperties properties = new Binder(ConfigurationPropertySources.from(sources))
			.bind("decoding.chat", Bindable.of(ChatProperties.class))
			.get();
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("enable_thinking", false);
		expected.put("custom_instructions", "Be brief.");
		expected.put("nested", Map.of("Some_Key", 1));
		assertThat(properties.toVariables()).isEqualTo(expected);
	}

	private static @Nullable String prompt(ChatModel model, Prompt prompt) {
		return model.call(prompt).getMetadata().get(ResponseMetadata.PROMPT);
	}

}
