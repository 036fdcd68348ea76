package dev.decoding.scaling.chain;

import java.util.List;

import dev.decoding.logits.ChiSquare;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TargetSampling}.
 */
class TargetSamplingTests {

	private final SmallAnswers answers = SmallAnswers.ofManyLengths();

	private static double reward(String text) {
		return text.contains("ab") ? 0.9 : text.length() / 10.0;
	}

	private static Verifier verifier() {
		return Verifier.ofText((prompt, text) -> reward(text));
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.5, 1, 120", "2, 1, 1, 120", "1, 0.3, 3, 40" })
	void answersAreDrawnByTheirProbabilityAndReward(double alpha, double beta, int blocks, int steps) {
		List<Candidate> drawn = this.answers.draw((choice) -> new TargetSampling(verifier(), StepAggregation.LAST,
				alpha, beta, null, new ChainSchedule(500, blocks, steps, 0), choice), this.answers.request(), 6);
		ChiSquare.check("p^%s exp(r / %s) over %d blocks".formatted(alpha, beta, blocks),
				this.answers.distribution(alpha, (text) -> reward(text) / beta), drawn.size(),
				(i) -> this.answers.index(drawn.get(i)));
	}

	@Test
	void theInfiniteBetaLeavesTheVerifierOut() {
		ChainSchedule schedule = new ChainSchedule(100, 2, 10, 0);
		List<Candidate> drawn = this.answers.draw((choice) -> new TargetSampling(verifier(), StepAggregation.LAST, 2,
				Double.POSITIVE_INFINITY, null, schedule, choice), this.answers.request(), 1);
		List<Candidate> power = this.answers.draw((choice) -> new PowerSampling(2, null, schedule, choice),
				this.answers.request(), 1);
		assertThat(drawn).extracting((candidate) -> candidate.path().text())
			.isEqualTo(power.stream().map((candidate) -> candidate.path().text()).toList());
	}

	@Test
	void theAnswerIsWhatTheVerifierLikes() {
		TargetSampling algorithm = new TargetSampling(verifier());
		int liked = 0;
		for (int seed = 0; seed < 50; seed++) {
			String text = this.answers.generate(algorithm, this.answers.request().seed(seed).build())
				.sequences()
				.get(0)
				.text();
			liked += text.contains("ab") ? 1 : 0;
		}
		assertThat(liked).isGreaterThan(45);
	}

	@Test
	void settingsOutOfTheirRangeAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TargetSampling(verifier(), StepAggregation.LAST, Double.POSITIVE_INFINITY, 1, null,
					ChainSchedule.STANDARD, ChainChoice.LAST_STATE))
			.withMessageContaining("'alpha' is Infinity");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TargetSampling(verifier(), StepAggregation.LAST, 1, 0, null, ChainSchedule.STANDARD,
					ChainChoice.LAST_STATE))
			.withMessage("'beta' is 0.0 but must be above 0");
	}

}
