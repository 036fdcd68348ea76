package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.TopK;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ArithmeticSampling}.
 */
class ArithmeticSamplingTests {

	@Test
	void eachSequenceByItselfIsDrawnAsOftenAsItIsLikely() {
		TableLm lm = SmallTrees.random(5);
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 3);
		for (int index : new int[] { 0, 2 }) {
			ChiSquare.check("arithmetic sampling, sequence %d of 3".formatted(index), SmallTrees.probabilities(leaves),
					(i) -> SmallTrees.indexOf(generate(lm, request(3, i).build()).get(index), leaves));
		}
	}

	@Test
	void tokensAreSharedOutAsTheyAreLikely() {
		TableLm lm = new TableLm(SmallTrees.TOKENS, 10,
				(sequence) -> new float[] { -99, -99, (float) Math.log(7), (float) Math.log(2), 0 });
		for (int seed = 0; seed < 20; seed++) {
			assertThat(generate(lm, request(10, seed).maxNewTokens(1).build()))
				.extracting((sequence) -> sequence.tokens().last())
				.containsExactlyInAnyOrder(2, 2, 2, 2, 2, 2, 2, 3, 3, 4);
		}
	}

	@Test
	void drawsFromWhatTheProcessorsLeave() {
		List<GeneratedSequence> sequences = generate(SmallTrees.random(5),
				request(4, 1).processors(new TopK(1)).build());
		assertThat(sequences).hasSize(4).extracting(GeneratedSequence::tokens).containsOnly(sequences.get(0).tokens());
	}

	private static GenerationRequest.Builder request(int sequences, int draw) {
		return GenerationRequest.of(1).maxNewTokens(3).numReturnSequences(sequences).seed(ChiSquare.seed() + draw);
	}

	private static List<GeneratedSequence> generate(TableLm lm, GenerationRequest request) {
		lm.calls.clear();
		return new ArithmeticSampling().generate(lm, request).sequences();
	}

}
