package dev.decoding.samples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What there is without a command: help, and a refusal.
 */
@Command(name = "decoding", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
		description = "A language model inside the JVM.", synopsisSubcommandLabel = "COMMAND")
class RootCommand implements Runnable {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(),
				"A command is missing: %s.".formatted(String.join(", ", this.spec.subcommands().keySet())));
	}

}
