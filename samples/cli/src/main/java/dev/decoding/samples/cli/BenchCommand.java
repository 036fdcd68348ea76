package dev.decoding.samples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.decoding.samples.cli.bench.BeamBenchmark;
import dev.decoding.samples.cli.bench.BeamReport;
import dev.decoding.samples.cli.bench.BenchReport;
import dev.decoding.samples.cli.bench.BenchSettings;
import dev.decoding.samples.cli.bench.Benchmark;
import dev.decoding.samples.cli.bench.CandidateBenchmark;
import dev.decoding.samples.cli.bench.CandidateReport;
import dev.decoding.samples.cli.bench.MemoryBandwidth;
import dev.decoding.samples.cli.bench.MixtureBenchmark;
import dev.decoding.samples.cli.bench.MixtureReport;
import dev.decoding.samples.cli.bench.SpeculationBenchmark;
import dev.decoding.samples.cli.bench.SpeculationReport;
import dev.decoding.samples.cli.bench.SpeculationSettings;
import dev.decoding.samples.cli.bench.Summary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures speed and memory.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure speed and memory.")
class BenchCommand implements Callable<Integer> {

	private final ModelSource models;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private ModelOptions modelOptions = new ModelOptions();

	@Option(names = "--prompt", paramLabel = "N", defaultValue = "256", converter = OptionConverters.ForCount.class,
			description = "Tokens of each prompt (${DEFAULT-VALUE}).")
	private int prompt;

	@Option(names = "--generate", paramLabel = "N", defaultValue = "64", converter = OptionConverters.ForCount.class,
			description = "Tokens to generate after each prompt (${DEFAULT-VALUE}).")
	private int generate;

	@Option(names = "--repetitions", paramLabel = "N", defaultValue = "5", converter = OptionConverters.ForCount.class,
			description = "How often each measurement is taken (${DEFAULT-VALUE}).")
	private int repetitions;

	@Option(names = "--concurrency", paramLabel = "N", split = ",", defaultValue = "1",
			converter = OptionConverters.ForCount.class,
			description = "Requests that run at a time, such as 1,4,16 (${DEFAULT-VALUE}).")
	private List<Integer> concurrency = List.of();

	@Option(names = "--busy", paramLabel = "N", defaultValue = "0",
			description = "Threads that take processor time beside (${DEFAULT-VALUE}).")
	private int busy;

