package dev.decoding.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/cli.md} has each option of each command, and none that is not
 * there.
 */
class DocumentationTests {

	private static final Path PAGE = Path.of("../../docs/cli.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)");

	private static final Set<String> EVERYWHERE = options(new Everywhere());

	@ParameterizedTest
	@ValueSource(strings = { "generate", "logits", "process", "tokenize", "render", "chat", "bench" })
	void everyOptionIsDocumented(String command) throws IOException {
		Set<String> options = options(command(command));
		options.removeAll(EVERYWHERE);
		LogitsOptions.all().stream().map(LogitsOptions::name).forEach(options::remove);
		if (command.equals("chat")) {
			options.removeAll(options(new GenerationOptions()));
		}
		assertThat(rows("## `" + command + "`")).isEqualTo(options);
	}

	@ParameterizedTest
	@ValueSource(strings = "# Command line")
	void optionsOfEveryCommandAreDocumented(String section) throws IOException {
		assertThat(rows(section)).isEqualTo(EVERYWHERE);
	}

	private static Object command(String name) {
		ModelSource none = (options) -> {
			throw new IllegalStateException();
		};
		InputStream in = InputStream.nullInputStream();
		return switch (name) {
			case "generate" -> new GenerateCommand(none, in);
			case "logits" -> new LogitsCommand(none, in);
			case "process" -> new ProcessCommand(in);
			case "tokenize" -> new TokenizeCommand(none);
			case "render" -> new RenderCommand(in);
			case "chat" -> new ChatCommand(none, in);
			case "bench" -> new BenchCommand(none);
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static Set<String> options(Object command) {
		return new CommandLine(command).getCommandSpec()
			.options()
			.stream()
			.map((option) -> option.names()[0])
			.filter((name) -> !List.of("-h", "-V").contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> rows(String heading) throws IOException {
		String page = Files.readString(PAGE);
		int start = page.indexOf(heading + "\n");
		assertThat(start).as(heading).isNotNegative();
		int end = page.indexOf("\n## ", start + heading.length());
		return ROW.matcher(page.substring(start, (end < 0) ? page.length() : end))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@CommandLine.Command
	private static final class Everywhere {

		@Mixin
		private ModelOptions modelOptions = new ModelOptions();

	}

}
