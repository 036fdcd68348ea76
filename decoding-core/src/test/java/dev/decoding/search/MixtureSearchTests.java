package dev.decoding.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.WeightedEnsemble;
import dev.decoding.mixture.WeightedEnsemble.Mean;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of strategies on models made of models.
 */
class MixtureSearchTests {

	private static final int LENGTH = 3;

	private static final TableLm EXPERT = table(3);

	private static final TableLm AMATEUR = table(5);

	@Test
	void greedySearchTakesTheHighestScoreOfTheMixture() {
		CausalLm mixture = ContrastiveDecoding.weighted(EXPERT, AMATEUR, 0.1, 0.5);
		TokenSequence expected = TokenSequence.of(2);
		while (expected.generatedLength() < LENGTH) {
			expected = expected.append(next(mixture, expected).highest());
		}
		GenerationResult result = new GreedySearch().generate(mixture, request());
		assertThat(result.sequences().get(0).tokens()).isEqualTo(expected);
		assertThat(result.cost().modelCalls()).isEqualTo(LENGTH);
	}

	@Test
	void samplingDrawsFromTheMeanOfTheDistributions() {
		CausalLm mixture = new WeightedEnsemble(List.of(EXPERT, AMATEUR), List.of(0.7, 0.3), Mean.LINEAR);
		double[] one = probabilities(EXPERT);
		double[] other = probabilities(AMATEUR);
		double[] mean = new double[one.length];
		Arrays.setAll(mean, (token) -> 0.7 * one[token] + 0.3 * other[token]);
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(1)
			.endOfTextTokens(List.of())
			.numReturnSequences(100_000)
			.seed(ChiSquare.seed())
			.build();
		int[] drawn = new Sampling().generate(mixture, request)
			.sequences()
			.stream()
			.mapToInt((sequence) -> sequence.tokens().last())
			.toArray();
		ChiSquare.check("mean of two models", mean, (draw) -> drawn[draw]);
	}

	@Test
	void beamSearchAddsUpContrastiveScores() {
		CausalLm mixture = ContrastiveDecoding.difference(EXPERT, AMATEUR, 0.3);
		GeneratedSequence found = new BeamSearch(new BeamSettings(64)).generate(mixture, request()).sequences().get(0);
		assertThat(found.score()).isCloseTo(best(mixture, TokenSequence.of(2), false) / LENGTH, within(1e-4));
	}

	@Test
	void beamSearchAddsUpTheLogProbabilitiesOfAMean() {
		CausalLm mixture = new WeightedEnsemble(List.of(EXPERT, AMATEUR), List.of(0.5, 0.5), Mean.GEOMETRIC);
		GeneratedSequence found = new BeamSearch(new BeamSettings(64)).generate(mixture, request()).sequences().get(0);
		assertThat(found.score()).isCloseTo(best(mixture, TokenSequence.of(2), true) / LENGTH, within(1e-4));
	}

	private static double best(CausalLm lm, TokenSequence sequence, boolean normalized) {
		if (sequence.generatedLength() == LENGTH) {
			return 0;
		}
		Logits logits = next(lm, sequence);
		return IntStream.range(0, 4)
			.filter((token) -> logits.get(token) > Float.NEGATIVE_INFINITY)
			.mapToDouble((token) -> (normalized ? logits.logProbability(token) : logits.get(token))
					+ best(lm, sequence.append(token), normalized))
			.max()
			.orElseThrow();
	}

	private static double[] probabilities(CausalLm lm) {
		Logits logits = next(lm, TokenSequence.of(2));
		return IntStream.range(0, 4).mapToDouble((token) -> Math.exp(logits.logProbability(token))).toArray();
	}

	private static Logits next(CausalLm lm, TokenSequence sequence) {
		return lm.evaluate(Query.next(sequence)).nextLogits();
	}

	private static GenerationRequest request() {
		return GenerationRequest.of(2).maxNewTokens(LENGTH).endOfTextTokens(List.of()).build();
	}

	private static TableLm table(int seed) {
		return new TableLm(List.of("a", "b", "c", "d"), 100, (sequence) -> {
			float[] scores = new float[4];
			for (int token = 0; token < 4; token++) {
				scores[token] = Math.floorMod(seed * (31 * sequence.hashCode() + 7 * token * token), 101) / 50f;
			}
			return scores;
		});
	}

}
