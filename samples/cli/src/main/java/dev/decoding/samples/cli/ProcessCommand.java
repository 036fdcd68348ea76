package dev.decoding.samples.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.decoding.samples.cli.process.ProcessLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints what a chain of processors makes of given scores. Needs no model.
 */
@Command(name = "process", mixinStandardHelpOptions = true,
		description = "Print what a chain of logits processors makes of given scores.")
class ProcessCommand implements Callable<Integer> {

	private final InputStream in;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--batch", paramLabel = "FILE.jsonl", required = true,
			description = "File with one row of scores and its processors a line, as a JSON object; '-' is standard "
					+ "input.")
	private String batch = "";

	@Mixin
	private BatchOptions batchOptions = new BatchOptions();

	ProcessCommand(InputStream in) {
		this.in = in;
	}

	@Override
	public Integer call() {
		this.batchOptions.check(this.batch, this.spec.commandLine());
		this.batchOptions.run(this.batch, this.in, this.spec.commandLine().getOut(), this::process);
		return 0;
	}

	private Object process(String line) {
		return Map.of("scores", ProcessLine.parse(BatchLine.readObject(line)).process());
	}

}
