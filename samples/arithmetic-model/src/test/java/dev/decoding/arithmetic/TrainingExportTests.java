package dev.decoding.arithmetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TrainingExport}.
 */
class TrainingExportTests {

	@TempDir
	private Path directory;

	@Test
	void writesAnExampleALine() throws IOException {
		TrainingExport.main(new String[] { "--out", this.directory.toString(), "--examples", "25", "--kind", "plain" });
		assertThat(Files.readAllLines(this.directory.resolve("examples.jsonl"))).hasSize(25)
			.allSatisfy((line) -> assertThat(line).startsWith("{\"messages\":[").contains("\"kind\":\"plain\""));
	}

	@Test
	void goesOnWhereItStopped() throws IOException {
		assertThat(export("--examples", "10"))
			.endsWith(export("--examples", "4", "--from", "6").toArray(String[]::new));
	}

	@Test
	void seedsAndSplitsDiffer() throws IOException {
		List<String> lines = export("--examples", "10");
		assertThat(export("--examples", "10", "--seed", "1")).isEqualTo(lines);
		assertThat(export("--examples", "10", "--seed", "2")).doesNotContainAnyElementsOf(lines);
		assertThat(export("--examples", "10", "--split", "test")).doesNotContainAnyElementsOf(lines);
	}

	@Test
	void namesTheOptionThatIsWrong() {
		assertThatIllegalArgumentException().isThrownBy(() -> export("--exampels", "1"))
			.withMessageContaining("'--exampels'");
		assertThatIllegalArgumentException().isThrownBy(() -> export("--seed")).withMessageContaining("'--seed'");
		assertThatIllegalArgumentException().isThrownBy(() -> export("--seed", "x"))
			.withMessageContaining("'--seed'")
			.withMessageContaining("'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> export("--split", "tset"))
			.withMessageContaining("'tset'");
		assertThatIllegalArgumentException().isThrownBy(() -> TrainingExport.main(new String[0]))
			.withMessageContaining("'--out'");
	}

	private List<String> export(String... options) throws IOException {
		Path file = this.directory.resolve("some.jsonl");
		String[] arguments = new String[options.length + 2];
		arguments[0] = "--out";
		arguments[1] = file.toString();
		System.arraycopy(options, 0, arguments, 2, options.length);
		TrainingExport.main(arguments);
		return Files.readAllLines(file);
	}

}
