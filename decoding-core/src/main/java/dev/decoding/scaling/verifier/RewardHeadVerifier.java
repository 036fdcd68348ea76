package dev.decoding.scaling.verifier;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.Path;

/**
 * Judges steps by a {@linkplain RewardHead head} on the model's own hidden state at the
 * token that ends a step. All that led to it is computed already, so that a step costs a
 * token.
 * <p>
 * Edges: the last step of a finished answer ends with its last token before the one that
 * ends the text.
 * <p>
 * Cost: one call of the model for all paths; of each, the tokens from the end of its
 * first new step to that of its last. No step is judged twice in a search.
 * <p>
 * Source: Lightman and others, <i>Let's Verify Step by Step</i>, 2023, for process reward
 * models.
 */
public final class RewardHeadVerifier implements StepVerifier {

	private final RewardHead head;

	/**
	 * Judge by a head.
	 * @param head the head, trained on the model that makes the answers
	 */
	public RewardHeadVerifier(RewardHead head) {
		this.head = head;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the head was trained on another model
	 */
	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		return NewSteps.judge(judging, this, paths, (asked) -> ask(judging, asked));
	}

	private List<List<Double>> ask(Judging judging, List<NewSteps> asked) {
		Evaluation evaluation = judging.evaluate(asked.stream().map(RewardHeadVerifier::query).toList());
		return IntStream.range(0, asked.size()).mapToObj((i) -> score(asked.get(i), evaluation.get(i))).toList();
	}

	private static Query query(NewSteps steps) {
		TokenSequence sequence = steps.upTo(steps.steps().get(steps.steps().size() - 1));
		return Query.hiddenStates(sequence, steps.upTo(steps.unjudged().get(0)).length() - 1);
	}

	private List<Double> score(NewSteps steps, Result result) {
		return steps.unjudged()
			.stream()
			.map((step) -> this.head.score(result.hiddenState(steps.upTo(step).length() - 1)))
			.toList();
	}

}
