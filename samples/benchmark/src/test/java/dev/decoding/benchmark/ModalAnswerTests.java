package dev.decoding.benchmark;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.CorpusValues;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ModalAnswer}.
 */
class ModalAnswerTests {

	@Test
	void isRightWhereNoTrapIsHeavy() {
		ChainProblem problem = ChainProblem.parse("7 +3 *2 A5 =");
		ModalAnswer modal = ModalAnswer.of(problem);
		assertThat(modal.answer()).isEqualTo(problem.solve().answer());
		assertThat(modal.isRight()).isTrue();
		assertThat(modal.probability()).isCloseTo(new CorpusValues(problem).passProbability(), within(1e-12));
	}

	@Test
	void forgetsToDoubleWhereTheTrapIsHeavy() {
		ModalAnswer modal = ModalAnswer.of(ChainProblem.parse("7 E3 ="));
		assertThat(modal.answer()).isEqualTo(10);
		assertThat(modal.isRight()).isFalse();
	}

}
