package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RewardModelVerifier}.
 */
class RewardModelVerifierTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "?", " ", "a", "b", "#", "\n", "+", "-");

	/** Likes each step less than the one before. */
	private final TableLm rewardModel = new TableLm(TOKENS, 100, (sequence) -> {
		float[] scores = new float[TOKENS.size()];
		scores[8] = 2 - 0.1f * sequence.length();
		scores[2] = 50;
		return scores;
	});

	private final RewardPrompt prompt = new RewardPrompt("{prompt} ", "{step} #", "\n", false);

	private final Answers answers = Answers.ofThreeLines();

	private static double score(int length) {
		return 1 / (1 + Math.exp(-(2 - 0.1 * length)));
	}

	@Test
	void readsTheNextTokenBehindEachTag() {
		RewardModelVerifier verifier = new RewardModelVerifier(this.rewardModel, this.prompt, "+", "-");
		List<Double> scores = verifier.scoreSteps(this.answers, List.of(this.answers.lines(3))).get(0);
		// "? aa #", "\nbb #", "\na #"
		assertThat(scores.get(0)).isCloseTo(score(6), within(1e-6));
		assertThat(scores.get(1)).isCloseTo(score(11), within(1e-6));
		assertThat(scores.get(2)).isCloseTo(score(15), within(1e-6));
		assertThat(this.rewardModel.calls).hasSize(1);
		assertThat(this.rewardModel.calls.get(0)).hasSize(1);
		assertThat(this.rewardModel.tokenizer().decode(this.rewardModel.calls.get(0).get(0).sequence().toArray(), true))
			.isEqualTo("? aa #\nbb #\na #");
	}

	@Test
	void asksForNewStepsOnly() {
		RewardModelVerifier verifier = new RewardModelVerifier(this.rewardModel, this.prompt, "+", "-");
		Path path = this.answers.lines(1);
		verifier.scoreSteps(this.answers, List.of(path));
		List<Double> scores = verifier.scoreSteps(this.answers, List.of(this.answers.more(path))).get(0);
		assertThat(scores.get(1)).isCloseTo(score(11), within(1e-6));
		assertThat(this.rewardModel.calls.get(1).get(0).from()).isEqualTo(10);
	}

	@Test
	void aConversationIsReadWithTheJudgementsBetween() {
		RewardPrompt turns = new RewardPrompt("{prompt}", "{step}\n", "+\n", false);
		RewardModelVerifier verifier = new RewardModelVerifier(this.rewardModel, turns, "+", "-",
				(text) -> text + text);
		verifier.scoreSteps(this.answers, List.of(this.answers.lines(2)));
		assertThat(this.rewardModel.tokenizer().decode(this.rewardModel.calls.get(0).get(0).sequence().toArray(), true))
			.isEqualTo("??aa\n+\nbb\n");
	}

	@Test
	void refusesLabelsOfSeveralTokens() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RewardModelVerifier(this.rewardModel, this.prompt, "+", "a-"))
			.withMessageContaining("'bad' is 'a-', which is 2 tokens of the model 'table'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RewardModelVerifier(this.rewardModel, this.prompt, "+", "+"))
			.withMessageContaining("'good' and 'bad' are the same token");
		assertThatIllegalArgumentException().isThrownBy(() -> new RewardPrompt("", "#", "", false))
			.withMessageContaining("{step}");
	}

	@Test
	void mathShepherdReadsItsTagBehindEachStep() {
		assertThat(RewardPrompt.MATH_SHEPHERD.texts("1 + 1?", List.of("1 + 1 = 2\n", "So 2.")))
			.containsExactly("1 + 1? 1 + 1 = 2 \u043a\u0438", "1 + 1? 1 + 1 = 2 \u043a\u0438\nSo 2. \u043a\u0438");
	}

}
