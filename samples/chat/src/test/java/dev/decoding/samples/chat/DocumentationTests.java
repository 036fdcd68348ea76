package dev.decoding.samples.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.decoding.logits.ProcessorOrder;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.spring.autoconfigure.DecodingProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests that the documentation is true: its property tables are the configuration's
 * metadata, its YAML binds, and its links lead somewhere.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("../..");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `decoding\\..*$");

	private static final Pattern LOGITS_PROPERTY = Pattern.compile("`decoding\\.logits\\.([^`]+)`");

	private static final int WHAT = 2;

	private static final int DEFAULT = 5;

	private static final int EXAMPLE = 7;

	/** With the empty one before the first. */
	private static final int COLUMNS = 8;

	private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");

	@Test
	void propertyTablesAreTheMetadata() throws IOException {
		List<String> rows = new ArrayList<>();
		for (String page : List.of("docs/spring.md", "docs/mixtures.md", "docs/chat-templates.md")) {
			rows.addAll(find(ROW, Files.readString(ROOT.resolve(page)), 0));
		}
		assertThat(rows).containsExactlyInAnyOrderElementsOf(
				expectedRows().stream().filter((row) -> !row.startsWith("| `decoding.logits.")).toList());
	}

	@Test
	void rowsAboutLogitsAreTheSettings() throws IOException {
		Map<String, List<String>> rows = logitsRows();
		assertThat(rows.keySet())
			.containsExactlyInAnyOrderElementsOf(find(LOGITS_PROPERTY, String.join("\n", expectedRows()), 1));
		rows.forEach((path, cells) -> {
			Setting<?> setting = Settings.find(path).orElseThrow();
			assertThat(cells.get(WHAT)).as(path).isEqualTo(setting.description());
			if (setting.standard() instanceof Number || setting.standard() instanceof Boolean) {
				assertThat(cells.get(DEFAULT)).as(path)
					.isEqualTo(path.equals("watermark.bias") ? "off" : "`" + setting.standard() + "`");
			}
			assertThat(cells.subList(WHAT, DEFAULT + 1)).as(path).allMatch((cell) -> !cell.isBlank());
		});
	}

	@Test
	void examplesAboutLogitsBindAndAreInRange() throws IOException {
		logitsRows().forEach((path, cells) -> {
			String example = cells.get(EXAMPLE).replaceAll("^`|`$", "");
			assertThat(example).as(path).contains(path.substring(path.indexOf('.') + 1));
			assertThatCode(() -> bind("decoding.logits" + (example.startsWith("{") ? ": " : ".") + example)).as(example)
				.doesNotThrowAnyException();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "hugging-face", "llama-cpp", "vllm" })
	void ordersAreThePresets(String preset) throws IOException {
		String page = Files.readString(ROOT.resolve("docs/logits.md"));
		String order = page.substring(page.indexOf("**`" + preset + "`**")).split("\n\n")[1];
		assertThat(find(Pattern.compile("`([^`]+)`"), order, 1)).isEqualTo(ProcessorOrder.of(preset).names());
	}

	private static Map<String, List<String>> logitsRows() throws IOException {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		for (String row : find(Pattern.compile("(?m)^\\| `[a-z].*$"), Files.readString(ROOT.resolve("docs/logits.md")),
				0)) {
			List<String> cells = Arrays.stream(row.split("\\|")).map(String::strip).toList();
			if (cells.size() == COLUMNS) {
				assertThat(rows.put(cells.get(1).replace("`", ""), cells)).as(row).isNull();
			}
		}
		return rows;
	}

	@ParameterizedTest(name = "{0} {2}")
	@MethodSource("yamlExamples")
	void yamlBinds(Path page, String yaml, int number) {
		assertThatCode(() -> bind(yaml)).as("%s%n%s", page, yaml).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) throws IOException {
		assertThat(find(LINK, Files.readString(page), 1))
			.allSatisfy((link) -> assertThat(page.resolveSibling(link)).exists());
	}

	private static List<String> expectedRows() throws IOException {
		URL classes = DecodingProperties.class.getProtectionDomain().getCodeSource().getLocation();
		List<URL> metadata = Collections.list(
				DecodingProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
		URL ours = metadata.stream()
			.filter((url) -> url.toString().contains(classes.getPath()))
			.findFirst()
			.orElseThrow();
		List<String> rows = new ArrayList<>();
		try (InputStream stream = ours.openStream()) {
			for (JsonNode property : JsonMapper.shared().readTree(stream).get("properties")) {
				String value = property.path("defaultValue").asString("");
				rows.add("| `%s` | %s | %s |".formatted(property.get("name").asString(),
						property.path("description").asString(""), value.isEmpty() ? "" : "`" + value + "`"));
			}
		}
		return rows.stream().filter((row) -> row.startsWith("| `decoding.")).toList();
	}

	private static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
				.filter((page) -> page.toString().endsWith(".md"))
				.toList()
				.stream();
		}
	}

	private static Stream<Arguments> yamlExamples() throws IOException {
		return pages().flatMap((page) -> {
			List<String> examples = find(YAML, read(page), 1);
			return Stream.iterate(0, (i) -> i < examples.size(), (i) -> i + 1)
				.map((i) -> Arguments.of(page, examples.get(i), i + 1));
		});
	}

	private static void bind(String yaml) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("example", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		Binder.get(environment)
			.bindOrCreate("decoding", Bindable.of(DecodingProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
	}

	private static List<String> find(Pattern pattern, String text, int group) {
		Matcher matcher = pattern.matcher(text);
		return matcher.results().map((result) -> result.group(group)).toList();
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
