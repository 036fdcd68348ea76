package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What the searches of transformers 4 that use a <code>BeamScorer</code> found. Whatever
 * token ends a sequence, they write the first of the end-of-text tokens in its place. The
 * beam indices of sequences that ended are those of another group, and are not compared.
 */
final class BeamScorerCases {

	private BeamScorerCases() {
	}

	/**
	 * Compare the sequences that were found for one of the prompts of a case.
	 * @param id the name of the case
	 * @param example the case
	 * @param row the index of the prompt
	 * @param result what was found
	 */
	static void compare(String id, JsonNode example, int row, GenerationResult result) {
		int returned = GenerateCases.arguments(example).numReturnSequences();
		assertThat(result.sequences()).as(id).hasSize(returned);
		for (int i = 0; i < returned; i++) {
			GeneratedSequence sequence = result.sequences().get(i);
			int index = row * returned + i;
			assertThat(sequence.tokens().generated()).as("%s, sequence %d", id, i)
				.isEqualTo(expected(example, index, sequence));
			assertThat(sequence.score()).as("%s, sequence %d", id, i)
				.isCloseTo(example.get("sequences_scores").get(index).doubleValue(), within(1e-4));
		}
	}

	private static int[] expected(JsonNode example, int index, GeneratedSequence sequence) {
		int prompt = sequence.tokens().promptLength();
		int[] expected = Reference.ints(example.get("sequences").get(index));
		int[] generated = Arrays.copyOfRange(expected, prompt, prompt + sequence.tokens().generatedLength());
		List<Integer> ends = GenerateCases.arguments(example).endOfTextTokens();
		if (sequence.finishReason() == FinishReason.STOP && generated[generated.length - 1] == ends.get(0)) {
			generated[generated.length - 1] = sequence.tokens().last();
		}
		return generated;
	}

}
