package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link BadWords}.
 */
class BadWordsTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("NoBadWordsLogitsProcessor", BadWordsTests::badWords);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("NoBadWordsLogitsProcessor", BadWordsTests::badWords);
	}

	@Test
	void removesSingleTokensAlways() {
		assertThat(processed(new BadWords(List.of(List.of(1)), List.of()), TokenSequence.of(0), 1, 2, 3))
			.containsExactly(1, GONE, 3);
	}

	@Test
	void removesTheTokenThatWouldCompleteAWord() {
		BadWords badWords = new BadWords(List.of(List.of(2, 0, 1), List.of(2, 0)), List.of());
		assertThat(processed(badWords, TokenSequence.of(1, 2).append(0), 1, 2, 3)).containsExactly(1, GONE, 3);
		assertThat(processed(badWords, TokenSequence.of(1, 2), 1, 2, 3)).containsExactly(GONE, 2, 3);
		assertThat(processed(badWords, TokenSequence.of(1, 0), 1, 2, 3)).containsExactly(1, 2, 3);
	}

	@Test
	void whatEndsATextIsNotForbiddenAlone() {
		BadWords badWords = new BadWords(List.of(List.of(1), List.of(0, 1)), List.of(2, 1));
		assertThat(processed(badWords, TokenSequence.of(0, 2), 1, 2, 3)).containsExactly(1, 2, 3);
		assertThat(processed(badWords, TokenSequence.of(2, 0), 1, 2, 3)).containsExactly(1, GONE, 3);
	}

	@Test
	void changesNothingWhereNoWordIsLeft() {
		assertThat(processed(new BadWords(List.of(List.of(1), List.of()), List.of(1)), TokenSequence.of(0), 1, 2))
			.containsExactly(1, 2);
	}

	@Test
	void refusesToForbidNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BadWords(List.of(), List.of()))
			.withMessage("'badWords' is empty but must have at least one sequence");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BadWords(List.of(List.of(3, -1)), List.of()))
			.withMessage("'badWords' has the token id -1 but must have ids from 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> processed(new BadWords(List.of(List.of(7)), List.of()), TokenSequence.of(0), 1, 2))
			.withMessage("'badWords' has the token id 7 but must have ids from 0 to 1, the last of the vocabulary");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new BadWords(List.of(List.of(1)), List.of()).name()).isEqualTo("bad-words");
	}

	private static BadWords badWords(JsonNode params) {
		return new BadWords(params.get("bad_words_ids").valueStream().map(ReferenceCases::tokens).toList(),
				ReferenceCases.tokens(params.path("eos_token_id")));
	}

	private static float[] processed(BadWords badWords, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		badWords.process(sequence, logits);
		return logits.scores();
	}

}
