package dev.decoding.arithmetic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerExtractor}.
 */
class AnswerExtractorTests {

	@Test
	void findsTheAnswerBehindTheSteps() {
		assertThat(AnswerExtractor.extract("17 + 25 = 42\n42 + 8 = 50\nAnswer: 50")).hasValue(50);
	}

	@Test
	void findsANegativeAnswer() {
		assertThat(AnswerExtractor.extract("5 - 12 = -7\nAnswer: -7")).hasValue(-7);
	}

	@Test
	void findsTheAnswerOfAnObject() {
		assertThat(AnswerExtractor.extract("{\"steps\": [\"1 + 1 = 2\"], \"answer\": 2}")).hasValue(2);
	}

	@Test
	void theLastAnswerCounts() {
		assertThat(AnswerExtractor.extract("Answer: 3\nAnswer: 4")).hasValue(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "17 + 25 = 42", "Answer:", "Answer: none", "Answer: 99999999999" })
	void findsNothingWhereThereIsNone(String text) {
		assertThat(AnswerExtractor.extract(text)).isEmpty();
	}

}
