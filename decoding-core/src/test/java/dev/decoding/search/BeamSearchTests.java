package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import dev.decoding.TableLm;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.Temperature;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link BeamSearch}.
 */
class BeamSearchTests {

	private static final List<String> TOKENS = List.of("a", "b", "c", "d", "</s>");

	private static final int END = 4;

	@Test
	void findsWhatGreedySearchMisses() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> (sequence.generatedLength() == 0) ? scores(0.6, 0.4)
				: (sequence.last() == 0) ? scores(0.25, 0.25, 0.25, 0.25) : scores(0, 1));
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(2).endOfTextTokens().build();
		assertThat(generated(new GreedySearch().generate(lm, request), 0)).containsExactly(0, 0);
		GenerationResult result = beams(2).generate(lm, request);
		assertThat(generated(result, 0)).containsExactly(1, 1);
		assertThat(result.sequences().get(0).score()).isCloseTo(Math.log(0.4) / 2, within(1e-6));
		assertThat(result.sequences().get(0).beamIndices()).containsExactly(0, 1);
		assertThat(result.cost().modelCalls()).isEqualTo(2);
	}

	@Test
	void oneBeamFindsWhatGreedySearchFinds() {
		TableLm lm = random(7);
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(6).endOfTextTokens().build();
		GeneratedSequence greedy = new GreedySearch().generate(lm, request).sequences().get(0);
		GeneratedSequence beam = beams(1).generate(lm, request).sequences().get(0);
		assertThat(beam.tokens()).isEqualTo(greedy.tokens());
		assertThat(beam.text()).isEqualTo(greedy.text());
	}

	@Test
	void withEnoughBeamsItFindsTheBestOfAllSequences() {
		for (int seed = 0; seed < 20; seed++) {
			TableLm lm = random(seed);
			GenerationRequest request = GenerationRequest.of(1)
				.maxNewTokens(4)
				.endOfTextTokens(END)
				.numReturnSequences(5)
				.build();
			List<Scored> best = exhaustive(lm, TokenSequence.of(1).withPromptLength(1), 0, 4);
			best.sort(Comparator.comparing(Scored::score).reversed());
			List<GeneratedSequence> found = new BeamSearch(new BeamSettings(1000, 0, EarlyStopping.NEVER))
				.generate(lm, request)
				.sequences();
			for (int i = 0; i < 5; i++) {
				assertThat(found.get(i).tokens()).as("seed %d, sequence %d", seed, i).isEqualTo(best.get(i).tokens());
				assertThat(found.get(i).score()).isCloseTo(best.get(i).score(), within(1e-4));
			}
		}
	}

	@Test
	void tellsAsSoonAsAllHypothesesAgree() {
		TableLm lm = new TableLm(TOKENS, 10,
				(sequence) -> (sequence.generatedLength() == 2) ? scores(0.5, 0.5) : scores(0, 0, 1));
		List<String> told = new ArrayList<>();
		GenerationRequest request = GenerationRequest.of(1)
			.maxNewTokens(4)
			.endOfTextTokens()
			.skipSpecialTokens(false)
			.build();
		GeneratedSequence sequence = beams(2)
			.generate(lm, request, (index, token, text) -> told.add(lm.calls.size() + text))
			.sequences()
			.get(0);
		assertThat(sequence.text()).isEqualTo("ccac");
		assertThat(told).containsExactly("1c", "2c", "4a", "4c");
	}

	@Test
	void stopStringsEndHypothesesAndAreCut() {
		TableLm lm = TableLm.saying(TOKENS, 0, 1, 2, 3, 0);
		GenerationRequest request = GenerationRequest.of(1)
			.maxNewTokens(5)
			.endOfTextTokens()
			.skipSpecialTokens(false)
			.stopStrings("bc")
			.build();
		GeneratedSequence sequence = beams(2).generate(lm, request).sequences().get(0);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
		assertThat(sequence.text()).isEqualTo("a");
		assertThat(sequence.stopString()).isEqualTo("bc");
	}

	@Test
	void aBeamWithoutTokensEndsAndTheOthersGoOn() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> scores(0.6, 0.4));
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(2)
			.endOfTextTokens()
			.processors((sequence, logits) -> {
				if (sequence.last() == 0) {
					Arrays.fill(logits.scores(), Float.NEGATIVE_INFINITY);
				}
			})
			.build();
		assertThat(generated(beams(2).generate(lm, request), 0)).startsWith(1);
	}

	@Test
	void namesTheProcessorsThatLeaveNoBeamAToken() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> scores(0.6, 0.4));
		GenerationRequest request = GenerationRequest.of(2)
			.processors(new Temperature(2), (sequence, logits) -> Arrays.fill(logits.scores(), Float.NEGATIVE_INFINITY))
			.build();
		assertThatExceptionOfType(InvalidLogitsException.class).isThrownBy(() -> beams(2).generate(lm, request))
			.withMessageContaining("temperature");
	}

	@Test
	void cancellingEndsItWithTheBestSoFar() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = new TableLm(TOKENS, 100, (sequence) -> {
			if (sequence.generatedLength() == 3) {
				cancellation.cancel();
			}
			return scores(0.6, 0.4);
		});
		GenerationRequest request = GenerationRequest.of(2).endOfTextTokens().cancellation(cancellation).build();
		GeneratedSequence sequence = beams(2).generate(lm, request).sequences().get(0);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED);
		assertThat(sequence.tokens().generated()).containsExactly(0, 0, 0, 0);
	}

	@Test
	void answersBeginWithTheForcedPrefix() {
		TableLm lm = random(3);
		GenerationRequest request = GenerationRequest.of(1)
			.forcedPrefix(3, 2)
			.maxNewTokens(4)
			.endOfTextTokens()
			.numReturnSequences(2)
			.build();
		GenerationResult result = beams(3).generate(lm, request);
		assertThat(result.sequences()).hasSize(2).allSatisfy((sequence) -> {
			assertThat(sequence.tokens().generated()).hasSize(4).startsWith(3, 2);
			assertThat(sequence.logProbabilities()).hasSize(4);
		});
	}

	@Test
	void refusesToReturnMoreThanThereAreBeams() {
		GenerationRequest request = GenerationRequest.of(1).numReturnSequences(3).build();
		assertThatIllegalArgumentException().isThrownBy(() -> beams(2).generate(random(1), request))
			.withMessage("'numReturnSequences' is 3 but must be at most 'numBeams', which is 2");
	}

	@Test
	void refusesSettingsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BeamSettings(0))
			.withMessage("'numBeams' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new BeamSettings(2, Double.NaN, EarlyStopping.TRUE))
			.withMessage("'lengthPenalty' is NaN but must be a finite number");
	}

	private static BeamSearch beams(int numBeams) {
		return new BeamSearch(new BeamSettings(numBeams));
	}

	private static int[] generated(GenerationResult result, int index) {
		return result.sequences().get(index).tokens().generated();
	}

	private static float[] scores(double... probabilities) {
		float[] scores = new float[TOKENS.size()];
		Arrays.fill(scores, Float.NEGATIVE_INFINITY);
		for (int i = 0; i < probabilities.length; i++) {
			scores[i] = (float) Math.log(probabilities[i]);
		}
		return scores;
	}

	private static TableLm random(long seed) {
		return new TableLm(TOKENS, 20, (sequence) -> {
			Random random = new Random(31 * seed + sequence.hashCode());
			float[] scores = new float[TOKENS.size()];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) (2 * random.nextGaussian());
			}
			return scores;
		});
	}

	private static List<Scored> exhaustive(TableLm lm, TokenSequence sequence, double score, int left) {
		List<Scored> found = new ArrayList<>();
		if (left == 0 || (sequence.generatedLength() > 0 && sequence.last() == END)) {
			found.add(new Scored(sequence, score));
			return found;
		}
		Logits logits = lm.evaluate(Query.next(sequence)).nextLogits();
		for (int token = 0; token < TOKENS.size(); token++) {
			found.addAll(exhaustive(lm, sequence.append(token), score + logits.logProbability(token), left - 1));
		}
		return found;
	}

	private record Scored(TokenSequence tokens, double score) {
	}

}
