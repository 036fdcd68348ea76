package dev.decoding.chat.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.decoding.Reference;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what real templates render of many conversations with what Jinja2, set up as
 * transformers does, renders of them: the same text, or an error where there is one.
 */
class ChatTemplateReferenceTests {

	/** There is none. Those that cannot be helped are listed here, by name. */
	private static final List<String> KNOWN_DIFFERENCES = List.of();

	private final Path directory = Reference.path("chat-templates");

	private final List<String> differences = new ArrayList<>();

	private int compared;

	@Test
	void everyTemplateRendersEveryConversationAsJinja2Does() throws IOException {
		JsonNode scenarios = Reference.json(this.directory.resolve("scenarios.json"));
		Clock clock = clock(scenarios.get("now").stringValue());
		for (Path file : files()) {
			JsonNode reference = Reference.json(file);
			Template template = Template.parse(reference.get("template").stringValue(),
					Files.readString(this.directory.resolve(reference.get("file").stringValue())));
			for (JsonNode expected : reference.get("cases")) {
				String scenario = expected.get("scenario").stringValue();
				compare(template, variables(scenarios, scenarios.get("scenarios").get(scenario)), clock, expected,
						template.name() + "/" + scenario);
			}
		}
		assertThat(this.compared).isGreaterThanOrEqualTo(2886);
		assertThat(this.differences).isEqualTo(KNOWN_DIFFERENCES);
	}

	@Test
	void everySmallTemplateRendersAsJinja2Does() {
		JsonNode syntax = Reference.json(this.directory.resolve("syntax.json"));
		for (JsonNode expected : syntax.get("cases")) {
			String name = expected.get("name").stringValue();
			Template template = Template.parse(name, expected.get("template").stringValue());
			compare(template, map(expected.get("context")), Clock.systemUTC(), expected, name);
		}
		assertThat(this.compared).isGreaterThanOrEqualTo(311);
		assertThat(this.differences).isEqualTo(KNOWN_DIFFERENCES);
	}

	private void compare(Template template, Map<String, Object> variables, Clock clock, JsonNode expected,
			String name) {
		this.compared++;
		String text = render(template, variables, clock);
		JsonNode expectedText = expected.get("expected");
		if (!((expectedText != null) ? expectedText.stringValue().equals(text) : text == null)) {
			this.differences.add(name);
		}
	}

	private static @Nullable String render(Template template, Map<String, Object> variables, Clock clock) {
		try {
			return template.render(variables, RenderLimits.DEFAULT, clock);
		}
		catch (TemplateException ex) {
			return null;
		}
	}

	private static Map<String, Object> variables(JsonNode scenarios, JsonNode scenario) {
		Map<String, Object> variables = new HashMap<>(map(scenario));
		variables.remove("kwargs");
		variables.putIfAbsent("tools", null);
		variables.putIfAbsent("documents", null);
		variables.putAll(map(scenario.get("kwargs")));
		variables.putAll(map(scenarios.get("special_tokens")));
		return variables;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(JsonNode node) {
		return JsonMapper.shared().treeToValue(node, Map.class);
	}

	private static Clock clock(String time) {
		return Clock.fixed(LocalDateTime.parse(time).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".json"))
				.filter((file) -> !file.endsWith("scenarios.json") && !file.endsWith("syntax.json"))
				.sorted()
				.toList();
		}
	}

}
