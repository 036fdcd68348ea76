package dev.decoding.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.decoding.Reference;
import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link StopStringCriterion}.
 */
class StopStringCriterionTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "st", "op", "opera", " a", "é");

	@Test
	void agreesWithTheReference() {
		Vocabulary vocabulary = vocabulary(
				texts(Reference.json(Reference.path("generation/stopping.json")).get("vocab")));
		StoppingCases.check("StopStringCriteria",
				(example) -> new StopStringCriterion(vocabulary, texts(example.get("stop_strings"))));
	}

	private static List<String> texts(JsonNode node) {
		return node.isString() ? List.of(node.stringValue()) : node.valueStream().map(JsonNode::stringValue).toList();
	}

	@Test
	void endsWhereTheLastCharacterLiesInTheNewestToken() {
		StopStringCriterion criterion = new StopStringCriterion(vocabulary(TOKENS), List.of("stop"));
		assertThat(criterion.check(TokenSequence.of(5, 2, 4))).isEqualTo(FinishReason.STOP);
		assertThat(criterion.check(TokenSequence.of(5, 2, 4, 5))).isNull();
		assertThat(criterion.check(TokenSequence.of(4, 2))).isNull();
		assertThat(criterion.check(TokenSequence.of(2))).isNull();
	}

	@Test
	void comparesTextsOfSeveralBytes() {
		StopStringCriterion criterion = new StopStringCriterion(vocabulary(TOKENS), List.of("pé"));
		assertThat(criterion.check(TokenSequence.of(3, 6))).isEqualTo(FinishReason.STOP);
		assertThat(criterion.check(TokenSequence.of(4, 6))).isNull();
	}

	@Test
	void agreesWithSearchingTheWholeText() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			List<String> tokens = random(random, 8, 4);
			List<String> stopStrings = random(random, 1 + random.nextInt(3), 5);
			int[] ids = random.ints(1 + random.nextInt(8), 0, tokens.size()).toArray();
			StringBuilder text = new StringBuilder();
			for (int id : ids) {
				text.append(tokens.get(id));
			}
			int last = tokens.get(ids[ids.length - 1]).length();
			boolean expected = false;
			for (int end = text.length() - last + 1; end <= text.length(); end++) {
				String head = text.substring(0, end);
				expected |= stopStrings.stream().anyMatch(head::endsWith);
			}
			StopStringCriterion criterion;
			try {
				criterion = new StopStringCriterion(vocabulary(tokens), stopStrings);
			}
			catch (IllegalArgumentException ex) {
				assertThat(expected).as("seed %d", seed).isFalse();
				continue;
			}
			assertThat(criterion.check(TokenSequence.of(ids)) != null)
				.as("seed %d, %s in %s of %s", seed, stopStrings, text, tokens)
				.isEqualTo(expected);
		}
	}

	private static List<String> random(Random random, int size, int longest) {
		List<String> texts = new ArrayList<>();
		while (texts.size() < size) {
			byte[] text = new byte[1 + random.nextInt(longest)];
			for (int i = 0; i < text.length; i++) {
				text[i] = (byte) ('a' + random.nextInt(3));
			}
			texts.add(new String(text, StandardCharsets.US_ASCII));
		}
		return texts;
	}

	@Test
	void refusesWhatNoTokenCanEnd() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StopStringCriterion(vocabulary(TOKENS), List.of("x", "opx")))
			.withMessage("'stopStrings' has [x, opx] but no token of the vocabulary can end any of them");
	}

	@Test
	void refusesEmptyTexts() {
		assertThatIllegalArgumentException().isThrownBy(() -> new StopStringCriterion(vocabulary(TOKENS), List.of()))
			.withMessage("'stopStrings' is empty but must have texts, none of them empty");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StopStringCriterion(vocabulary(TOKENS), List.of("a", "")))
			.withMessageContaining("'stopStrings' is [a, ]");
	}

	private static Vocabulary vocabulary(List<String> tokens) {
		return new TableLm(tokens, 1, (sequence) -> new float[tokens.size()]).tokenizer().vocabulary();
	}

}
