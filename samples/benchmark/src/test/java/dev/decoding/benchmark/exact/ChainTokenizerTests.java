package dev.decoding.benchmark.exact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChainTokenizer}.
 */
class ChainTokenizerTests {

	private static final String CONVERSATION = "7 +3 -5 A5 =\n+3 10 10\n-5 -5 92\nA5 184 92\nAnswer: 92<|end|>\nRevise.\n";

	private final Tokenizer tokenizer = new ChainTokenizer();

	@Test
	void stepsAreFourTokens() {
		assertThat(this.tokenizer.encode("+3 10 10\n", true)).hasSize(4);
		assertThat(this.tokenizer.encode("-5 -5 92\n", true)).hasSize(4);
		assertThat(this.tokenizer.encode("7 +3 -5 A5 =", true)).hasSize(5);
		assertThat(this.tokenizer.encode("Answer: 45", true)).hasSize(2);
	}

	@Test
	void decodesWhatItEncodes() {
		int[] tokens = this.tokenizer.encode(CONVERSATION, true);
		assertThat(this.tokenizer.decode(tokens, false)).isEqualTo(CONVERSATION);
		assertThat(this.tokenizer.decode(tokens, true)).isEqualTo(CONVERSATION.replace("<|end|>", ""));
	}

	@Test
	void decodesAnySolution() {
		for (ChainProblem problem : RandomProblems.draw(20)) {
			String text = problem + "\n" + CorpusProcess.write(problem, RandomNumbers.of(5, problem.start()));
			int[] tokens = this.tokenizer.encode(text, true);
			assertThat(this.tokenizer.decode(tokens, false)).isEqualTo(text);
			assertThat(tokens).hasSize(5 * problem.terms().size() + 5);
		}
	}

	@Test
	void streamsWhatItDecodes() {
		int[] tokens = this.tokenizer.encode(CONVERSATION, true);
		Tokenizer.StreamingDecoder decoder = this.tokenizer.streamingDecoder(new int[0], true);
		StringBuilder text = new StringBuilder();
		Arrays.stream(tokens).mapToObj(decoder::next).forEach(text::append);
		assertThat(text.append(decoder.end())).hasToString(this.tokenizer.decode(tokens, true));
	}

	@Test
	void eachTokenHasASpellingOfItsOwn() {
		Vocabulary vocabulary = this.tokenizer.vocabulary();
		for (int token = 0; token < vocabulary.size(); token++) {
			String spelling = vocabulary.token(token);
			assertThat(vocabulary.bytes(token)).isEqualTo(spelling.getBytes(StandardCharsets.UTF_8));
			if (!spelling.isEmpty()) {
				assertThat(vocabulary.id(spelling)).hasValue(token);
				assertThat(this.tokenizer.encode(spelling, true)).containsExactly(token);
			}
		}
		assertThat(vocabulary.id("")).isEmpty();
	}

	@Test
	void refusesOtherTexts() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokenizer.encode("7 +3 = Hello", true))
			.withMessageContaining("' Hello'")
			.withMessageContaining("7 +3 *2 A5 =");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokenizer.encode("97 +3 =", true));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokenizer.encode("7 +33 =", true));
	}

}
