package dev.decoding.benchmark.exact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.decoding.model.Logits;

/**
 * The distribution of the next token: those that can follow, the likeliest first, of
 * equally likely ones the one with the lowest id.
 */
final class Row {

	/** Where the model has no opinion: all tokens are equally likely. */
	static final Row ANYTHING = uniform();

	private static final Row[] CERTAIN = IntStream.range(0, ChainVocabulary.SIZE)
		.mapToObj((token) -> new Row(new int[] { token }, new double[1]))
		.toArray(Row[]::new);

	private final int[] tokens;

	private final double[] logProbabilities;

	private final float[] scores;

	private Row(int[] tokens, double[] logProbabilities) {
		this.tokens = tokens;
		this.logProbabilities = logProbabilities;
		this.scores = new float[tokens.length];
		for (int i = 0; i < tokens.length; i++) {
			this.scores[i] = (float) logProbabilities[i];
		}
	}

	private static Row uniform() {
		double[] logProbabilities = new double[ChainVocabulary.SIZE];
		Arrays.fill(logProbabilities, -Math.log(ChainVocabulary.SIZE));
		return new Row(IntStream.range(0, ChainVocabulary.SIZE).toArray(), logProbabilities);
	}

	/**
	 * Return the distribution of what can be but one token.
	 */
	static Row certain(int token) {
		return CERTAIN[token];
	}

	/**
	 * Return the distribution of a number.
	 * @param weights how likely each number is, up to a factor
	 */
	static Row ofNumbers(Map<Integer, Double> weights) {
		Map<Integer, Double> possible = new TreeMap<>(weights);
		possible.values().removeIf((weight) -> weight <= 0);
		double sum = possible.values().stream().mapToDouble(Double::doubleValue).sum();
		// Sorted stably, so that equally likely ones stay in the order of their ids.
		var sorted = possible.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.toList();
		return new Row(sorted.stream().mapToInt((entry) -> ChainVocabulary.numberToken(entry.getKey())).toArray(),
				sorted.stream().mapToDouble((entry) -> Math.log(entry.getValue() / sum)).toArray());
	}

	/**
	 * Return the log-probability of a token in nats.
	 */
	double logProbability(int token) {
		for (int i = 0; i < this.tokens.length; i++) {
			if (this.tokens[i] == token) {
				return this.logProbabilities[i];
			}
		}
		return Double.NEGATIVE_INFINITY;
	}

	/**
	 * Return how likely each number is, where numbers follow.
	 */
	Map<Integer, Double> numbers() {
		Map<Integer, Double> numbers = new TreeMap<>();
		for (int i = 0; i < this.tokens.length; i++) {
			numbers.put(ChainVocabulary.number(this.tokens[i]), Math.exp(this.logProbabilities[i]));
		}
		return numbers;
	}

	/**
	 * Return the log-probabilities as scores, narrowed to the tokens that can follow.
	 */
	Logits logits() {
		Logits logits = Logits.of(new float[ChainVocabulary.SIZE]);
		logits.keep(this.tokens.clone(), this.scores.clone(), this.tokens.length, true);
		return logits;
	}

}