	@Option(names = "--speculate", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Measure speculative decoding instead, with N guessed tokens at a time.")
	private @Nullable Integer speculate;

	@Option(names = "--beams", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Measure beam search with N beams instead.")
	private @Nullable Integer beams;

	@Option(names = "--candidates", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Measure N answers drawn together for a vote instead.")
	private @Nullable Integer candidates;

	@Option(names = "--mixture",
			description = "Measure the mixture that is configured against its first model instead.")
	private boolean mixture;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	BenchCommand(ModelSource models) {
		this.models = models;
	}

	@Override
	public Integer call() {
		if (this.busy < 0) {
			throw new ParameterException(this.spec.commandLine(),
					"'%d' of '--busy' is not an integer of at least 0".formatted(this.busy));
		}
		PrintWriter out = this.spec.commandLine().getOut();
		try (OpenModel model = this.models.open(this.modelOptions)) {
			if (this.speculate != null) {
				SpeculationSettings settings = new SpeculationSettings(this.prompt, this.generate, this.repetitions,
						this.speculate);
				SpeculationReport report = new SpeculationBenchmark(model.lm(), settings).run();
				print(report, out, () -> print(report, out));
				return 0;
			}
			BenchSettings settings = new BenchSettings(this.prompt, this.generate, this.repetitions, this.concurrency,
					this.busy);
			if (this.beams != null) {
				BeamReport report = new BeamBenchmark(model.lm(), settings, this.beams).run();
				print(report, out, () -> print(report, out));
				return 0;
			}
			if (this.candidates != null) {
				CandidateReport report = new CandidateBenchmark(model.lm(), settings, this.candidates).run();
				print(report, out, () -> print(report, out));
				return 0;
			}
			if (this.mixture) {
				MixtureReport report = new MixtureBenchmark(model.lm(), settings).run();
				print(report, out, () -> print(report, out));
				return 0;
			}
			BenchReport report = new Benchmark(model.lm(), settings).run(this.modelOptions.location(), model.loadTime(),
					MemoryBandwidth::measure);
			print(report, out, () -> print(report, out));
		}
		return 0;
	}

	/**
	 * Print a report as it is asked for.
	 * @param report the report
	 * @param out where to print it
	 * @param table prints it for people
	 */
	private void print(Object report, PrintWriter out, Runnable table) {
		if (this.json) {
			out.println(Json.MAPPER.writeValueAsString(report));
		}
		else {
			table.run();
		}
	}

	private void print(SpeculationReport report, PrintWriter out) {
		print(out, "%s, %s on %s, %d tokens guessed at a time", report.model(), report.dtype(), report.device(),
				report.settings().draft());
		print(out, "");
		print(out, "| guesses | tokens/s | times plain | right |");
		print(out, "|---|--:|--:|--:|");
		print(out, "| none | %s | 1 | |", text(report.plain(), 1));
		print(out, "always right", report.known());
		print(out, "prompt lookup", report.lookup());
	}

	private void print(BeamReport report, PrintWriter out) {
		print(out, "%s, %s on %s", report.model(), report.dtype(), report.device());
		print(out, "");
		print(out, "| beams | tokens/s | times one |");
		print(out, "|--:|--:|--:|");
		print(out, "| 1 | %s | 1 |", text(report.one(), 1));
		print(out, "| %d | %s | %s |", report.beams(), text(report.all(), 1), text(report.ratio(), 1));
	}

	private void print(CandidateReport report, PrintWriter out) {
		print(out, "%s, %s on %s", report.model(), report.dtype(), report.device());
		print(out, "");
		print(out, "| answers | tokens/s | times one | forward tokens a different token |");
		print(out, "|--:|--:|--:|--:|");
		print(out, "| 1 | %s | 1 | |", text(report.one(), 1));
		print(out, "| %d | %s | %s | %.3f |", report.candidates(), text(report.all(), 1), text(report.ratio(), 1),
				report.forward().median());
	}

	private void print(MixtureReport report, PrintWriter out) {
		print(out, "%s, %s on %s", report.model(), report.dtype(), report.device());
		print(out, "");
		print(out, "| | weights, MB | tokens/s | time of a token |");
		print(out, "|---|--:|--:|--:|");
		print(out, "| alone | %.0f | %s | 1 |", report.weightBytes() / 1e6, text(report.alone(), 1));
		print(out, "| mixture | %.0f | %s | %s |", report.mixtureWeightBytes() / 1e6, text(report.mixed(), 1),
				text(report.ratio(), 2));
	}

	private void print(PrintWriter out, String guesses, SpeculationReport.Run run) {
		print(out, "| %s | %s | %s | %.0f %% |", guesses, text(run.speed(), 1), text(run.speedup(), 1),
				run.acceptance().median() * 100);
	}

	private void print(BenchReport report, PrintWriter out) {
		print(out, "%s (%s), %s on %s, %,d parameters, %d processors", report.model(), report.architecture(),
				report.dtype(), report.device(), report.parameters(), report.processors());
		print(out, "loaded in %.2f s", report.loadSeconds());
		print(out, "");
		print(out, "| requests | prefill, tokens/s | decode, tokens/s | generated with prefill, tokens/s |");
		print(out, "|--:|--:|--:|--:|");
		for (BenchReport.Run run : report.runs()) {
			print(out, "| %d | %s | %s | %s |", run.concurrency(), text(run.prefill(), 1), text(run.decode(), 1),
					text(run.total(), 1));
		}
		print(out, "");
		print(out, "time to first token: %s ms new, %s ms with the prefix cached",
				text(report.timeToFirstTokenSeconds(), 1e3), text(report.cachedTimeToFirstTokenSeconds(), 1e3));
		print(out, "resident memory: %s loaded, %s after, %s at most", megabytes(report.loadedResidentBytes()),
				megabytes(report.residentBytes()), megabytes(report.peakResidentBytes()));
		print(out, "memory bandwidth: %.1f GB/s", report.memoryBandwidth() / 1e9);
		if (report.decodeBandwidthShare() != null) {
			print(out, "decoding one request uses %.0f %% of it", report.decodeBandwidthShare() * 100);
		}
	}

	private void print(PrintWriter out, String line, @Nullable Object... values) {
		out.println(String.format(Locale.ROOT, line, values));
	}

	private String text(Summary summary, double factor) {
		return String.format(Locale.ROOT, "%.1f (%.1f - %.1f)", summary.median() * factor, summary.min() * factor,
				summary.max() * factor);
	}

	private String megabytes(@Nullable Long bytes) {
		return (bytes != null) ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000) : "unknown";
	}

}
