package dev.decoding.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.Split;
import dev.decoding.benchmark.exact.NoisyValues;
import dev.decoding.scaling.policy.PolicyFile;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the benchmark: prints tables and the acceptance criteria, and writes
 * {@code results.json} and the figures.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true, sortOptions = false, showDefaultValues = true,
		description = "Measures what test-time compute is worth.")
public final class BenchmarkCommand implements Callable<Integer> {

	@Option(names = "--tier", paramLabel = "TIER", defaultValue = "exact",
			description = "What problems are solved with: 'exact', the process that wrote the corpus, or 'embedded', the arithmetic model.")
	private String tier = "exact";

	@Option(names = "--problems", paramLabel = "N", defaultValue = "200",
			description = "How many problems, a multiple of 5.")
	private int problems;

	@Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
			description = "With how many seeds each is solved.")
	private int seeds;

	@Option(names = "--strategies", paramLabel = "NAME", split = ",",
			description = "Which experiments to run, all unless given: samples, verifier-beam-4, verifier-beam-sqrt, "
					+ "lookahead-1, lookahead-3, particle-filter, dvts, confidence, chains, contrastive, rain, revisions.")
	private List<String> strategies = List.of();

	@Option(names = "--budget", paramLabel = "N", defaultValue = "256",
			description = "How many answers a strategy may make at most, a power of 4.")
	private int budget;

	@Option(names = "--tries", paramLabel = "N", defaultValue = "256",
			description = "How many tries revisions, which take longest, may make at most.")
	private int tries;

	@Option(names = "--blindness", paramLabel = "RATE", defaultValue = "0.05",
			description = "How likely the verifier of the exact tier overlooks a first wrong line for good.")
	private double blindness = NoisyValues.BLINDNESS;

	@Option(names = "--split", paramLabel = "SPLIT", defaultValue = "test",
			description = "Which problems: 'test', or 'calibration' to learn a policy from.")
	private String split = "test";

	@Option(names = "--policy", paramLabel = "FILE",
			description = "Where to write the policy that is learned from the results, as 'compute-optimal.policy' reads it.")
	private @Nullable Path policy;

	@Option(names = "--threads", paramLabel = "N", defaultValue = "1",
			description = "How many problems are solved at a time; does not change what comes out.")
	private int threads;

	@Option(names = "--out", paramLabel = "DIRECTORY", defaultValue = "target/benchmark",
			description = "Where results.json and the figures go.")
	private Path out = Path.of("target/benchmark");

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/**
	 * Run the benchmark.
	 * @param arguments the options
	 */
	public static void main(String[] arguments) {
		System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		switch (this.tier) {
			case "exact" -> run(new ExactSetting(this.blindness));
			case "embedded" -> {
				try (EmbeddedSetting setting = new EmbeddedSetting()) {
					run(setting);
				}
			}
			default -> throw new ParameterException(this.spec.commandLine(),
					"'%s' of '--tier' is not a tier; there are 'exact' and 'embedded'".formatted(this.tier));
		}
		return 0;
	}

	private void run(Setting setting) throws IOException, InterruptedException {
		List<Task> tasks = Task.draw(split(), this.problems);
		Benchmark benchmark = new Benchmark(this.tier, setting, tasks,
				LongStream.rangeClosed(1, this.seeds).boxed().toList(), experiments(Suite.all(budgets(), this.tries)));
		Results results;
		try (ProgressBar progress = new ProgressBarBuilder().setTaskName("benchmark")
			.setInitialMax(tasks.size())
			.setStyle(ProgressBarStyle.ASCII)
			.build()) {
			results = benchmark.run(this.threads, progress::step);
		}
		Files.createDirectories(this.out);
		ResultsFile.write(results, this.out.resolve("results.json"));
		Figures.draw(results, this.out);
		PrintWriter writer = this.spec.commandLine().getOut();
		Report.print(results, writer);
		writer.flush();
		if (this.policy != null) {
			PolicyFile.write(new Analysis(results).policy(), this.policy);
		}
	}

	private Split split() {
		try {
			return Split.of(this.split);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(this.spec.commandLine(), "'--split': " + ex.getMessage(), ex);
		}
	}

	private List<Integer> budgets() {
		if (Integer.bitCount(this.budget) != 1 || Integer.numberOfTrailingZeros(this.budget) % 2 != 0) {
			throw new ParameterException(this.spec.commandLine(),
					"'%d' of '--budget' is not a power of 4".formatted(this.budget));
		}
		List<Integer> budgets = new ArrayList<>();
		for (int each = 1; each <= this.budget; each *= 4) {
			budgets.add(each);
		}
		return budgets;
	}

	private List<Experiment> experiments(Map<String, Experiment> all) {
		for (String strategy : this.strategies) {
			if (!all.containsKey(strategy)) {
				throw new ParameterException(this.spec.commandLine(),
						"'%s' of '--strategies' is none of %s".formatted(strategy, all.keySet()));
			}
		}
		return all.entrySet()
			.stream()
			.filter((entry) -> this.strategies.isEmpty() || this.strategies.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

}
