package dev.decoding.samples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * How the requests of a file are run.
 */
class BatchOptions {

	private static final String STANDARD_INPUT = "-";

	@Option(names = "--concurrency", paramLabel = "N", converter = OptionConverters.ForCount.class, defaultValue = "16",
			description = "Number of requests of a batch that run at a time (${DEFAULT-VALUE}).")
	private int concurrency = 16;

	/**
	 * Refuse a file that cannot be read before a model is loaded for it.
	 * @param file the file, or {@code null} if there is none
	 * @param command the command to name
	 */
	void check(@Nullable String file, CommandLine command) {
		if (file != null && !file.equals(STANDARD_INPUT) && !Files.isReadable(Path.of(file))) {
			throw new ParameterException(command, "'%s' of '--batch' is not a file that can be read.".formatted(file));
		}
	}

	/**
	 * Run the batch.
	 * @param file the file
	 * @param in the standard input
	 * @param out takes one line of JSON a request
	 * @param task what a line gives
	 */
	void run(String file, InputStream in, PrintWriter out, Function<String, Object> task) {
		try (BufferedReader lines = open(file, in); ProgressBar progress = progress(file)) {
			Runnable step = (progress != null) ? progress::step : () -> {
			};
			new BatchRunner(this.concurrency, task, step).run(lines, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'%s' of '--batch' cannot be read: %s".formatted(file, ex), ex);
		}
	}

	private BufferedReader open(String file, InputStream in) throws IOException {
		return file.equals(STANDARD_INPUT) ? new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
				: new BufferedReader(
						new InputStreamReader(Files.newInputStream(Path.of(file)), StandardCharsets.UTF_8));
	}

	private @Nullable ProgressBar progress(String file) throws IOException {
		if (!Terminal.isStandardError()) {
			return null;
		}
		return new ProgressBarBuilder().setTaskName("batch")
			.setInitialMax(countLines(file))
			.setStyle(ProgressBarStyle.ASCII)
			.build();
	}

	private long countLines(String file) throws IOException {
		if (file.equals(STANDARD_INPUT)) {
			return -1;
		}
		try (BufferedReader lines = open(file, InputStream.nullInputStream())) {
			return lines.lines().count();
		}
	}

}
