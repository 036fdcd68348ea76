package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateCommand}.
 */
class GenerateCommandTests {

	private final CliRunner cli = new CliRunner(new AlphabetModel());

	@TempDir
	Path directory;

	@Test
	void textIsStreamed() {
		assertThat(run("--prompt", "x")).isZero();
		assertThat(this.cli.out()).isEqualTo("yz");
		assertThat(this.cli.err()).isEmpty();
	}

	@Test
	void emptyPromptIsWhatTheTokenizerAdds() {
		assertThat(run("--prompt", "", "--max-new-tokens", "3")).isZero();
		assertThat(this.cli.out()).isEqualTo("abc");
	}

	@Test
	void stopTextEndsTheGeneration() {
		run("--prompt", "a", "--stop", "q", "--stop", "ef");
		assertThat(this.cli.out()).isEqualTo("bcd");
	}

	@Test
	void jsonHasIdsWithThePrompt() {
		assertThat(run("--ids", "0,24", "--json")).isZero();
		JsonNode result = Json.MAPPER.readTree(this.cli.out());
		assertThat(result.propertyNames()).containsExactly("sequences", "texts", "scores", "finish_reasons", "usage",
				"cost");
		assertThat(result.get("sequences").toString()).isEqualTo("[[0,24,25,26,27]]");
		assertThat(result.get("texts").toString()).isEqualTo("[\"xyz\"]");
		assertThat(result.get("finish_reasons").toString()).isEqualTo("[\"stop\"]");
		assertThat(result.get("scores").get(0).asDouble()).isNegative();
		assertThat(result.get("usage").toString())
			.isEqualTo("{\"prompt_tokens\":2,\"completion_tokens\":3,\"total_tokens\":5,\"cached_tokens\":0}");
		assertThat(result.get("cost").toString())
			.isEqualTo("{\"prompt_tokens\":2,\"cached_prompt_tokens\":0,\"generations\":1,\"new_tokens\":3,"
					+ "\"forward_tokens\":9,\"model_calls\":3,\"verifier_tokens\":0}");
	}

	@Test
	void tokenHealingGoesWithAnyStrategy() {
		assertThat(run("--prompt", "ab", "--token-healing", "--max-new-tokens", "3")).isZero();
		assertThat(this.cli.out()).isEqualTo("cde");
		assertThat(run("--prompt", "ab", "--token-healing", "--num-beams", "2", "--max-new-tokens", "3")).isZero();
	}

	@Test
	void sameSeedGivesTheSameText() {
		String[] arguments = { "--prompt", "a", "--do-sample", "--temperature", "2.5", "--top-k", "9", "--top-p", "0.9",
				"--max-new-tokens", "20", "--seed", "7" };
		run(arguments);
		CliRunner again = new CliRunner(new AlphabetModel());
		assertThat(this.cli.err()).isEmpty();
		assertThat(this.cli.out()).isNotEmpty();
		again.run(arguments(arguments));
		assertThat(again.out()).isEqualTo(this.cli.out());
	}

	@Test
	void beamsAreMeantByTheirNumber() {
		assertThat(run("--prompt", "a", "--num-beams", "3", "--num-return-sequences", "2", "--max-new-tokens", "3",
				"--json"))
			.isZero();
		JsonNode result = Json.MAPPER.readTree(this.cli.out());
		assertThat(result.get("texts")).hasSize(2);
		assertThat(result.get("texts").get(0).asString()).isEqualTo("abcd");
		assertThat(result.get("scores").get(0).asDouble()).isGreaterThan(result.get("scores").get(1).asDouble());
	}

	@Test
	void strategyIsChosenByName() {
		assertThat(run("--prompt", "a", "--strategy", "speculative", "--max-new-tokens", "3")).isZero();
		assertThat(this.cli.out()).isEqualTo("bcd");
	}

	@Test
	void strategyMustExist() {
		assertThat(run("--prompt", "a", "--strategy", "bean")).isEqualTo(2);
		assertThat(this.cli.err()).contains("'bean'").contains("'constrained-beam'");
	}

	@Test
	void settingsOfOtherStrategiesAreRefused() {
		assertThat(run("--prompt", "a", "--strategy", "beam", "--cot-num-paths", "3")).isEqualTo(2);
		assertThat(this.cli.err()).contains("'--cot-num-paths' has no effect with '--strategy=beam'");
	}

	@Test
	void drawingIsRefusedForStrategiesThatDrawNothing() {
		assertThat(run("--prompt", "a", "--strategy", "contrastive", "--do-sample")).isEqualTo(2);
		assertThat(this.cli.err()).contains("'--do-sample' has no effect with '--strategy=contrastive'");
	}

