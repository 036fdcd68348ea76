package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;

/**
 * Lets a model reason without being told to: begins the text with each of the most likely
 * first tokens, continues each of them greedily, and chooses the path at whose end the
 * model is most confident of the answer. Paths that reason before they answer are more
 * confident than those that guess.
 * <p>
 * Formula: the confidence of a path is the mean of <code>p1 - p2</code> over the tokens
 * of its answer, where <code>p1</code> and <code>p2</code> are the probabilities of the
 * likeliest and the second likeliest token in the model's own distribution.
 * {@link PathSelection#MAX} takes the path with the highest confidence;
 * {@link PathSelection#AGGREGATE} adds up those of paths with the same answer, and takes
 * the most confident path of the best answer. That is the score.
 * <p>
 * Edges: where several sequences are wanted, those with other answers come first, best
 * first, then the other paths; paths without an answer come last, and of paths alike the
 * one whose first token is more likely is first. Paths that were cut off by their length
 * have an answer only if none ended by itself. There are fewer paths if the processors
 * leave fewer tokens.
 * <p>
 * Example: of three paths with the answers 5, 8 and 8 and the confidences 0.6, 0.5 and
 * 0.4, <code>MAX</code> chooses the first, <code>AGGREGATE</code> the second.
 * <p>
 * Cost: one call of the model a step, for all paths.
 * <p>
 * Streaming: nothing is told before all paths have ended.
 * <p>
 * Source: Wang, Zhou, <i>Chain-of-Thought Reasoning Without Prompting</i>, 2024.
 */
public final class CotDecoding implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "cot";

	private final int numPaths;

	private final PathSelection selection;

	private final AnswerFinder answerFinder;

	/**
	 * Follow ten paths, and choose by the answers that they share.
	 */
	public CotDecoding() {
		this(10, PathSelection.AGGREGATE, AnswerFinder.STANDARD);
	}

	/**
	 * Set how to search.
	 * @param numPaths how many paths to follow, at least 1
	 * @param selection which path to choose
	 * @param answerFinder what finds the answer in a text
	 */
	public CotDecoding(int numPaths, PathSelection selection, AnswerFinder answerFinder) {
		if (numPaths < 1) {
			throw new IllegalArgumentException("'numPaths' is %d but must be at least 1".formatted(numPaths));
		}
		this.numPaths = numPaths;
		this.selection = selection;
		this.answerFinder = answerFinder;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException also if more sequences are wanted than there are
	 * paths
	 */
	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		if (request.numReturnSequences() > this.numPaths) {
			throw new IllegalArgumentException("'numReturnSequences' is %d but must be at most 'numPaths', which is %d"
				.formatted(request.numReturnSequences(), this.numPaths));
		}
		Integer statistics = request.statistics();
		GenerationRequest all = request.toBuilder()
			.numReturnSequences(this.numPaths)
			.statistics((statistics != null) ? statistics : 0)
			.build();
		Recording recording = new Recording();
		GenerationResult result = new Rollout(lm, all, recording, new RankSampler(0)).run();
		List<Path> best = best(paths(result.sequences(), recording));
		List<GeneratedSequence> sequences = new ArrayList<>();
		for (Path path : best.subList(0, Math.min(best.size(), request.numReturnSequences()))) {
			recording.replay(path.index(), sequences.size(), statistics != null, listener);
			sequences.add(path.sequence(statistics != null));
		}
		return new GenerationResult(sequences, result.cost(), result.timings());
	}

	/**
	 * Look at the answers of different sequences.
	 */
	private List<Path> paths(List<GeneratedSequence> sequences, Recording recording) {
		boolean anyEnded = sequences.stream().anyMatch((sequence) -> sequence.finishReason() == FinishReason.STOP);
		Set<TokenSequence> different = new HashSet<>();
		List<Path> paths = new ArrayList<>();
		for (int index = 0; index < sequences.size(); index++) {
			GeneratedSequence sequence = sequences.get(index);
			if (different.add(sequence.tokens())) {
				boolean counts = !anyEnded || sequence.finishReason() == FinishReason.STOP;
				AnswerFinder.Answer answer = counts ? this.answerFinder.find(sequence.text()) : null;
				paths.add(path(index, sequence, answer, recording));
			}
		}
		return paths;
	}

	private static Path path(int index, GeneratedSequence sequence, AnswerFinder.@Nullable Answer answer,
			Recording recording) {
		if (answer == null) {
			return new Path(index, sequence, new AnswerConfidence(null, 0), 0);
		}
		double confidence = recording.tokensOf(index, answer.from(), answer.to())
			.stream()
			.mapToDouble((token) -> sequence.statistics().get(token).margin())
			.average()
			.orElse(0);
		return new Path(index, sequence, new AnswerConfidence(answer.value(), confidence), confidence);
	}

	/**
	 * Sort paths, the first of each answer before all others.
	 */
	private List<Path> best(List<Path> paths) {
		Map<String, Double> totals = new HashMap<>();
		paths.stream()
			.filter(Path::hasAnswer)
			.forEach((path) -> totals.merge(path.answer(), path.score(), Double::sum));
		List<Path> sorted = new ArrayList<>();
		for (Path path : paths) {
			sorted.add((this.selection == PathSelection.AGGREGATE)
					? path.withScore(totals.getOrDefault(path.answer(), 0.0)) : path);
		}
		sorted.sort(Comparator.comparing(Path::hasAnswer)
			.thenComparing(Path::score)
			.thenComparing((path) -> path.details().confidence())
			.reversed());
		Set<String> answers = new HashSet<>();
		List<Path> firsts = new ArrayList<>();
		List<Path> others = new ArrayList<>();
		for (Path path : sorted) {
			boolean first = path.hasAnswer() && answers.add(path.answer());
			(first ? firsts : others).add(path);
		}
		firsts.addAll(others);
		return firsts;
	}

	/**
	 * A path of reasoning.
	 *
	 * @param index its index among all
	 * @param generated the sequence
	 * @param details its answer
	 * @param score what it is compared with others by
	 */
	private record Path(int index, GeneratedSequence generated, AnswerConfidence details, double score) {

		boolean hasAnswer() {
			return this.details.answer() != null;
		}

		String answer() {
			String answer = this.details.answer();
			return (answer != null) ? answer : "";
		}

		Path withScore(double score) {
			return new Path(this.index, this.generated, this.details, score);
		}

		GeneratedSequence sequence(boolean withStatistics) {
			return new GeneratedSequence(this.generated.tokens(), this.generated.text(), this.generated.finishReason(),
					this.generated.stopString(), this.score, this.generated.logProbabilities(), List.of(),
					withStatistics ? this.generated.statistics() : List.of(), this.details);
		}

	}

}
