package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static final String GENERATED = "META-INF/spring-configuration-metadata.json";

	@Test
	void everyPropertyIsDescribedByANounPhrase() throws IOException {
		List<JsonNode> properties = ours("properties");
		assertThat(properties).hasSizeGreaterThan(15).allSatisfy((property) -> {
			String description = property.path("description").asString("");
			assertThat(description).as(property.path("name").asString()).matches("(?s)[A-Z].*\\.");
			assertThat(description).as(property.path("name").asString())
				.doesNotStartWith("The ")
				.doesNotStartWith("A ");
		});
	}

	@Test
	void defaultsAreDocumented() throws IOException {
		assertThat(ours("properties")).filteredOn((property) -> property.has("defaultValue"))
			.extracting((property) -> property.path("name").asString() + "=" + property.path("defaultValue").asString())
			.contains("decoding.model.dtype=auto", "decoding.model.device=auto", "decoding.model.kv-cache-size=1GB",
					"decoding.model.prefill-chunk=256", "decoding.model.max-batch=64");
	}

	@Test
	void hintsNameExistingProperties() throws IOException {
		List<String> properties = ours("properties").stream()
			.map((property) -> property.path("name").asString())
			.toList();
		assertThat(ours("hints")).extracting((hint) -> hint.path("name").asString())
			.contains("decoding.model.dtype", "decoding.model.device", "decoding.model.location")
			.allSatisfy((name) -> assertThat(properties).contains(name.replaceAll("\\.(keys|values)$", "")));
	}

	@Test
	void selectionOfTheChatModelHasAHint() throws IOException {
		assertThat(read().path("hints"))
			.filteredOn((hint) -> hint.path("name").asString().equals("spring.ai.model.chat"))
			.singleElement()
			.satisfies((hint) -> assertThat(hint.path("values").get(0).path("value").asString()).isEqualTo("decoding"));
	}

	static List<JsonNode> ours(String section) throws IOException {
		List<JsonNode> entries = new ArrayList<>();
		read().path(section).forEach((entry) -> {
			if (entry.path("name").asString().startsWith("decoding.")) {
				entries.add(entry);
			}
		});
		return entries;
	}

	private static JsonNode read() throws IOException {
		URL classes = DecodingProperties.class.getProtectionDomain().getCodeSource().getLocation();
		try (InputStream stream = new UrlResource(classes + GENERATED).getInputStream()) {
			return JsonMapper.shared().readTree(stream);
		}
	}

}
