package dev.decoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The reference results that lie beside the repository, in the directory that the system
 * property {@code decoding.reference} names.
 */
public final class Reference {

	private static final Path DIRECTORY = Path.of(System.getProperty("decoding.reference", "../shared/reference"));

	private Reference() {
	}

	/**
	 * Find a file or directory; skip the test where there are no references.
	 */
	public static Path path(String name) {
		assumeTrue(Files.isDirectory(DIRECTORY), "Skipped: there are no reference results in '"
				+ DIRECTORY.toAbsolutePath() + "'; set -Ddecoding.reference=DIRECTORY to run this test");
		return DIRECTORY.resolve(name);
	}

	/**
	 * List the directories below one, by name; a name that says so where there are none.
	 */
	public static List<String> directories(String name) {
		Path directory = DIRECTORY.resolve(name);
		if (!Files.isDirectory(directory)) {
			return List.of("none");
		}
		try (Stream<Path> paths = Files.list(directory)) {
			return paths.filter(Files::isDirectory).map((path) -> path.getFileName().toString()).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static JsonNode json(Path file) {
		return JsonMapper.shared().readTree(file);
	}

	public static int[] ints(JsonNode array) {
		return array.valueStream().mapToInt(JsonNode::asInt).toArray();
	}

	/**
	 * Read floats, where those that are not finite are strings.
	 */
	public static float[] floats(JsonNode array) {
		float[] values = new float[array.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = number(array.get(i));
		}
		return values;
	}

	private static float number(JsonNode node) {
		if (!node.isString()) {
			return Float.parseFloat(node.asString());
		}
		return switch (node.stringValue()) {
			case "inf" -> Float.POSITIVE_INFINITY;
			case "-inf" -> Float.NEGATIVE_INFINITY;
			default -> Float.NaN;
		};
	}

}
