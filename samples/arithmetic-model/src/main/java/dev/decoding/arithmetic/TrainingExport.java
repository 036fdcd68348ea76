package dev.decoding.arithmetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.decoding.arithmetic.random.Split;

/**
 * Writes examples to train on, one JSON object a line:
 *
 * <pre>
 * java -cp target/classes dev.decoding.arithmetic.TrainingExport --out DIRECTORY --examples 1000000
 * </pre>
 *
 * Options: {@code --out}, a file, or a directory for {@code examples.jsonl};
 * {@code --examples}, how many; {@code --seed}, else the split's; {@code --mix}, which
 * kinds, as {@link Mix#parse} reads them, {@code noisy} unless given, {@code --kind} is
 * another name for it; {@code --split}, {@code training} unless given; {@code --from},
 * the index of the first example.
 */
public final class TrainingExport {

	private static final Set<String> OPTIONS = new TreeSet<>(
			Set.of("--out", "--examples", "--seed", "--mix", "--kind", "--split", "--from"));

	private static final String FILE = "examples.jsonl";

	private TrainingExport() {
	}

	/**
	 * Write examples.
	 * @param arguments the options
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Map<String, String> options = parse(arguments);
		String out = options.get("--out");
		if (out == null) {
			throw new IllegalArgumentException("'--out' is missing; give it a file or a directory");
		}
		Split split = Split.valueOf(options.getOrDefault("--split", "training").toUpperCase(Locale.ROOT));
		long seed = Long.parseLong(options.getOrDefault("--seed", String.valueOf(split.seed())));
		long from = Long.parseLong(options.getOrDefault("--from", "0"));
		long examples = Long.parseLong(options.getOrDefault("--examples", "1000"));
		Mix mix = Mix.parse(options.getOrDefault("--mix", options.getOrDefault("--kind", "noisy")));
		write(new Corpus(split, seed, mix), from, examples, fileOf(Path.of(out)));
	}

	private static Map<String, String> parse(String[] arguments) {
		Map<String, String> options = new HashMap<>();
		for (int i = 0; i < arguments.length; i += 2) {
			if (!OPTIONS.contains(arguments[i])) {
				throw new IllegalArgumentException("'" + arguments[i] + "' is none of the options " + OPTIONS);
			}
			if (i + 1 == arguments.length) {
				throw new IllegalArgumentException("'" + arguments[i] + "' needs a value");
			}
			options.put(arguments[i], arguments[i + 1]);
		}
		return options;
	}

	private static Path fileOf(Path out) throws IOException {
		boolean file = out.toString().endsWith(".jsonl");
		Path directory = file ? out.toAbsolutePath().getParent() : out;
		Files.createDirectories(directory);
		return file ? out : out.resolve(FILE);
	}

	private static void write(Corpus corpus, long from, long examples, Path file) throws IOException {
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			for (long index = from; index < from + examples; index++) {
				writer.write(corpus.example(index).toJson());
				writer.write('\n');
			}
		}
	}

}
