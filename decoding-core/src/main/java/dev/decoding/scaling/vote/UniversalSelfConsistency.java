package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.logits.RandomStream;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Pause;

/**
 * Draws several answers, shows them to the model, and has it choose the one that agrees
 * most with the others: a vote on texts without an answer that could be compared. The
 * model does not write its choice; how likely it finds each number is looked up, so that
 * there always is a choice.
 * <p>
 * Formula: <code>argmax_i p(label_i | prompt with all responses)</code>, made to sum up
 * to 1 over all responses, which is the score.
 * <p>
 * Edges: responses are shown in a random order, since models prefer some positions; only
 * those that ended by themselves are, and only as many as the context holds. With fewer
 * than two, the first is taken.
 * <p>
 * Example: of eight summaries the model finds number 3 the most consistent one.
 * <p>
 * Cost: beside the candidates one reading of all of them, in verifier tokens, and one
 * call of the model.
 * <p>
 * Source: Chen et al., <i>Universal Self-Consistency for Large Language Model
 * Generation</i>, 2023: eight responses.
 */
public final class UniversalSelfConsistency implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "universal-self-consistency";

	/** Apart from the streams of paths, whose branches are small. */
	private static final long SHUFFLE = 0x5553_4320_4F52_4445L;

	private final int numSamples;

	private final ConsistencyPrompt prompt;

	/**
	 * Set how to search.
	 * @param numSamples how many answers to draw, at least 1
	 * @param prompt how to ask the model
	 */
	public UniversalSelfConsistency(int numSamples, ConsistencyPrompt prompt) {
		if (numSamples < 1) {
			throw new IllegalArgumentException("'numSamples' is %d but must be at least 1".formatted(numSamples));
		}
		this.numSamples = numSamples;
		this.prompt = prompt;
	}

	@Override
	public Selection search(ScalingRun run) {
		Samples samples = new Samples(run, this.numSamples, new BestOfN()::select);
		samples.add(samples.draw(this.numSamples, Pause.NEVER).stream().map(run::candidate).toList());
		List<Integer> shown = shown(run, samples.candidates());
		List<Candidate> judged = new ArrayList<>(samples.candidates());
		double[] probabilities = (shown.size() > 1) ? ask(run, samples.candidates(), shown) : new double[0];
		for (int i = 0; i < probabilities.length; i++) {
			Candidate candidate = judged.get(shown.get(i)).withScore(probabilities[i]);
			run.note(candidate.path(), candidate.score());
			judged.set(shown.get(i), candidate);
		}
		return new BestOfN().select(judged);
	}

	/**
	 * Choose which candidates to show, and in which order.
	 */
	private List<Integer> shown(ScalingRun run, List<Candidate> candidates) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, candidates.size())
			.filter((i) -> candidates.get(i).path().isComplete())
			.boxed()
			.toList());
		RandomStream random = RandomStream.of(run.request().seed(), SHUFFLE, 0);
		for (int i = order.size() - 1; i > 0; i--) {
			Collections.swap(order, i, (int) (random.nextDouble() * (i + 1)));
		}
		while (order.size() > 1 && !fits(run, candidates, order)) {
			order.remove(order.size() - 1);
		}
		return order;
	}

	private boolean fits(ScalingRun run, List<Candidate> candidates, List<Integer> shown) {
		int context = run.lm().info().contextLength();
		return queries(run, candidates, shown).stream().allMatch((query) -> query.sequence().length() <= context);
	}

	private List<Query> queries(ScalingRun run, List<Candidate> candidates, List<Integer> shown) {
		Tokenizer tokenizer = run.lm().tokenizer();
		List<String> responses = shown.stream().map((i) -> candidates.get(i).path().text()).toList();
		TokenSequence asked = TokenSequence.of(tokenizer.encode(this.prompt.of(run.promptText(), responses), true));
		return IntStream.rangeClosed(1, shown.size())
			.mapToObj((number) -> tokenizer.encode(this.prompt.label(number, shown.size()), false))
			.map((label) -> Query.tokenLogProbabilities(asked.append(label), asked.length()))
			.toList();
	}

	/**
	 * Ask the model how likely it finds the label of each response.
	 */
	private double[] ask(ScalingRun run, List<Candidate> candidates, List<Integer> shown) {
		Evaluation evaluation = run.evaluate(queries(run, candidates, shown));
		double[] logProbabilities = evaluation.results()
			.stream()
			.mapToDouble((result) -> Arrays.stream(result.tokenLogProbabilities()).sum())
			.toArray();
		double highest = Arrays.stream(logProbabilities).max().orElse(0);
		double sum = 0;
		double[] probabilities = new double[logProbabilities.length];
		for (int i = 0; i < probabilities.length; i++) {
			probabilities[i] = (highest > Double.NEGATIVE_INFINITY) ? Math.exp(logProbabilities[i] - highest) : 1;
			sum += probabilities[i];
		}
		for (int i = 0; i < probabilities.length; i++) {
			probabilities[i] /= sum;
		}
		return probabilities;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return request.toBuilder().numReturnSequences(this.numSamples).build();
	}

}
