package dev.decoding.benchmark;

import java.nio.file.Path;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that results are kept in.
 */
final class ResultsFile {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ResultsFile() {
	}

	static void write(Results results, Path file) {
		MAPPER.writeValue(file.toFile(), results);
	}

	static Results read(Path file) {
		return MAPPER.readValue(file.toFile(), Results.class);
	}

}
