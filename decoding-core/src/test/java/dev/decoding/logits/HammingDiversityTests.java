package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link HammingDiversity}.
 */
class HammingDiversityTests {

	@Test
	void agreesWithTheReference() {
		int rows = 0;
		for (JsonNode node : Reference.json(Reference.path("logits/hamming_v4.json")).get("cases")) {
			JsonNode params = node.get("params");
			int beams = params.get("num_beams").intValue();
			int groupSize = beams / params.get("num_beam_groups").intValue();
			int earlier = node.get("beam_group_idx").intValue() * groupSize;
			int[] current = Reference.ints(node.get("current_tokens"));
			for (int row = 0; row < node.get("scores").size(); row++, rows++) {
				int item = row / groupSize * beams;
				HammingDiversity diversity = new HammingDiversity(params.get("diversity_penalty").doubleValue(),
						Arrays.stream(current, item, item + earlier).boxed().toList());
				float[] expected = Reference.floats(node.get("output").get(row));
				assertThat(processed(diversity, Reference.floats(node.get("scores").get(row))))
					.as("%s row %d", params, row)
					.containsExactly(expected, within(1e-5f));
			}
		}
		assertThat(rows).isPositive();
	}

	@Test
	void penalisesATokenForEachTimeItWasChosen() {
		assertThat(processed(new HammingDiversity(0.5, List.of(1, 0, 1)), 2, 3, 4)).containsExactly(1.5f, 2, 4);
	}

	@Test
	void changesNothingForTheFirstGroup() {
		assertThat(processed(new HammingDiversity(0.5, List.of()), 2, 3)).containsExactly(2, 3);
	}

	@Test
	void refusesWhatIsNotAboveZero() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HammingDiversity(0, List.of()))
			.withMessage("'diversityPenalty' is 0.0 but must be above 0");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> processed(new HammingDiversity(1, List.of(2)), 1, 2))
			.withMessageContaining("'chosen' has the token id 2");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new HammingDiversity(1, List.of()).name()).isEqualTo("hamming-diversity");
	}

	private static float[] processed(HammingDiversity diversity, float... scores) {
		Logits logits = Logits.of(scores);
		diversity.process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
