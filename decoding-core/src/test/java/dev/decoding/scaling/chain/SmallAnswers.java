package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;

/**
 * A model with so few answers that the probability of each is known.
 */
final class SmallAnswers {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b");

	/** The answer of a text is the text. */
	static final AnswerFinder WHOLE = (text) -> new AnswerFinder.Answer(text, 0, text.length());

	final TableLm lm;

	private final int mostTokens;

	private final List<int[]> answers = new ArrayList<>();

	private final List<Double> logProbabilities = new ArrayList<>();

	private SmallAnswers(TableLm lm, int mostTokens) {
		this.lm = lm;
		this.mostTokens = mostTokens;
		enumerate(TokenSequence.of(1), 0);
	}

	/**
	 * Two letters: ab with 0.4, ba and bb with 0.25 each, as in the paper, and so 0.9 in
	 * all.
	 */
	static SmallAnswers ofThePaper() {
		return new SmallAnswers(new TableLm(TOKENS, 100, (sequence) -> {
			double[] next = (sequence.generatedLength() == 0) ? new double[] { 0, 0, 0.4 / 0.9, 0.5 / 0.9 }
					: (sequence.last() == 2) ? new double[] { 0, 0, 0, 1 } : new double[] { 0, 0, 0.5, 0.5 };
			return logarithms(next);
		}), 2);
	}

	/**
	 * Up to five letters, of which some ends are certain and some far off.
	 */
	static SmallAnswers ofManyLengths() {
		return new SmallAnswers(new TableLm(TOKENS, 100, (sequence) -> {
			double[] next = switch (sequence.generatedLength()) {
				case 0 -> new double[] { 0.3, 0, 0.3, 0.4 };
				case 1 ->
					(sequence.last() == 2) ? new double[] { 0.2, 0, 0.3, 0.5 } : new double[] { 0.1, 0, 0.75, 0.15 };
				default ->
					(sequence.last() == 2) ? new double[] { 0.6, 0, 0.1, 0.3 } : new double[] { 0.15, 0, 0.05, 0.8 };
			};
			return logarithms(next);
		}), 5);
	}

	private static float[] logarithms(double[] probabilities) {
		float[] logarithms = new float[probabilities.length];
		for (int i = 0; i < logarithms.length; i++) {
			logarithms[i] = (float) Math.log(probabilities[i]);
		}
		return logarithms;
	}

	private void enumerate(TokenSequence sequence, double logProbability) {
		if (sequence.generatedLength() == this.mostTokens || sequence.last() == 0) {
			this.answers.add(sequence.generated());
			this.logProbabilities.add(logProbability);
			return;
		}
		Logits logits = this.lm.evaluate(List.of(Query.next(sequence))).get(0).nextLogits();
		for (int token = 0; token < TOKENS.size(); token++) {
			double next = logits.logProbability(token);
			if (next > Double.NEGATIVE_INFINITY) {
				enumerate(sequence.append(token), logProbability + next);
			}
		}
	}

	int size() {
		return this.answers.size();
	}

	GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(this.mostTokens).seed(ChiSquare.seed());
	}

	GenerationResult generate(ScalingAlgorithm algorithm, GenerationRequest request) {
		return generate(algorithm, request, Limits.NONE);
	}

	GenerationResult generate(ScalingAlgorithm algorithm, GenerationRequest request, Limits limits) {
		return new ScalingStrategy("test", algorithm, WHOLE, StepSplitter.LINES, limits).generate(this.lm, request);
	}

	/**
	 * Return a choice that notes all candidates and decides on the first.
	 */
	static ChainChoice noting(ChainChoice.States states, List<Candidate> noted) {
		return new ChainChoice(states, (candidates) -> {
			noted.addAll(candidates);
			return Selection.of(candidates);
		});
	}

	/**
	 * Return the last states of many chains.
	 * @param algorithm makes the algorithm, which chooses by what it is given
	 * @param request the request, to which each run has another seed
	 * @param runs how often to run it
	 */
	List<Candidate> draw(Function<ChainChoice, ScalingAlgorithm> algorithm, GenerationRequest.Builder request,
			int runs) {
		List<Candidate> noted = new ArrayList<>();
		ScalingAlgorithm noting = algorithm.apply(noting(ChainChoice.States.LAST, noted));
		for (int i = 0; i < runs; i++) {
			generate(noting, request.seed(ChiSquare.seed() + i).build());
		}
		return noted;
	}

	int index(Candidate candidate) {
		int[] generated = candidate.path().tokens().generated();
		for (int i = 0; i < size(); i++) {
			if (Arrays.equals(this.answers.get(i), generated)) {
				return i;
			}
		}
		throw new IllegalStateException(candidate.path() + " is impossible");
	}

	String text(int answer) {
		return this.lm.tokenizer().decode(this.answers.get(answer), true);
	}

	/**
	 * Return the distribution with weights of <code>p^alpha * exp(tilt)</code>.
	 */
	double[] distribution(double alpha, ToDoubleFunction<String> tilt) {
		double[] weights = new double[size()];
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			weights[i] = Math.exp(alpha * this.logProbabilities.get(i) + tilt.applyAsDouble(text(i)));
			sum += weights[i];
		}
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= sum;
		}
		return weights;
	}

	/**
	 * Return the sum of all <code>p^alpha</code>.
	 */
	double evidence(double alpha) {
		return this.logProbabilities.stream().mapToDouble((log) -> Math.exp(alpha * log)).sum();
	}

}
