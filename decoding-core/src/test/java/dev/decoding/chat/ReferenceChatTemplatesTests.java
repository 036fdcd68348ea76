package dev.decoding.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares ChatML with what the templates of real models render, wherever they render
 * plain ChatML.
 */
class ReferenceChatTemplatesTests {

	private static final Spellings VOCABULARY = Spellings.of("<|im_start|>", "<|im_end|>");

	private static final Set<String> ROLES = Set.of("system", "user", "assistant");

	private static final Path DIRECTORY = Path.of(System.getProperty("decoding.reference", "../shared/reference"),
			"chat-templates");

	private static final JsonMapper MAPPER = new JsonMapper();

	@ParameterizedTest
	@ValueSource(strings = { "Qwen-Qwen3-Coder-30B-A3B-Instruct", "Qwen3-Coder", "LFM2-8B-A1B", "LFM2.5-Instruct" })
	void everyConversationIsRenderedAsTheModelsTemplateDoes(String name) throws IOException {
		assertThat(compare(name, false)).isGreaterThan(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Qwen-Qwen2.5-7B-Instruct", "MiMo-VL" })
	void conversationsWithASystemMessageAreRenderedAsTheModelsTemplateDoes(String name) throws IOException {
		assertThat(compare(name, true)).isGreaterThan(2);
	}

	private int compare(String name, boolean onlyWithSystemMessage) throws IOException {
		JsonNode scenarios = read("scenarios.json");
		JsonNode reference = read(name + ".json");
		String beginOfText = scenarios.path("special_tokens").path("bos_token").stringValue();
		ChatTemplate template = ChatTemplates
			.choose(Files.readString(DIRECTORY.resolve(reference.path("file").stringValue())), VOCABULARY)
			.template();
		SoftAssertions comparison = new SoftAssertions();
		int compared = 0;
		for (JsonNode testCase : reference.path("cases")) {
			JsonNode scenario = scenarios.path("scenarios").path(testCase.path("scenario").stringValue());
			if (testCase.path("expected").isString() && isPlain(scenario)
					&& !(onlyWithSystemMessage && !startsWithSystemMessage(scenario))) {
				String text = template.render(messages(scenario),
						scenario.path("add_generation_prompt").booleanValue());
				comparison.assertThat((template.addsSpecialTokens() ? beginOfText : "") + text)
					.as(testCase.path("scenario").stringValue())
					.isEqualTo(testCase.path("expected").stringValue());
				compared++;
			}
		}
		comparison.assertAll();
		return compared;
	}

	private static boolean isPlain(JsonNode scenario) {
		return scenario.path("tools").isEmpty() && scenario.path("documents").isEmpty()
				&& scenario.path("kwargs").isEmpty()
				&& scenario.path("messages")
					.valueStream()
					.allMatch((message) -> message.size() == 2 && message.path("content").isString()
							&& ROLES.contains(message.path("role").stringValue()));
	}

	private static boolean startsWithSystemMessage(JsonNode scenario) {
		return scenario.path("messages").path(0).path("role").stringValue("").equals("system");
	}

	private static List<ChatMessage> messages(JsonNode scenario) {
		return scenario.path("messages")
			.valueStream()
			.map((message) -> new ChatMessage(Role.valueOf(message.path("role").stringValue().toUpperCase(Locale.ROOT)),
					message.path("content").stringValue()))
			.toList();
	}

	private static JsonNode read(String file) throws IOException {
		Path path = DIRECTORY.resolve(file);
		Assumptions.assumeTrue(Files.exists(path), () -> "No reference file '" + path + "'");
		return MAPPER.readTree(Files.readString(path));
	}

}
