package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link StochasticBeamSearch}.
 */
class StochasticBeamSearchTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void drawsSequencesOneAfterTheOtherWithoutReplacement() {
		TableLm lm = SmallTrees.random(8);
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 2);
		double[] probabilities = SmallTrees.probabilities(leaves);
		int size = leaves.size();
		double[] triples = new double[size * size * size];
		for (int i = 0; i < triples.length; i++) {
			int first = i / size / size;
			int second = i / size % size;
			int third = i % size;
			if (first != second && second != third && third != first) {
				triples[i] = probabilities[first] * probabilities[second] / (1 - probabilities[first])
						* probabilities[third] / (1 - probabilities[first] - probabilities[second]);
			}
		}
		ChiSquare.check("stochastic beams, three of %d".formatted(size), triples, (i) -> {
			int triple = 0;
			for (GeneratedSequence sequence : generate(lm, request(3, i).maxNewTokens(2))) {
				triple = triple * size + SmallTrees.indexOf(sequence, leaves);
			}
			return triple;
		});
	}

	@Test
	void eachSequenceIsIncludedAsOftenAsItShouldBe() {
		TableLm lm = SmallTrees.random(9);
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 3);
		double[] probabilities = SmallTrees.probabilities(leaves);
		double[] inclusion = new double[leaves.size()];
		for (int i = 0; i < inclusion.length; i++) {
			inclusion[i] = probabilities[i];
			for (int j = 0; j < inclusion.length; j++) {
				inclusion[i] += (i != j) ? probabilities[j] * probabilities[i] / (1 - probabilities[j]) : 0;
			}
		}
		int[] counts = new int[leaves.size()];
		int draws = 20_000;
		for (int i = 0; i < draws; i++) {
			generate(lm, request(2, i)).forEach((sequence) -> counts[SmallTrees.indexOf(sequence, leaves)]++);
		}
		for (int i = 0; i < counts.length; i++) {
			double deviation = Math.sqrt(draws * inclusion[i] * (1 - inclusion[i]));
			assertThat((double) counts[i]).as("sequence %d, seed %d", i, ChiSquare.seed())
				.isCloseTo(draws * inclusion[i], within(4 * deviation + 2));
		}
	}

	@Test
	void weightsMakeEstimatesUnbiased() {
		TableLm lm = SmallTrees.random(10);
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 3);
		checkEstimate(lm, leaves, "total", (tokens) -> 1);
		checkEstimate(lm, leaves, "length", TokenSequence::generatedLength);
		checkEstimate(lm, leaves, "first token", (tokens) -> (tokens.get(1) == 3) ? 1 : 0);
	}

	private static void checkEstimate(TableLm lm, List<SmallTrees.Leaf> leaves, String name,
			ToDoubleFunction<TokenSequence> quantity) {
		double mean = leaves.stream()
			.mapToDouble((leaf) -> Math.exp(leaf.logProbability()) * quantity.applyAsDouble(leaf.tokens()))
			.sum();
		int draws = 20_000;
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < draws; i++) {
			double estimate = 0;
			for (GeneratedSequence sequence : generate(lm, request(3, i))) {
				estimate += weight(sequence).weight() * quantity.applyAsDouble(sequence.tokens());
			}
			sum += estimate;
			squares += estimate * estimate;
		}
		double error = Math.sqrt((squares / draws - sum / draws * sum / draws) / draws);
		System.out.printf("estimate of %s: seed %d, %.4f, should be %.4f, standard error %.4f%n", name,
				ChiSquare.seed(), sum / draws, mean, error);
		assertThat(sum / draws).as("%s, seed %d", name, ChiSquare.seed()).isCloseTo(mean, within(4 * error));
	}

	@Test
	void theFirstOfManyAreThoseOfFew() {
		TableLm lm = SmallTrees.random(11);
		for (int draw = 0; draw < 50; draw++) {
			List<GeneratedSequence> many = generate(lm, request(6, draw));
			assertThat(many).extracting(GeneratedSequence::tokens).doesNotHaveDuplicates();
			for (int few = 1; few < 6; few++) {
				List<GeneratedSequence> sequences = generate(lm, request(few, draw));
				assertThat(sequences).extracting(GeneratedSequence::tokens)
					.isEqualTo(many.stream().limit(few).map(GeneratedSequence::tokens).toList());
				double next = weight(many.get(few)).perturbedLogProbability();
				assertThat(sequences).allSatisfy((sequence) -> {
					assertThat(weight(sequence).kappa()).isCloseTo(next, within(1e-9));
					assertThat(weight(sequence).perturbedLogProbability()).isGreaterThan(next);
				});
			}
		}
	}

	@Test
	void wantingMoreThanThereIsGivesAllOfIt() {
		TableLm lm = SmallTrees.random(12);
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 2);
		List<GeneratedSequence> sequences = generate(lm, request(100, 0).maxNewTokens(2));
		assertThat(sequences).extracting(GeneratedSequence::tokens)
			.containsExactlyInAnyOrderElementsOf(leaves.stream().map(SmallTrees.Leaf::tokens).toList());
		assertThat(sequences).allSatisfy((sequence) -> {
			double logProbability = leaves.get(SmallTrees.indexOf(sequence, leaves)).logProbability();
			assertThat(weight(sequence).weight()).isCloseTo(Math.exp(logProbability), within(1e-6));
		});
		assertThat(sequences.stream().mapToDouble((sequence) -> weight(sequence).weight()).sum()).isCloseTo(1,
				within(1e-9));
	}

	@Test
	void probabilitiesAreThoseBehindTheProcessors() {
		TableLm lm = new TableLm(SmallTrees.TOKENS, 10, (sequence) -> new float[] { -99, -99, 2, 0, -1 });
		GeneratedSequence sequence = generate(lm,
				request(1, 0).maxNewTokens(2).processors(new Temperature(2), new TopK(2)))
			.get(0);
		double likely = Math.log(Math.E / (Math.E + 1));
		double unlikely = Math.log(1 / (Math.E + 1));
		double expected = 0;
		for (int token : sequence.tokens().generated()) {
			expected += (token == 2) ? likely : unlikely;
		}
		assertThat(weight(sequence).logProbability()).isCloseTo(expected, within(1e-6));
		assertThat(sequence.logProbabilities().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(expected,
				within(1e-6));
	}

	@Test
	void tellsWhatAllSequencesShare() {
		TableLm lm = new TableLm(SmallTrees.TOKENS, 10, (sequence) -> (sequence.generatedLength() == 1)
				? new float[] { GONE, GONE, 0, 0, 0 } : new float[] { GONE, GONE, GONE, GONE, 0 });
		List<String> told = new ArrayList<>();
		GenerationResult result = new StochasticBeamSearch().generate(lm, request(2, 0).build(),
				(index, token, text) -> told.add(lm.calls.size() + ":" + index + text));
		assertThat(told.subList(0, 2)).containsExactly("1:0c", "1:1c");
		assertThat(told.subList(2, 6)).allSatisfy((later) -> assertThat(later).startsWith("3:"));
		assertThat(result.sequences()).extracting(GeneratedSequence::text)
			.doesNotHaveDuplicates()
			.allSatisfy((text) -> assertThat(text).matches("c[abc]c"));
		assertThat(lm.calls).extracting(List::size).containsExactly(1, 1, 2);
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 2, 5, 4, 3, 0));
	}

	@Test
	void stopStringsAndStatisticsAreHonoured() {
		List<GeneratedSequence> sequences = generate(TableLm.saying(SmallTrees.TOKENS, 2, 3, 4, 2),
				request(1, 0).maxNewTokens(6).stopStrings("bc").statistics(1));
		assertThat(sequences).singleElement().satisfies((sequence) -> {
			assertThat(sequence.text()).isEqualTo("a");
			assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
			assertThat(sequence.statistics()).hasSize(3);
		});
	}

	@Test
	void answersBeginWithTheForcedPrefix() {
		assertThat(generate(SmallTrees.random(2), request(3, 0).forcedPrefix(4, 4).maxNewTokens(4))).hasSize(3)
			.allSatisfy((sequence) -> assertThat(sequence.tokens().generated()).startsWith(4, 4));
		assertThat(generate(SmallTrees.random(2), request(1, 0).forcedPrefix(4, 4).maxNewTokens(2)).get(0).text())
			.isEqualTo("cc");
	}

	@Test
	void cancellingEndsWhatIsDrawnSoFar() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = new TableLm(SmallTrees.TOKENS, 100, (sequence) -> {
			if (sequence.generatedLength() == 2) {
				cancellation.cancel();
			}
			return new float[] { -99, -99, 0, 0, 0 };
		});
		assertThat(generate(lm, request(3, 0).maxNewTokens(50).cancellation(cancellation))).hasSize(3)
			.allSatisfy((sequence) -> {
				assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED);
				assertThat(sequence.tokens().generated()).hasSize(3);
			});
	}

	@Test
	void cancellingBeforeItBeginsGivesAnEmptySequence() {
		Cancellation cancellation = new Cancellation();
		cancellation.cancel();
		assertThat(generate(SmallTrees.random(1), request(1, 0).cancellation(cancellation))).singleElement()
			.satisfies((sequence) -> assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED));
	}

	@Test
	void namesTheProcessorsThatLeaveNoToken() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> generate(SmallTrees.random(1),
					request(2, 0).processors(new Temperature(2),
							(sequence, logits) -> Arrays.fill(logits.scores(), Float.NEGATIVE_INFINITY))))
			.withMessageContaining("temperature");
	}

	@Test
	void conditionedIsTheFormula() {
		for (double value : new double[] { -30, -4, -1, 0.5 }) {
			double expected = -Math.log(Math.exp(2) - Math.exp(-0.5) + Math.exp(-value));
			assertThat(StochasticBeams.conditioned(value, 0.5, -2)).isCloseTo(expected, within(1e-12));
		}
		assertThat(StochasticBeams.conditioned(-700, -690, -5)).isCloseTo(-700, within(1e-3));
	}

	private static SampleWeight weight(GeneratedSequence sequence) {
		return (SampleWeight) Objects.requireNonNull(sequence.details());
	}

	private static GenerationRequest.Builder request(int sequences, int draw) {
		return GenerationRequest.of(1).maxNewTokens(3).numReturnSequences(sequences).seed(ChiSquare.seed() + draw);
	}

	private static List<GeneratedSequence> generate(TableLm lm, GenerationRequest.Builder request) {
		lm.calls.clear();
		return new StochasticBeamSearch().generate(lm, request.build()).sequences();
	}

}
