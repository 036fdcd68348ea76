package dev.decoding.search;

import java.util.function.Function;

import dev.decoding.Reference;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Hugging Face's stopping criteria make of given tokens.
 */
final class StoppingCases {

	private StoppingCases() {
	}

	/**
	 * Compare a criterion with Hugging Face's on every case there is.
	 * @param name the class in Hugging Face's transformers
	 * @param criterion makes the criterion from the case
	 */
	static void check(String name, Function<JsonNode, StoppingCriterion> criterion) {
		int rows = 0;
		for (JsonNode example : cases()) {
			if (!example.get("criteria").stringValue().equals(name)) {
				continue;
			}
			JsonNode result = example.get("result");
			for (int row = 0; row < example.get("input_ids").size(); row++, rows++) {
				boolean expected = (result.isArray() ? result.get(row) : result).booleanValue();
				TokenSequence sequence = TokenSequence.of(Reference.ints(example.get("input_ids").get(row)));
				assertThat(criterion.apply(example).check(sequence, choice(example, sequence, row)) != null)
					.as("row %d of %s", row, example)
					.isEqualTo(expected);
			}
		}
		assertThat(rows).isPositive();
	}

	private static Choice choice(JsonNode example, TokenSequence sequence, int row) {
		if (!example.has("last_scores")) {
			return new Choice(sequence.last(), Double.NaN);
		}
		Logits logits = Logits.of(Reference.floats(example.get("last_scores").get(row)));
		return new Choice(sequence.last(), logits.logProbability(sequence.last()));
	}

	static JsonNode cases() {
		return Reference.json(Reference.path("generation/stopping.json")).get("cases");
	}

}
