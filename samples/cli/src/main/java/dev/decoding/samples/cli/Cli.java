package dev.decoding.samples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: runs a command and gives its exit code. 0 is success, 1 a failure, 2
 * arguments that were not understood.
 */
class Cli {

	private final CommandLine commandLine;

	Cli(ModelSource models) {
		this(models, System.in, writer(FileDescriptor.out), writer(FileDescriptor.err));
	}

	Cli(ModelSource models, InputStream in, PrintWriter out, PrintWriter err) {
		this.commandLine = new CommandLine(new RootCommand())
			.addSubcommand(new CommandLine(new GenerateCommand(models, in)))
			.addSubcommand(new LogitsCommand(models, in))
			.addSubcommand(new ProcessCommand(in))
			.addSubcommand(new TokenizeCommand(models))
			.addSubcommand(new RenderCommand(in))
			.addSubcommand(new CommandLine(new ChatCommand(models, in)))
			.addSubcommand(new BenchCommand(models))
			.setOut(out)
			.setErr(err)
			.setExpandAtFiles(false)
			.setParameterExceptionHandler(this::refuse)
			.setExecutionExceptionHandler(this::fail);
	}

	private static PrintWriter writer(FileDescriptor descriptor) {
		return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
	}

	int run(String... arguments) {
		int exitCode = this.commandLine.execute(arguments);
		this.commandLine.getOut().flush();
		this.commandLine.getErr().flush();
		return exitCode;
	}

	private int refuse(ParameterException ex, String[] arguments) {
		CommandLine command = ex.getCommandLine();
		command.getErr()
			.println("%s See '%s --help'.".formatted(sentence(ex), command.getCommandSpec().qualifiedName()));
		return ExitCode.USAGE;
	}

	private String sentence(ParameterException ex) {
		String message = Failures.firstLine(ex);
		if (ex instanceof UnmatchedArgumentException unmatched) {
			message = "'%s' is not understood.".formatted(unmatched.getUnmatched().get(0));
		}
		message = message.replaceFirst("^Error: ", "");
		return message.endsWith(".") ? message : message + ".";
	}

	private int fail(Exception ex, CommandLine command, ParseResult result) {
		command.getErr().println(Failures.sentence(ex));
		if (result.hasMatchedOption("--verbose")) {
			ex.printStackTrace(command.getErr());
		}
		return ExitCode.SOFTWARE;
	}

}
