package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.logits.TorchSampler;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Replays with {@link BeamSampling} on real checkpoints what Hugging Face's
 * {@code generate} samples after {@code torch.manual_seed}.
 */
class BeamSamplingReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate_sample.json",
				(example) -> example.get("mode").stringValue().equals("beam_sample"),
				BeamSamplingReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		BeamSettings settings = BeamSearchReferenceTests.settings(example.get("generate_kwargs"));
		int beams = settings.numBeams();
		int returned = GenerateCases.arguments(example).numReturnSequences();
		List<GeneratedSequence> sequences = new BeamSampling(settings)
			.generate(lm,
					GenerateCases.request(example, row)
						.sampler(new TorchSampler(row * beams, example.get("input_ids").size() * beams))
						.seed(example.get("seed").longValue())
						.build())
			.sequences();
		assertThat(sequences).as(id).hasSize(returned);
		for (int i = 0; i < returned; i++) {
			int index = row * returned + i;
			String name = "%s, sequence %d".formatted(id, i);
			GeneratedSequence sequence = sequences.get(i);
			int prompt = sequence.tokens().promptLength();
			int[] generated = sequence.tokens().generated();
			int[] expected = Reference.ints(example.get("sequences").get(index));
			assertThat(generated).as(name).isEqualTo(Arrays.copyOfRange(expected, prompt, prompt + generated.length));
			assertThat(sequence.score()).as(name)
				.isCloseTo(example.get("sequences_scores").get(index).doubleValue(), within(1e-4));
			assertThat(sequence.beamIndices().stream().map((beam) -> beam + row * beams).toList()).as(name)
				.isEqualTo(Arrays.stream(Reference.ints(example.get("beam_indices").get(index)))
					.limit(generated.length)
					.boxed()
					.toList());
		}
	}

}
