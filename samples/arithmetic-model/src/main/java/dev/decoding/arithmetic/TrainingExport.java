package dev.decoding.arithmetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

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

	private static final Set<String> OPTIONS = Set.of("--out", "--examples", "--seed", "--mix", "--kind", "--split",
			"--from");

	private static final String FILE = "examples.jsonl";

	private TrainingExport() {
	}

	/**
	 * Write examples.
	 * @param arguments the options
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Options options = new Options(arguments, OPTIONS);
		Path out = Path.of(options.required("--out"));
		Split split = Split.of(options.text("--split", "training"));
		Mix mix = Mix.parse(options.text("--mix", options.text("--kind", "noisy")));
		Corpus corpus = new Corpus(split, options.number("--seed", split.seed()), mix);
		write(corpus, options.number("--from", 0), options.number("--examples", 1000), fileOf(out));
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
