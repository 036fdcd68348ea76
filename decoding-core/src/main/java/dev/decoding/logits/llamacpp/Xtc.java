package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * "Exclude top choices": where several tokens are likely enough, removes all of them but
 * the least likely one; at each position only with a given probability. Makes a text less
 * predictable without making it incoherent.
 * <p>
 * Formula: with the tokens sorted by descending probability and <code>n</code> of them
 * having at least <code>threshold</code>, the first <code>n - 1</code> are removed if a
 * uniform random number is at most <code>probability</code>.
 * <p>
 * Edges: where fewer than two tokens reach the threshold nothing is removed, so always
 * with a threshold above 0.5; a probability of 0 changes nothing; no random number is
 * drawn in these two cases, nor where one candidate is left.
 * <p>
 * Example: with a threshold of 0.2 and a probability of 1, tokens of the probabilities
 * <code>[0.1, 0.4, 0.3, 0.2]</code> leave the first and the last.
 * <p>
 * Order: behind all truncations, before the temperature.
 * <p>
 * Source: p-e-w, <i>Exclude Top Choices</i>, 2024 (oobabooga/text-generation-webui, pull
 * request 6335); llama.cpp's <code>xtc</code>.
 *
 * @param probability how often it removes anything, from 0 to 1
 * @param threshold how likely a token has to be to be removed, from 0 to 1
 * @param minKeep how many tokens have to be left, else none is removed, at least 0
 * @param random where the random numbers come from
 */
public record Xtc(double probability, double threshold, int minKeep,
		RandomNumbers random) implements StatefulLogitsProcessor {

	public Xtc {
		Options.checkProbability("probability", probability);
		Options.checkProbability("threshold", threshold);
		Options.checkNotNegative("minKeep", minKeep);
	}

	/**
	 * Exclude top choices, with the random numbers of the request.
	 * @param probability how often to remove anything, from 0 to 1
	 * @param threshold how likely a token has to be to be removed, from 0 to 1
	 */
	public Xtc(double probability, double threshold) {
		this(probability, threshold, 0, RandomNumbers.OF_REQUEST);
	}

	@Override
	public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
		if ((float) this.probability <= 0 || (float) this.threshold > 0.5 || logits.count() < 2) {
			return (choice) -> this;
		}
		RandomNumbers.Drawn drawn = this.random.drawFloat(random);
		if (drawn.number() <= (float) this.probability) {
			exclude(logits);
		}
		LogitsProcessor next = new Xtc(this.probability, this.threshold, this.minKeep, drawn.next());
		return (choice) -> next;
	}

	private void exclude(Logits logits) {
		Probabilities probabilities = Probabilities.of(logits);
		if (!probabilities.areDefined()) {
			return;
		}
		if (logits.count() <= Probabilities.SHORT) {
			logits.sort();
		}
		int[] likely = likely(logits, probabilities);
		int excluded = likely.length - 1;
		if (excluded <= 0 || logits.count() - excluded < this.minKeep) {
			return;
		}
		if (logits.isSorted()) {
			logits.keep(IntStream.range(excluded, logits.count()).toArray(), true);
			return;
		}
		int[] tokens = Arrays.stream(likely).limit(excluded).map(logits::token).toArray();
		for (int token : tokens) {
			logits.set(token, Float.NEGATIVE_INFINITY);
		}
	}

	/**
	 * Return the candidates that reach the threshold, highest first.
	 */
	private int[] likely(Logits logits, Probabilities probabilities) {
		float[] values = logits.values();
		int reaching = 0;
		int[] candidates = logits.isSorted() ? IntStream.range(0, logits.count()).toArray()
				: logits.highestCandidates(most(logits.count()));
		while (reaching < candidates.length
				&& probabilities.of(values[candidates[reaching]]) >= (float) this.threshold) {
			reaching++;
		}
		return Arrays.copyOf(candidates, reaching);
	}

	/**
	 * Return how many candidates can reach the threshold at most.
	 */
	private int most(int count) {
		return (int) Math.min(count, 2 + 1.01 / this.threshold);
	}

	@Override
	public String name() {
		return "xtc";
	}

}
