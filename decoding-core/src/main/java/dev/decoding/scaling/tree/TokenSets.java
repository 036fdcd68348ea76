package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.Pause;
import dev.decoding.search.RankSampler;

/**
 * The sets of tokens by which {@link Rain} continues a text. Sets of one token are the
 * likeliest tokens. Of longer ones, the first takes the likeliest token each time, and
 * the others are drawn from the likeliest tokens; equal ones are one.
 * <p>
 * Formula: how likely a set is at first is its probability, divided by that of all. Where
 * sets are drawn, the probability <code>g</code> of the greedy one counts as
 * <code>max(min(g, sum of the others), highest of the others + lowest of the others)</code>.
 * At the root, <code>p</code> becomes
 * <code>(1 - uniformShare) * p + uniformShare / number of sets</code>.
 *
 * @param candidates how many sets to make, at least 2
 * @param maxCandidates how many sets there can be where all are bad and alike and one
 * more is made each time, at least <code>candidates</code>
 * @param lengths how many tokens the sets of each depth have, from the beginning of the
 * answer; the last number holds for all further depths
 * @param topK from how many of the likeliest tokens sets are drawn, at least 1
 * @param uniformShare what part of the probability the sets at the root share out evenly,
 * from 0 to 1
 */
public record TokenSets(int candidates, int maxCandidates, List<Integer> lengths, int topK, double uniformShare) {

	/** As in the reference implementation. */
	public static final TokenSets STANDARD = new TokenSets(10, 20, List.of(1, 2, 4, 10), 15, 0.25);

	public TokenSets {
		if (candidates < 2) {
			throw new IllegalArgumentException("'candidates' is %d but must be at least 2".formatted(candidates));
		}
		if (maxCandidates < candidates) {
			throw new IllegalArgumentException("'maxCandidates' is %d but must be at least 'candidates', which is %d"
				.formatted(maxCandidates, candidates));
		}
		if (lengths.isEmpty() || lengths.stream().anyMatch((length) -> length < 1)) {
			throw new IllegalArgumentException(
					"'lengths' is %s but must have at least one number, and none below 1".formatted(lengths));
		}
		if (topK < 1) {
			throw new IllegalArgumentException("'topK' is %d but must be at least 1".formatted(topK));
		}
		if (!(uniformShare >= 0 && uniformShare <= 1)) {
			throw new IllegalArgumentException("'uniformShare' is %s but must be from 0 to 1".formatted(uniformShare));
		}
		lengths = List.copyOf(lengths);
	}

	private int length(Node node) {
		return this.lengths.get(Math.min(node.depth(), this.lengths.size() - 1));
	}

	/**
	 * Return how to make the sets that continue a node.
	 */
	List<Extension> extensions(Node node) {
		return IntStream.range(0, this.candidates).mapToObj((index) -> extension(node, index)).toList();
	}

	/**
	 * Return how to make one more set beside those that a node has.
	 */
	Extension oneMore(Node node) {
		return extension(node, node.children().size());
	}

	private Extension extension(Node node, int index) {
		int length = length(node);
		TokenSampler sampler;
		if (length == 1) {
			sampler = new RankSampler(index);
		}
		else {
			sampler = (index == 0) ? new ArgmaxSampler() : new HighestSampler(this.topK);
		}
		return new Extension(node.path(), Pause.afterTokens(length), sampler);
	}

	/**
	 * Continue a node.
	 * @param node the node, a leaf
	 * @param paths what became of its {@link #extensions}
	 */
	void expand(Node node, List<Path> paths) {
		Set<TokenSequence> different = new HashSet<>();
		List<Path> sets = paths.stream().filter((path) -> different.add(path.tokens())).toList();
		double[] logProbabilities = sets.stream().mapToDouble((path) -> logProbability(node, path)).toArray();
		double[] priors = priors(logProbabilities, length(node) > 1);
		for (int i = 0; i < sets.size(); i++) {
			node.add(sets.get(i), priors[i]);
		}
	}

	/**
	 * Continue a node by one more set, unless it has it. How likely it is at first
	 * follows from how likely it is in comparison with the first one.
	 * @param node the node
	 * @param path what became of the {@linkplain #oneMore extension}
	 */
	void add(Node node, Path path) {
		if (node.children().stream().noneMatch((child) -> child.path().tokens().equals(path.tokens()))) {
			Node first = node.children().get(0);
			double ratio = Math.exp(logProbability(node, path) - logProbability(node, first.path()));
			node.add(path, first.prior() * Math.min(1, ratio));
		}
	}

	/**
	 * Let a node be the root.
	 */
	void smooth(Node root) {
		for (Node child : root.children()) {
			child.setPrior((1 - this.uniformShare) * child.prior() + this.uniformShare / root.children().size());
		}
	}

	private static double logProbability(Node node, Path path) {
		List<Double> all = path.logProbabilities();
		return all.subList(node.path().tokens().generatedLength(), all.size())
			.stream()
			.mapToDouble(Double::doubleValue)
			.sum();
	}

	/**
	 * Return how likely sets are at first.
	 * @param logProbabilities their log-probabilities in nats
	 * @param greedy whether the first one took the likeliest tokens, the others not
	 */
	static double[] priors(double[] logProbabilities, boolean greedy) {
		double highest = DoubleStream.of(logProbabilities).max().orElse(0);
		double[] priors = DoubleStream.of(logProbabilities).map((value) -> Math.exp(value - highest)).toArray();
		if (greedy && priors.length > 1) {
			double[] others = DoubleStream.of(priors).skip(1).toArray();
			double most = DoubleStream.of(others).max().orElse(0);
			double least = DoubleStream.of(others).min().orElse(0);
			priors[0] = Math.max(Math.min(priors[0], DoubleStream.of(others).sum()), most + least);
		}
		double sum = DoubleStream.of(priors).sum();
		return DoubleStream.of(priors).map((prior) -> prior / sum).toArray();
	}

	/**
	 * Draws from the tokens with the highest scores.
	 *
	 * @param k how many
	 */
	private record HighestSampler(int k) implements TokenSampler {

		@Override
		public Choice choose(Logits logits, RandomStream random) {
			int[] highest = logits.highestCandidates(this.k);
			float[] scores = new float[Math.min(this.k, highest.length)];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = logits.values()[highest[i]];
			}
			int token = logits.token(highest[new CategoricalSampler().choose(Logits.of(scores), random).token()]);
			return new Choice(token, logits.logProbability(token));
		}

	}

}
