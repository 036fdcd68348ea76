package dev.decoding.samples.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenizeCommand}.
 */
class TokenizeCommandTests {

	private final CliRunner cli = new CliRunner(new AlphabetModel());

	@Test
	void textBecomesOneTokenALine() {
		assertThat(this.cli.run("tokenize", "--model", "x", "--text", "ba")).isZero();
		assertThat(this.cli.out()).isEqualTo("0\t<s>\n2\tb\n1\ta\n");
	}

	@Test
	void specialTokensCanBeLeftOut() {
		this.cli.run("tokenize", "--model", "x", "--text", "ba", "--no-special-tokens", "--json");
		assertThat(this.cli.out()).isEqualTo("{\"ids\":[2,1],\"tokens\":[\"b\",\"a\"],\"text\":\"ba\"}\n");
	}

	@Test
	void idsBecomeText() {
		this.cli.run("tokenize", "--model", "x", "--ids", "0,3,1,2");
		assertThat(this.cli.out()).isEqualTo("<s>cab\n");
	}

	@Test
	void idOutsideTheVocabularyIsRefused() {
		assertThat(this.cli.run("tokenize", "--model", "x", "--ids", "28")).isEqualTo(1);
		assertThat(this.cli.err()).isEqualTo("'28' of '--ids' is not one of the 28 tokens.\n");
	}

}
