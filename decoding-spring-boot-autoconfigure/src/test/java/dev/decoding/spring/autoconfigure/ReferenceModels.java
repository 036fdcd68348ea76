package dev.decoding.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * The checkpoints of the reference data, which is not part of the repository: the system
 * property {@code decoding.reference} names its directory.
 */
final class ReferenceModels {

	private static final Path DIRECTORY = Path.of(System.getProperty("decoding.reference", "../../shared/reference"),
			"models");

	private ReferenceModels() {
	}

	/**
	 * Return the location of a checkpoint; a test that needs it is skipped without it.
	 * @param name the name of its directory
	 * @return the value of a property
	 */
	static String location(String name) {
		Path checkpoint = DIRECTORY.resolve(name);
		Assumptions.assumeTrue(Files.isDirectory(checkpoint), () -> "There are no reference models in '"
				+ DIRECTORY.toAbsolutePath() + "'; set -Ddecoding.reference=DIRECTORY to run this test");
		return checkpoint.toString();
	}

}
