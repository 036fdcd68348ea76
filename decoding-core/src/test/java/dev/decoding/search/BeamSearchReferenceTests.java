package dev.decoding.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.decoding.Reference;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares {@link BeamSearch} on real checkpoints with Hugging Face's {@code generate}.
 */
class BeamSearchReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return compareWith("generate.json");
	}

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfVersionFourOfTheReference() {
		return compareWith("generate_v4.json");
	}

	private static List<DynamicTest> compareWith(String file) {
		return GenerateCases.compare(file,
				(example) -> example.get("mode").asString().equals("beam") && !changesOneBeamOnly(example),
				BeamSearchReferenceTests::compare);
	}

	/**
	 * The reference does not repeat the prompt for each beam there, so that only the
	 * first beams are changed.
	 */
	private static boolean changesOneBeamOnly(JsonNode example) {
		return example.get("generate_kwargs").path("encoder_repetition_penalty").asDouble(1) != 1;
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		if (example.has("raises")) {
			assertThatIllegalArgumentException().as(id).isThrownBy(() -> generate(lm, example, row));
			return;
		}
		GenerationResult result = generate(lm, example, row);
		int returned = GenerateCases.arguments(example).numReturnSequences();
		assertThat(result.sequences()).as(id).hasSize(returned);
		for (int i = 0; i < returned; i++) {
			GeneratedSequence sequence = result.sequences().get(i);
			assertThat(sequence.score()).as("%s, sequence %d", id, i)
				.isCloseTo(score(example, row * returned + i), within(1e-4));
			compare("%s, sequence %d".formatted(id, i), example, find(example, row * returned, i, sequence), row,
					sequence);
		}
	}

	/**
	 * Find a sequence among those of equal score, which are in no certain order.
	 */
	private static int find(JsonNode example, int first, int index, GeneratedSequence sequence) {
		int returned = GenerateCases.arguments(example).numReturnSequences();
		for (int i = first; i < first + returned; i++) {
			if (Math.abs(score(example, i) - score(example, first + index)) < 1e-6 && Arrays
				.mismatch(Reference.ints(example.get("sequences").get(i)), sequence.tokens().toArray()) < 0) {
				return i;
			}
		}
		return first + index;
	}

	private static double score(JsonNode example, int index) {
		return example.get("sequences_scores").get(index).doubleValue();
	}

	private static void compare(String id, JsonNode example, int index, int row, GeneratedSequence sequence) {
		int prompt = sequence.tokens().promptLength();
		int[] generated = sequence.tokens().generated();
		int[] expected = Reference.ints(example.get("sequences").get(index));
		assertThat(generated).as(id).isEqualTo(Arrays.copyOfRange(expected, prompt, prompt + generated.length));
		int firstBeam = row * example.get("generate_kwargs").get("num_beams").intValue();
		for (int i = 0; i < generated.length; i++) {
			assertThat(firstBeam + sequence.beamIndices().get(i)).as("%s, token %d", id, i)
				.isEqualTo(example.get("beam_indices").get(index).get(i).intValue());
			if (example.has("transition_scores")) {
				assertThat(sequence.logProbabilities().get(i)).as("%s, token %d", id, i)
					.isCloseTo(example.get("transition_scores").get(index).get(i).doubleValue(), within(1e-4));
			}
		}
	}

	private static GenerationResult generate(CausalLm lm, JsonNode example, int row) {
		return new BeamSearch(settings(example.get("generate_kwargs"))).generate(guided(lm, example),
				GenerateCases.request(example, row).build());
	}

	private static CausalLm guided(CausalLm lm, JsonNode example) {
		JsonNode scale = example.get("generate_kwargs").path("guidance_scale");
		return scale.isNumber() ? new GuidanceByRow(lm, scale.doubleValue()) : lm;
	}

	static BeamSettings settings(JsonNode arguments) {
		return new BeamSettings(arguments.get("num_beams").intValue(), arguments.path("length_penalty").asDouble(1),
				EarlyStopping.valueOf(arguments.path("early_stopping").asString("false").toUpperCase(Locale.ROOT)));
	}

}
