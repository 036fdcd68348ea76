package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.TopK;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link BeamSampling}.
 */
class BeamSamplingTests {

	@Test
	void drawsFromAllContinuationsOfAllBeams() {
		TableLm lm = new TableLm(SmallTrees.TOKENS, 10, (sequence) -> scores(0, 0, 0.6, 0.4, 0));
		List<SmallTrees.Leaf> leaves = SmallTrees.leaves(lm, 2);
		double[] probabilities = SmallTrees.probabilities(leaves);
		int size = leaves.size();
		double[] pairs = new double[size * size];
		for (int i = 0; i < size; i++) {
			for (int j = 0; j < size; j++) {
				pairs[Math.min(i, j) * size + Math.max(i, j)] += (i != j)
						? probabilities[i] * probabilities[j] / (1 - probabilities[i]) : 0;
			}
		}
		ChiSquare.check("beam sampling, two of %d".formatted(size), pairs, (i) -> {
			GenerationResult result = generate(lm, 2, request(i).maxNewTokens(2).numReturnSequences(2));
			int first = SmallTrees.indexOf(result.sequences().get(0), leaves);
			int second = SmallTrees.indexOf(result.sequences().get(1), leaves);
			return Math.min(first, second) * size + Math.max(first, second);
		});
	}

	@Test
	void theSameSeedDrawsTheSameSequences() {
		TableLm lm = SmallTrees.random(3);
		List<GeneratedSequence> sequences = generate(lm, 3, request(1).numReturnSequences(3)).sequences();
		assertThat(generate(lm, 3, request(1).numReturnSequences(3)).sequences()).isEqualTo(sequences);
		assertThat(List.of(2, 3, 4, 5, 6))
			.anySatisfy((draw) -> assertThat(generate(lm, 3, request(draw).numReturnSequences(3)).sequences())
				.isNotEqualTo(sequences));
	}

	@Test
	void withAllTokensButOneRemovedItFindsWhatGreedySearchFinds() {
		TableLm lm = SmallTrees.random(4);
		GenerationRequest.Builder request = request(1).processors(new TopK(1));
		assertThat(generate(lm, 3, request).sequences().get(0).tokens())
			.isEqualTo(new GreedySearch().generate(lm, request.build()).sequences().get(0).tokens());
	}

	@Test
	void refusesToReturnMoreThanThereAreBeams() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> generate(SmallTrees.random(1), 2, request(1).numReturnSequences(3)))
			.withMessageContaining("'numBeams'");
	}

	private static GenerationRequest.Builder request(int draw) {
		return GenerationRequest.of(1).maxNewTokens(6).seed(ChiSquare.seed() + draw);
	}

	private static GenerationResult generate(TableLm lm, int numBeams, GenerationRequest.Builder request) {
		lm.calls.clear();
		return new BeamSampling(new BeamSettings(numBeams)).generate(lm, request.build());
	}

	private static float[] scores(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log(probabilities[i]);
		}
		return scores;
	}

}
