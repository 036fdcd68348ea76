package dev.decoding.logits;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

/**
 * What Hugging Face's processors make of given scores.
 */
final class ReferenceCases {

	private ReferenceCases() {
	}

	/**
	 * Compare a processor with Hugging Face's on every case there is.
	 * @param name the class in Hugging Face's transformers
	 * @param processor makes the processor from the reference's parameters
	 */
	static void check(String name, Function<JsonNode, LogitsProcessor> processor) {
		check(name, (params, row, rows) -> processor.apply(params));
	}

	/**
	 * Compare a processor that differs from row to row with Hugging Face's on every case
	 * there is.
	 * @param name the class in Hugging Face's transformers
	 * @param processor makes the processor from the reference's parameters
	 */
	static void check(String name, RowProcessor processor) {
		int rows = 0;
		for (JsonNode node : cases(name)) {
			String description = node.path("id").asString(name + "/" + node.path("kind").asString(""));
			JsonNode expected = node.has("stable_output") ? node.get("stable_output") : node.get("output");
			for (int row = 0; row < expected.size(); row++, rows++) {
				float[] scores = Reference.floats(node.get("scores").get(row));
				Logits logits = Logits.of(scores.clone());
				processor.of(node.path("params"), row, expected.size())
					.process(TokenSequence.of(Reference.ints(node.get("input_ids").get(row))), logits);
				assertSame(description + " row " + row, logits.scores(),
						removed(node.path("params"), scores, Reference.floats(expected.get(row)), logits.scores()));
			}
		}
		assertThat(rows).isPositive();
	}

	/**
	 * Check that a processor refuses the parameters that Hugging Face's refuses, and no
	 * others. Where only a number's type is refused, there is nothing to compare.
	 * @param name the class in Hugging Face's transformers
	 * @param processor makes the processor from the reference's parameters
	 */
	static void checkErrors(String name, Function<JsonNode, LogitsProcessor> processor) {
		int cases = 0;
		for (JsonNode node : Reference.json(Reference.path("logits/processors_errors.json")).get("cases")) {
			if (!node.get("processor").stringValue().equals(name) || refusesType(node)) {
				continue;
			}
			cases++;
			JsonNode params = node.get("params");
			if (node.get("raises").isNull()) {
				assertThatNoException().as(params.toString()).isThrownBy(() -> processor.apply(params));
			}
			else {
				assertThatIllegalArgumentException().as(params.toString()).isThrownBy(() -> processor.apply(params));
			}
		}
		assertThat(cases).isPositive();
	}

	/**
	 * Read the ids of one or several tokens, or of none.
	 */
	static List<Integer> tokens(JsonNode node) {
		if (node.isArray()) {
			return node.valueStream().map(JsonNode::intValue).toList();
		}
		return node.isInt() ? List.of(node.intValue()) : List.of();
	}

	private static boolean refusesType(JsonNode node) {
		String message = node.path("message").asString("");
		return node.get("params")
			.valueStream()
			.anyMatch((value) -> (message.contains("float") && value.isInt() && value.intValue() > 0)
					|| (message.contains("integer") && value.isFloatingPointNumber()));
	}

	private static List<JsonNode> cases(String name) {
		List<JsonNode> special = Reference.json(Reference.path("logits/processors_special.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> node.get("processor").stringValue().equals(name) && node.has("output"))
			.toList();
		List<JsonNode> regular = Reference.json(Reference.path("logits/processors.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> node.get("processor").stringValue().equals(name) && node.has("output"))
			.filter((node) -> !node.path("fragile").asBoolean(false))
			.filter((node) -> !node.path("tie_order_dependent").asBoolean(false) || node.has("stable_output"))
			.toList();
		return Stream.concat(regular.stream(), special.stream()).toList();
	}

	/**
	 * Turn the value that the reference gives to removed tokens into negative infinity. A
	 * token that had this score before can be either.
	 */
	private static float[] removed(JsonNode params, float[] scores, float[] expected, float[] actual) {
		if (params.has("filter_value") && !params.get("filter_value").isString()) {
			float filter = params.get("filter_value").floatValue();
			for (int i = 0; i < expected.length; i++) {
				if (expected[i] == filter) {
					expected[i] = (scores[i] == filter) ? actual[i] : Float.NEGATIVE_INFINITY;
				}
			}
		}
		return expected;
	}

	/**
	 * Compare scores.
	 */
	static void assertSame(String description, float[] actual, float[] expected) {
		assertThat(actual).as(description).hasSameSizeAs(expected);
		for (int i = 0; i < actual.length; i++) {
			if (Float.isFinite(expected[i])) {
				assertThat(actual[i]).as("%s token %d", description, i)
					.isCloseTo(expected[i], within(1e-5f * Math.abs(expected[i])));
			}
			else {
				assertThat(actual[i]).as("%s token %d", description, i).isEqualTo(Float.valueOf(expected[i]));
			}
		}
	}

	/**
	 * Makes the processor of a row.
	 */
	@FunctionalInterface
	interface RowProcessor {

		/**
		 * Make the processor.
		 * @param params the reference's parameters
		 * @param row the index of the row
		 * @param rows how many rows the case has
		 * @return the processor
		 */
		LogitsProcessor of(JsonNode params, int row, int rows);

	}

}
