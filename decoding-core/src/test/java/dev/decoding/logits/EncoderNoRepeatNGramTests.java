package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link EncoderNoRepeatNGram}.
 */
class EncoderNoRepeatNGramTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("EncoderNoRepeatNGramLogitsProcessor", EncoderNoRepeatNGramTests::noRepeat);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("EncoderNoRepeatNGramLogitsProcessor", (params) -> noRepeat(params, 0, 1));
	}

	@Test
	void removesWhatCompletesARunOfThePrompt() {
		assertThat(processed(new EncoderNoRepeatNGram(2), TokenSequence.of(1, 3, 0).append(2, 1))).containsExactly(0, 0,
				0, GONE);
	}

	@Test
	void runsBehindThePromptMayBeRepeated() {
		assertThat(processed(new EncoderNoRepeatNGram(2), TokenSequence.of(1, 3).append(2, 0, 2))).containsExactly(0, 0,
				0, 0);
	}

	@Test
	void withOneNoTokenOfThePromptOccursAgain() {
		assertThat(processed(new EncoderNoRepeatNGram(1), TokenSequence.of(1, 3).append(2))).containsExactly(0, GONE, 0,
				GONE);
	}

	@Test
	void looksInTheTokensItIsGivenInstead() {
		assertThat(processed(new EncoderNoRepeatNGram(2, List.of(2, 3)), TokenSequence.of(1, 2))).containsExactly(0, 0,
				0, GONE);
	}

	@Test
	void sequencesTooShortForARunChangeNothing() {
		assertThat(processed(new EncoderNoRepeatNGram(3, List.of(2, 2, 2)), TokenSequence.of(2))).containsExactly(0, 0,
				0, 0);
	}

	@Test
	void refusesLessThanOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EncoderNoRepeatNGram(0))
			.withMessage("'encoderNoRepeatNgramSize' is 0 but must be at least 1");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> processed(new EncoderNoRepeatNGram(1, List.of(4)), TokenSequence.of(0)))
			.withMessageContaining("'encoderTokens' has the token id 4");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new EncoderNoRepeatNGram(2).name()).isEqualTo("encoder-no-repeat-ngram-size");
	}

	private static EncoderNoRepeatNGram noRepeat(JsonNode params, int row, int rows) {
		JsonNode encoder = params.get("encoder_input_ids");
		JsonNode tokens = encoder.get(0).isArray() ? encoder.get(row * encoder.size() / rows) : encoder;
		return new EncoderNoRepeatNGram(params.get("encoder_ngram_size").intValue(), ReferenceCases.tokens(tokens));
	}

	private static float[] processed(EncoderNoRepeatNGram noRepeat, TokenSequence sequence) {
		Logits logits = Logits.of(new float[4]);
		noRepeat.process(sequence, logits);
		return logits.scores();
	}

}