	@Test
	void temperatureOfZeroTakesTheLikeliest() {
		run("--prompt", "a", "--do-sample", "--temperature", "0", "--max-new-tokens", "3");
		assertThat(this.cli.out()).isEqualTo("bcd");
	}

	@Test
	void severalSequencesAreDrawn() {
		run("--prompt", "a", "--do-sample", "--temperature", "5", "--num-return-sequences", "3", "--max-new-tokens",
				"8", "--seed", "1", "--json");
		assertThat(Json.MAPPER.readTree(this.cli.out()).get("sequences").valueStream()).hasSize(3)
			.doesNotHaveDuplicates();
	}

	@Test
	void batchGivesOneResultALineInOrder() throws IOException {
		Path file = Files.writeString(this.directory.resolve("batch.jsonl"), """
				{"prompt": "a"}
				{"ids": [0, 5], "max_new_tokens": 1}
				{"prompt": "a", "num_wings": 4}
				{"prompt": "a", "stop": ["f", "d"], "do_sample": false, "seed": null}
				{"prompt": "a", "temperature": 0.5}
				{"prompt": "a", "max_new_tokens": 0}
				{}
				{"prompt": ["a"]}
				""");
		assertThat(run("--batch", file.toString(), "--max-new-tokens", "2")).isZero();
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,1,2,3]],\"texts\":[\"abc\"]"),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,5,6]],"),
				(line) -> assertThat(line).startsWith("{\"error\":\"Unknown key 'num_wings'; the keys are "),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,1,2,3]],"),
				(line) -> assertThat(line).startsWith("{\"error\":\"").contains("no effect without"),
				(line) -> assertThat(line).startsWith("{\"error\":\"").contains("'0' is not an integer of at least 1"),
				(line) -> assertThat(line).startsWith("{\"error\":\"").contains("--prompt"),
				(line) -> assertThat(line).startsWith("{\"sequences\""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					--prompt a --num-wings 4                   | '--num-wings' is not understood. See 'decoding generate --help'.
					--prompt a --temperature 0.7               | '--temperature' has no effect without '--do-sample'
					--prompt a --do-sample --top-p 1.5         | '--top-p' is 1.5 but must be from 0 to 1
					--prompt a --do-sample --temperature -1    | '--temperature' is -1.0 but must be a finite number above 0
					--prompt a --do-sample --temperature NaN   | '--temperature' is NaN but must be a finite number above 0
					--prompt a --temperature x                 | 'x' is not a number
					--prompt a --repetition-penalty 0          | '--repetition-penalty' is 0.0 but must be above 0
					--prompt a --bad-words-ids [[1             | '[[1' is not JSON
					--prompt a --num-return-sequences 2        | '--num-return-sequences' has no effect without '--do-sample'
					--prompt a --do-sample --num-return-sequences 2 | add '--json'
					--prompt a --max-new-tokens 0              | '0' is not an integer of at least 1
					--prompt a --do-sample --sampler best      | 'best' is not one of 'arithmetic', 'categorical', 'gumbel', 'llama-cpp', 'torch'
					--prompt a --sampler torch                 | '--sampler' has no effect without '--do-sample'
					--prompt a --max-time -1                   | '-1' is not a number of seconds
					--prompt a --top-logprobs 1                | '--top-logprobs' has no effect on a text
					--prompt a --seed x                        | 'x' is not a long
					""")
	void whatCannotBeDoneIsRefused(String arguments, String sentence) {
		assertThat(run(arguments.split(" "))).isEqualTo(2);
		assertThat(this.cli.err()).contains(sentence).hasLineCount(1);
		assertThat(this.cli.opened).isEmpty();
	}

	@Test
	void processorsChangeWhatIsGenerated() {
		run("--ids", "0,1", "--max-new-tokens", "2", "--suppress-tokens", "[2]", "--json");
		assertThat(this.cli.out()).startsWith("{\"sequences\":[[0,1,0,1]]");
	}

	@Test
	void processorsOfALineJoinThoseOfTheCommand() throws IOException {
		Path file = Files.writeString(this.directory.resolve("batch.jsonl"), """
				{"ids": [0]}
				{"ids": [0], "bad_words_ids": [[0, 0]], "repetition_penalty": null}
				{"ids": [0], "suppress_tokens": []}
				{"ids": [0], "bad_words_ids": 7.5}
				{"ids": [0], "min_length": -1}
				{"ids": [0], "top_p": 0.5}
				""");
		run("--batch", file.toString(), "--max-new-tokens", "2", "--suppress-tokens", "1");
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,0,0]]"),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,0,2]]"),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[0,1,2]]"),
				(line) -> assertThat(line).startsWith("{\"error\":\"").contains("'7.5' is not a list of lists"),
				(line) -> assertThat(line).isEqualTo("{\"error\":\"'--min-length' is -1 but must be at least 0\"}"),
				(line) -> assertThat(line).startsWith("{\"error\":\"'--top-p' has no effect without '--do-sample'"));
	}

	@Test
	void endOfTextTokensCanBeChosen() {
		run("--ids", "0,1", "--eos-token-id", "4,9", "--json");
		assertThat(this.cli.out()).startsWith("{\"sequences\":[[0,1,2,3,4]]").contains("\"finish_reasons\":[\"stop\"]");
	}

	@Test
	void endOfTextTokensCanBeNone() throws IOException {
		Path file = Files.writeString(this.directory.resolve("batch.jsonl"), """
				{"ids": [26], "eos_token_id": null}
				{"ids": [26], "eos_token_id": []}
				{"ids": [26], "eos_token_id": 27}
				""");
		run("--batch", file.toString(), "--max-new-tokens", "2");
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("{\"sequences\":[[26,27,27]]"),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[26,27,27]]"),
				(line) -> assertThat(line).startsWith("{\"sequences\":[[26,27]]"));
	}

	@Test
	void stopTextCanBeKeptAndAwaited() {
		run("--prompt", "a", "--stop", "c", "--stop", "f", "--min-tokens", "4", "--include-stop-string");
		assertThat(this.cli.out()).isEqualTo("bcdef");
	}

	@Test
	void stopStringOfHuggingFaceCutsNothing() {
		run("--prompt", "a", "--stop-strings", "cd");
		assertThat(this.cli.out()).isEqualTo("bcd");
	}

	@Test
	void textCanBeginWithGivenTokens() {
		run("--ids", "0", "--forced-prefix", "5,9", "--max-new-tokens", "4", "--json");
		assertThat(this.cli.out()).startsWith("{\"sequences\":[[0,5,9,10,11]]");
	}

	@Test
	void guidanceMovesTowardsThePrompt() {
		run("--ids", "0,1", "--guidance-scale", "3", "--max-new-tokens", "2", "--json");
		assertThat(this.cli.out()).startsWith("{\"sequences\":[[0,1,");
	}

	@Test
	void jsonTellsHowLikelyTokensWereIfAsked() {
		run("--ids", "0,1", "--max-new-tokens", "2", "--top-logprobs", "1", "--json");
		JsonNode logprobs = Json.MAPPER.readTree(this.cli.out()).get("logprobs").get(0);
		assertThat(logprobs.size()).isEqualTo(2);
		assertThat(logprobs.get(0).propertyNames()).containsExactly("token", "log_probability",
				"processed_log_probability", "rank", "entropy", "margin", "self_certainty", "alternatives");
		assertThat(logprobs.get(0).get("alternatives").get(0).get("token").intValue()).isEqualTo(2);
	}

	@Test
	void samplerIsChosen() {
		String[] arguments = { "--ids", "0", "--do-sample", "--temperature", "5", "--max-new-tokens", "20", "--seed",
				"7", "--json", "--sampler" };
		List<String> texts = Stream.of("categorical", "gumbel", "arithmetic", "torch", "llama-cpp").map((sampler) -> {
			CliRunner cli = new CliRunner(new AlphabetModel());
			String[] all = Arrays.copyOf(arguments, arguments.length + 1);
			all[arguments.length] = sampler;
			assertThat(cli.run(arguments(all))).isZero();
			return cli.out();
		}).toList();
		assertThat(texts).doesNotHaveDuplicates();
	}

	@Test
	void promptLongerThanTheContextIsOneSentence() {
		assertThat(run("--prompt", "a".repeat(100))).isEqualTo(1);
		assertThat(this.cli.err()).contains("101 tokens").hasLineCount(1);
		assertThat(this.cli.out()).isEmpty();
	}

	private int run(String... arguments) {
		return this.cli.run(arguments(arguments));
	}

	private String[] arguments(String... arguments) {
		String[] all = new String[arguments.length + 3];
		all[0] = "generate";
		all[1] = "--model";
		all[2] = "x";
		System.arraycopy(arguments, 0, all, 3, arguments.length);
		return all;
	}

}
