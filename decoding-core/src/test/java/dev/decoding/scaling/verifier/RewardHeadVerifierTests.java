package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.Query;
import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RewardHeadVerifier}.
 */
class RewardHeadVerifierTests {

	/** Its score grows with the length of the sequence. */
	private final RewardHead head = new RewardHead(new float[] { 1 }, new float[] { 0 }, new float[] { 0.1f }, 0);

	private final RewardHeadVerifier verifier = new RewardHeadVerifier(this.head);

	private final Answers answers = new Answers(TableLm.saying(Answers.TOKENS, 2, 2, 4, 3, 3, 4, 2)
		.withHiddenStates((sequence) -> new float[] { sequence.length() }), null);

	private double score(int length) {
		return this.head.score(new float[] { length });
	}

	@Test
	void readsTheStateAtTheTokenThatEndsAStep() {
		Path path = this.answers.lines(3);
		assertThat(path.isFinished()).isTrue();
		assertThat(this.verifier.scoreSteps(this.answers, List.of(path)))
			.containsExactly(List.of(score(5), score(8), score(9)));
		assertThat(this.answers.lastCall()).hasSize(1);
		assertThat(this.answers.lastCall().get(0)).isEqualTo(Query.hiddenStates(path.tokens().take(9), 4));
	}

	@Test
	void asksForNewStepsOnly() {
		Path path = this.answers.lines(1);
		this.verifier.scoreSteps(this.answers, List.of(path, path));
		assertThat(this.answers.lastCall()).containsExactly(Query.hiddenStates(path.tokens(), 4));
		Path more = this.answers.more(path);
		assertThat(this.verifier.scoreSteps(this.answers, List.of(more, path)))
			.containsExactly(List.of(score(5), score(8)), List.of(score(5)));
		assertThat(this.answers.lastCall()).containsExactly(Query.hiddenStates(more.tokens(), 7));
		this.answers.lm().evaluate(List.of(Query.next(path.tokens())));
		this.verifier.scoreSteps(this.answers, List.of(more));
		assertThat(this.answers.lastCall()).containsExactly(Query.next(path.tokens()));
	}

	@Test
	void aStepThatPathsShareIsAskedForOnce() {
		Path longer = this.answers.lines(2);
		Path shorter = this.answers.lines(1);
		assertThat(this.verifier.scoreSteps(this.answers, List.of(longer, shorter)))
			.containsExactly(List.of(score(5), score(8)), List.of(score(5)));
		assertThat(this.answers.lastCall()).hasSize(1);
	}

}
