package dev.decoding.samples.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * One thing to continue, or many from a file.
 */
class InputOptions extends PromptOptions {

	@Option(names = "--batch", paramLabel = "FILE.jsonl",
			description = "File with one request a line, as a JSON object of options in snake case; '-' is standard "
					+ "input.")
	private @Nullable String batch;

	@Nullable String batch() {
		return this.batch;
	}

}
