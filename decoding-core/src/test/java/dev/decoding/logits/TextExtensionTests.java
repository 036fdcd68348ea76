package dev.decoding.logits;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.TableLm;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TextExtension}.
 */
class TextExtensionTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "h", "ht", "http", "https", "t", "tp", "x",
			"");

	private static final Vocabulary VOCABULARY = TableLm.saying(TOKENS).tokenizer().vocabulary();

	private static TextExtension extension(String text) {
		return new TextExtension(VOCABULARY, text.getBytes(StandardCharsets.UTF_8));
	}

	private static int[] left(String text, int... generated) {
		Logits logits = Logits.of(new float[TOKENS.size()]);
		extension(text).process(TokenSequence.of(1).append(generated), logits);
		return IntStream.range(0, TOKENS.size())
			.filter((token) -> logits.get(token) > Float.NEGATIVE_INFINITY)
			.toArray();
	}

	@Test
	void tokensThatBeginWithTheTextAreLeft() {
		assertThat(left("ht")).containsExactly(3, 4, 5);
		assertThat(left("https")).containsExactly(5);
		assertThat(extension("ht").firstTokens()).containsExactly(3, 4, 5);
	}

	@Test
	void withoutSuchATokenThoseThatItBeginsWithAre() {
		assertThat(left("htx")).containsExactly(2, 3);
		assertThat(left("htx", 2)).containsExactly(6);
		assertThat(left("htx", 3)).containsExactly(8);
	}

	@Test
	void nothingIsRequiredBehindTheText() {
		assertThat(left("ht", 3)).hasSize(TOKENS.size());
		assertThat(left("ht", 5, 8)).hasSize(TOKENS.size());
		assertThat(left("")).hasSize(TOKENS.size());
	}

	@Test
	void whatDoesNotBeginWithTheTextIsLeftAlone() {
		assertThat(left("htx", 8)).hasSize(TOKENS.size());
		assertThat(left("htx", 4)).hasSize(TOKENS.size());
	}

	@Test
	void specialTokensAreNoText() {
		assertThat(left("<")).isEmpty();
		assertThat(left("h", 1)).containsExactly(2, 3, 4, 5);
	}

	@Test
	void theirScoresStayAsTheyAre() {
		Logits logits = Logits.of(0, 1, 2, 3, 4, 5, 6, 7);
		extension("ht").process(TokenSequence.of(1), logits);
		assertThat(logits.scores()).containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY,
				Float.NEGATIVE_INFINITY, 3, 4, 5, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
	}

	@Test
	void aChainSaysWhereNoTokenIsLeft() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> LogitsProcessorChain.of(extension("?"))
				.step(TokenSequence.of(1), Logits.of(new float[TOKENS.size()]), RandomStream.of(0, 0, 0)))
			.withMessageContaining("text-extension");
	}

}
