package dev.decoding.arithmetic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SelfEvaluation}.
 */
class SelfEvaluationTests {

	@ParameterizedTest
	@CsvSource({ "false, true, A", "false, false, B", "true, true, B", "true, false, A" })
	void theLetterMeansWhatTheQuestionSays(boolean swapped, boolean right, String answer) {
		SelfEvaluation question = new SelfEvaluation(swapped);
		assertThat(question.answer(right)).isEqualTo(answer);
		assertThat(question.text()).contains(answer + (right ? ": yes" : ": no"));
	}

}
