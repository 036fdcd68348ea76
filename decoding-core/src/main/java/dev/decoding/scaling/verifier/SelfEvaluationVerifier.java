package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter.Step;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.Path;

/**
 * Lets the model judge its own answer: puts a question behind the answer so far and looks
 * which of two labels the model finds likelier. It is asked twice, with the meanings of
 * the labels swapped, so that a liking for a label cancels out.
 * <p>
 * Formula: with <code>p1</code> and <code>p2</code>, how likely the label for "right" is
 * against the other one in the two cases, the score is <code>(p1 + p2) / 2</code>
 * ({@link Counting#PROBABILITIES}), which is 0.5 where the model only likes a letter; or
 * the part of the two cases in which it is likelier ({@link Counting#VOTES}).
 * <p>
 * Edges: the delimiter that ends a step is left out where it is a token of its own; the
 * model's context has to hold the question, too.
 * <p>
 * Cost: one call of the model for all paths, with two sequences for each new step, which
 * share all but the question. No step is judged twice in a search.
 * <p>
 * Source: Li, Wei, Zhao, Zhang, Zhang, <i>RAIN: Your Language Models Can Align Themselves
 * without Finetuning</i>, 2024, section 3.
 */
public final class SelfEvaluationVerifier implements StepVerifier {

	private final SelfQuestion question;

	private final UnaryOperator<String> turn;

	private final Counting counting;

	/**
	 * Set what to ask.
	 * @param question the question
	 * @param turn turns the question into what is put behind an unfinished answer: for a
	 * conversation what ends the answer, the question as the user's message, and what
	 * begins the next answer, as the chat template has it
	 * @param counting how the two answers become a score
	 */
	public SelfEvaluationVerifier(SelfQuestion question, UnaryOperator<String> turn, Counting counting) {
		this.question = question;
		this.turn = turn;
		this.counting = counting;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if a label is not a single token of the model
	 */
	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		return NewSteps.judge(judging, this, paths, (asked) -> ask(judging, asked));
	}

	private List<List<Double>> ask(Judging judging, List<NewSteps> asked) {
		CausalLm lm = judging.lm();
		Labels labels = Labels.of(this.question.first(), this.question.second(), "first", "second", lm);
		List<int[]> questions = List.of(encode(false, lm), encode(true, lm));
		List<Query> queries = new ArrayList<>();
		for (NewSteps steps : asked) {
			for (Step step : steps.unjudged()) {
				TokenSequence answer = steps.upToDelimiter(step, judging.steps());
				questions.forEach((tokens) -> queries.add(Query.next(answer.append(tokens))));
			}
		}
		Evaluation evaluation = judging.evaluate(queries);
		List<List<Double>> scores = new ArrayList<>();
		int next = 0;
		for (NewSteps steps : asked) {
			List<Double> of = new ArrayList<>();
			for (int i = 0; i < steps.unjudged().size(); i++) {
				double right = labels.good(evaluation.get(next++).nextLogits());
				double wrong = labels.good(evaluation.get(next++).nextLogits());
				of.add((this.counting.count(right) + this.counting.count(1 - wrong)) / 2);
			}
			scores.add(of);
		}
		return scores;
	}

	private int[] encode(boolean swapped, CausalLm lm) {
		return lm.tokenizer().encode(this.turn.apply(this.question.text(swapped)), false);
	}

	/**
	 * What an answer of the model counts.
	 */
	public enum Counting {

		/** As much as it is likely. */
		PROBABILITIES {

			@Override
			double count(double probability) {
				return probability;
			}

		},

		/** All or nothing, by which is likelier. */
		VOTES {

			@Override
			double count(double probability) {
				return (Math.signum(probability - 0.5) + 1) / 2;
			}

		};

		abstract double count(double probability);

	}

}
