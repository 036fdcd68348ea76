package dev.decoding.search;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.decoding.TableLm;
import dev.decoding.logits.SequenceBias;
import dev.decoding.logits.SequenceBias.Bias;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link DiverseBeamSearch}.
 */
class DiverseBeamSearchTests {

	private static final List<String> TOKENS = List.of("a", "b", "c", "d", "</s>");

	private static final int END = 4;

	@Test
	void laterGroupsTakeOtherTokens() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { -0.5f, -0.9f, -5, -5, -5 });
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(3)
			.endOfTextTokens()
			.numReturnSequences(2)
			.build();
		GenerationResult result = diverse(2, 2, 0.5).generate(lm, request);
		assertThat(result.sequences().get(0).tokens().generated()).containsExactly(0, 0, 0);
		assertThat(result.sequences().get(1).tokens().generated()).containsExactly(1, 1, 1);
		assertThat(result.cost().modelCalls()).isEqualTo(3);
		double normalized = Logits.of(-0.5f, -0.9f, -5, -5, -5).logProbability(1);
		assertThat(result.sequences().get(1).score()).isCloseTo(normalized, within(1e-6));
	}

	@Test
	void scoresContainThePenalties() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { 0, -20, -20, -20, -20 });
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(2)
			.endOfTextTokens()
			.numReturnSequences(3)
			.build();
		List<GeneratedSequence> sequences = new DiverseBeamSearch(new BeamSettings(3, 0, EarlyStopping.FALSE), 3, 0.25)
			.generate(lm, request)
			.sequences();
		assertThat(sequences).allSatisfy((sequence) -> assertThat(sequence.tokens().generated()).containsExactly(0, 0));
		assertThat(sequences.get(0).score()).isCloseTo(0, within(1e-6));
		assertThat(sequences.get(1).score()).isCloseTo(-0.5, within(1e-6));
		assertThat(sequences.get(2).score()).isCloseTo(-1, within(1e-6));
	}

	@Test
	void theFirstGroupFindsWhatSoManyBeamsFind() {
		for (int seed = 0; seed < 20; seed++) {
			TableLm lm = random(seed);
			GenerationRequest request = GenerationRequest.of(2).maxNewTokens(5).endOfTextTokens().build();
			TokenSequence alone = new BeamSearch(new BeamSettings(2)).generate(lm, request).sequences().get(0).tokens();
			GenerationResult diverse = diverse(4, 2, 1000).generate(lm, request);
			assertThat(diverse.sequences().get(0).tokens()).as("seed %d", seed).isEqualTo(alone);
		}
	}

	@Test
	void penaltiesComeBehindTheBiasesAndBeforeOtherProcessors() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { 0, 0, 0, 0, 0 });
		StringBuilder seen = new StringBuilder();
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(1)
			.endOfTextTokens()
			.processors(new SequenceBias(List.of(new Bias(List.of(0), 2.0))), (sequence, logits) -> {
				float lead = logits.get(0) - logits.get(1);
				seen.append((lead > 1.75f) ? "first " : "second ");
				assertThat(lead).isCloseTo((lead > 1.75f) ? 2 : 1.5f, within(1e-5f));
			})
			.build();
		diverse(2, 2, 0.5).generate(lm, request);
		assertThat(seen).hasToString("first second ");
	}

	@Test
	void aGroupThatHasStoppedIsNoLongerDifferedFrom() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> (sequence.generatedLength() == 1 && sequence.last() == 0)
				? new float[] { -9, -9, -9, -1, 0 } : new float[] { 0, -1, -9, -9, -9 });
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(3)
			.endOfTextTokens(END)
			.numReturnSequences(2)
			.build();
		List<GeneratedSequence> sequences = new DiverseBeamSearch(new BeamSettings(2, 1, EarlyStopping.TRUE), 2, 5)
			.generate(lm, request)
			.sequences();
		assertThat(sequences).extracting(GeneratedSequence::finishReason)
			.containsExactlyInAnyOrder(FinishReason.STOP, FinishReason.LENGTH);
		assertThat(sequences)
			.anySatisfy((sequence) -> assertThat(sequence.tokens().generated()).containsExactly(0, END));
		assertThat(sequences)
			.anySatisfy((sequence) -> assertThat(sequence.tokens().generated()).containsExactly(1, 0, 0));
	}

	@Test
	void answersBeginWithTheForcedPrefix() {
		GenerationRequest request = GenerationRequest.of(1)
			.forcedPrefix(3, 2)
			.maxNewTokens(4)
			.endOfTextTokens()
			.numReturnSequences(4)
			.build();
		assertThat(diverse(4, 2, 1).generate(random(3), request).sequences()).hasSize(4)
			.allSatisfy((sequence) -> assertThat(sequence.tokens().generated()).hasSize(4).startsWith(3, 2));
	}

	@Test
	void cancellingEndsItWithTheBestSoFar() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = new TableLm(TOKENS, 100, (sequence) -> {
			if (sequence.generatedLength() == 2) {
				cancellation.cancel();
			}
			return new float[] { 0, -1, -9, -9, -9 };
		});
		GenerationRequest request = GenerationRequest.of(2).endOfTextTokens().cancellation(cancellation).build();
		GeneratedSequence sequence = diverse(2, 2, 0.5).generate(lm, request).sequences().get(0);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED);
		assertThat(sequence.tokens().generated()).containsExactly(0, 0, 0);
	}

	@Test
	void refusesArgumentsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> diverse(4, 3, 1))
			.withMessage("'numBeams' is 4 but must be a multiple of 'numBeamGroups', which is 3");
		assertThatIllegalArgumentException().isThrownBy(() -> diverse(4, 1, 1))
			.withMessage("'numBeamGroups' is 1 but must be at least 2; use beam search for one group");
		assertThatIllegalArgumentException().isThrownBy(() -> diverse(4, 2, 0))
			.withMessage("'diversityPenalty' is 0.0 but must be a finite number above 0");
	}

	private static DiverseBeamSearch diverse(int numBeams, int numBeamGroups, double diversityPenalty) {
		return new DiverseBeamSearch(new BeamSettings(numBeams), numBeamGroups, diversityPenalty);
	}

	private static TableLm random(long seed) {
		return new TableLm(TOKENS, 20, (sequence) -> {
			Random random = new Random(31 * seed + Arrays.hashCode(sequence.toArray()));
			float[] scores = new float[TOKENS.size()];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) (2 * random.nextGaussian());
			}
			return scores;
		});
	}

}
