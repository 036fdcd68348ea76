package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogitsCommand}.
 */
class LogitsCommandTests {

	private final CliRunner cli = new CliRunner(new AlphabetModel());

	@TempDir
	Path directory;

	@Test
	void lastLogitsArePrintedAsShortestDecimals() {
		assertThat(this.cli.run("logits", "--model", "x", "--ids", "0,3")).isZero();
		JsonNode result = Json.MAPPER.readTree(this.cli.out());
		assertThat(result.get("ids").toString()).isEqualTo("[0,3]");
		assertThat(result.get("logits")).hasSize(AlphabetModel.VOCABULARY_SIZE);
		assertThat(result.get("logits").get(4).toString()).isEqualTo("1.3862944");
	}

	@Test
	void allLogitsAreOneListAPosition() {
		assertThat(this.cli.run("logits", "--model", "x", "--prompt", "ab", "--all")).isZero();
		JsonNode logits = Json.MAPPER.readTree(this.cli.out()).get("logits");
		assertThat(logits).hasSize(3);
		assertThat(logits.get(0).get(1).toString()).isEqualTo("1.3862944");
		assertThat(logits.get(2).get(3).toString()).isEqualTo("1.3862944");
	}

	@Test
	void emptyPromptIsWhatTheTokenizerAdds() {
		assertThat(this.cli.run("logits", "--model", "x", "--prompt", "")).isZero();
		assertThat(this.cli.out()).startsWith("{\"ids\":[0],");
	}

	@Test
	void batchGivesOneResultALineInOrder() throws IOException {
		Path file = Files.writeString(this.directory.resolve("batch.jsonl"), """
				{"ids": [0, 1]}
				{"ids": [99]}
				{"prompt": "b", "all": true}
				{"ids": [0], "depth": 3}
				{"ids": [0], "prompt": "a"}
				not json

				[1]
				{"ids": "1"}{}
				{"ids": [1.5]}
				{"ids": [2]}
				""");
		assertThat(this.cli.run("logits", "--model", "x", "--batch", file.toString())).isZero();
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("{\"ids\":[0,1],\"logits\":[0.0,"),
				(line) -> assertThat(line).isEqualTo("{\"error\":\"Token 99 is not in the vocabulary.\"}"),
				(line) -> assertThat(line).startsWith("{\"ids\":[0,2],\"logits\":[[0.0,"),
				(line) -> assertThat(line).startsWith("{\"error\":\"Unknown key 'depth'; the keys are [all, ids, "),
				(line) -> assertThat(line).startsWith("{\"error\":").contains("mutually exclusive"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"),
				(line) -> assertThat(line).startsWith("{\"error\":").contains("'1.5' is not a list of token ids"),
				(line) -> assertThat(line).startsWith("{\"ids\":[2],"));
	}

	@Test
	void batchReadsStandardInput() {
		this.cli.withInput("{\"ids\":[1]}\n{\"ids\":[2]}").run("logits", "--model", "x", "--batch", "-");
		assertThat(this.cli.out().lines()).hasSize(2);
	}

}
