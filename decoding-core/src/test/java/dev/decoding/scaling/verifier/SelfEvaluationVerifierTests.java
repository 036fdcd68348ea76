package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier.Counting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link SelfEvaluationVerifier}.
 */
class SelfEvaluationVerifierTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "\n", "?", "A", "B", "y", "n");

	/** "?yn" asks with A for yes, "?ny" with B. */
	private static final SelfQuestion QUESTION = new SelfQuestion("{first}{second}", "y", "n", "A", "B");

	/**
	 * Return a search of a model that says two lines.
	 * @param liking how much it likes the letter A
	 * @param judgement how much it likes the answer
	 */
	private static Answers answers(float liking, float judgement) {
		return new Answers(new TableLm(TOKENS, 100, (sequence) -> {
			float[] scores = new float[TOKENS.size()];
			if (sequence.length() > 4 && (sequence.last() == 8 || sequence.last() == 9)) {
				scores[6] = liking + ((sequence.last() == 9) ? judgement : -judgement);
				scores[0] = 30;
				return scores;
			}
			int[] text = { 2, 4, 3 };
			int at = sequence.generatedLength();
			scores[(at < text.length) ? text[at] : 0] = 30;
			return scores;
		}), null);
	}

	private static double sigmoid(double x) {
		return 1 / (1 + Math.exp(-x));
	}

	@Test
	void asksTwiceWithSwappedLabelsInOneCall() {
		Answers answers = answers(0.5f, 1);
		List<Double> scores = new SelfEvaluationVerifier(QUESTION, (text) -> "?" + text, Counting.PROBABILITIES)
			.scoreSteps(answers, List.of(answers.lines(2)))
			.get(0);
		assertThat(scores).hasSize(2)
			.allSatisfy((score) -> assertThat(score).isCloseTo((sigmoid(1.5) + 1 - sigmoid(-0.5)) / 2, within(1e-6)));
		assertThat(answers.lastCall())
			.extracting((query) -> answers.lm().tokenizer().decode(query.sequence().generated(), true))
			.containsExactly("a?yn", "a?ny", "a\nb?yn", "a\nb?ny");
	}

	@Test
	void aLikingForALetterIsNoJudgement() {
		Answers answers = answers(7, 0);
		assertThat(new SelfEvaluationVerifier(QUESTION, (text) -> text, Counting.PROBABILITIES).score(answers,
				List.of(answers.lines(1))))
			.allSatisfy((score) -> assertThat(score).isCloseTo(0.5, within(1e-9)));
	}

	@Test
	void votesCountWhatIsLikelier() {
		assertThat(votes(0, 0.1f)).isEqualTo(1);
		assertThat(votes(0, -0.1f)).isEqualTo(0);
		assertThat(votes(5, 0.1f)).isEqualTo(0.5);
		assertThat(votes(0, 0)).isEqualTo(0.5);
	}

	private static double votes(float liking, float judgement) {
		Answers answers = answers(liking, judgement);
		return new SelfEvaluationVerifier(QUESTION, (text) -> text, Counting.VOTES)
			.score(answers, List.of(answers.lines(1)))
			.get(0);
	}

	@Test
	void refusesLabelsOfSeveralTokens() {
		Answers answers = answers(0, 0);
		SelfQuestion question = new SelfQuestion("{first}{second}", "y", "n", "A", "BB");
		SelfEvaluationVerifier verifier = new SelfEvaluationVerifier(question, (text) -> text, Counting.VOTES);
		assertThatIllegalArgumentException().isThrownBy(() -> verifier.scoreSteps(answers, List.of(answers.lines(1))))
			.withMessageContaining("'second' is 'BB', which is 2 tokens");
		assertThatIllegalArgumentException().isThrownBy(() -> new SelfQuestion("{first}", "y", "n", "A", "B"))
			.withMessageContaining("{second}");
	}

}
