package dev.decoding.samples.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cli}.
 */
class CliTests {

	private final CliRunner cli = new CliRunner(new AlphabetModel());

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			logits --model x                              | --prompt=TEXT
			logits --ids 1                                | --model=LOCATION
			logits --model x --ids 1,b                    | '1,b' is not a list of token ids such as '1,2,3'
			logits --model x --ids 1 --prompt a           | mutually exclusive
			logits --model x --ids -1                     | '-1' is not a list of token ids
			logits --model x --ids 1 --nonsense           | '--nonsense' is not understood
			logits --model x --ids 1 more                 | 'more' is not understood
			logits --model x --ids 1 --dtype int3         | 'int3' is not one of 'auto', 'float32'
			logits --model x --ids 1 --device tpu         | 'tpu' is not one of 'auto', 'cpu'
			logits --model x --ids 1 --threads 0          | '0' is not an integer of at least 1
			logits --model x --ids 1 --context-length x   | 'x' is not an integer of at least 1
			logits --model x --ids 1 --kv-cache-size -1GB | '-1GB' is not a size such as '512MB'
			logits --model x --batch /no/such/file.jsonl  | '/no/such/file.jsonl' of '--batch' is not a file
			bench --model x --concurrency 1,0             | '0' is not an integer of at least 1
			bench --model x --busy -1                     | '-1' of '--busy'
			speak --model x                               | 'speak' is not understood
			""")
	void argumentsThatAreNotUnderstoodAreRefusedInOneSentence(String arguments, String sentence) {
		int exitCode = this.cli.run(arguments.split(" "));
		assertThat(exitCode).isEqualTo(2);
		assertThat(this.cli.err()).contains(sentence).hasLineCount(1);
		assertThat(this.cli.out()).isEmpty();
		assertThat(this.cli.opened).isEmpty();
	}

	@Test
	void commandIsRequired() {
		assertThat(this.cli.run()).isEqualTo(2);
		assertThat(this.cli.err()).startsWith("A command is missing: ").contains("logits", "bench").hasLineCount(1);
	}

	@Test
	void failureOfTheModelIsOneSentence() {
		assertThat(this.cli.run("logits", "--model", "x", "--ids", "99")).isEqualTo(1);
		assertThat(this.cli.err()).isEqualTo("Token 99 is not in the vocabulary.\n");
		assertThat(this.cli.out()).isEmpty();
	}

	@Test
	void modelOptionsBecomeProperties() {
		this.cli.run("tokenize", "--text", "a", "--model", "/models/x", "--dtype", "bfloat16", "--device", "gpu:1",
				"--kv-cache-size", "2MB", "--threads", "3", "--context-length", "9");
		assertThat(this.cli.opened).containsExactly("--decoding.model.location=/models/x "
				+ "--decoding.model.dtype=BFLOAT16 --decoding.model.device=gpu:1 "
				+ "--decoding.model.kv-cache-size=2097152B --decoding.model.threads=3 --decoding.model.context-length=9");
	}

	@Test
	void helpListsTheCommands() {
		assertThat(this.cli.run("--help")).isZero();
		assertThat(this.cli.out()).contains("logits", "tokenize", "chat", "bench");
	}

}
