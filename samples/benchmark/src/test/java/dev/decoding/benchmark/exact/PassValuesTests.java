package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.arithmetic.chain.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link PassValues}.
 */
class PassValuesTests {

	@Test
	void areThoseOfTheCorpus() {
		for (ChainProblem problem : RandomProblems.draw(1)) {
			PassValues values = new PassValues(problem);
			CorpusValues expected = new CorpusValues(problem);
			assertThat(values.answer()).isEqualTo(problem.solve().answer());
			for (int done = 0; done <= problem.terms().size(); done++) {
				for (int value = 0; value < Operation.MODULUS; value++) {
					for (boolean wrong : new boolean[] { false, true }) {
						assertThat(values.passProbability(done, value, wrong))
							.isCloseTo(expected.passProbability(done, value, wrong), within(1e-12));
					}
				}
			}
		}
	}

}
