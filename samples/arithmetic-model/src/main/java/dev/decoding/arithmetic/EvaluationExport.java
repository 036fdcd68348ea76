package dev.decoding.arithmetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writes the sets that results are reported on, a file a set, one JSON object a line:
 *
 * <pre>
 * java -cp target/classes dev.decoding.arithmetic.EvaluationExport --out DIRECTORY
 * </pre>
 *
 * Options: {@code --out}, a directory; {@code --problems}, how many a set, 500 unless
 * given.
 */
public final class EvaluationExport {

	private EvaluationExport() {
	}

	/**
	 * Write the sets.
	 * @param arguments the options
	 * @throws IOException if a file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Options options = new Options(arguments, Set.of("--out", "--problems"));
		Path directory = Path.of(options.required("--out"));
		Files.createDirectories(directory);
		for (EvaluationSet set : EvaluationSet.all((int) options.number("--problems", 500))) {
			Files.write(directory.resolve(set.name() + ".jsonl"),
					set.examples().stream().map(Example::toJson).toList());
		}
	}

}
