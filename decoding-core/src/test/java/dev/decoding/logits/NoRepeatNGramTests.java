package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link NoRepeatNGram}.
 */
class NoRepeatNGramTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("NoRepeatNGramLogitsProcessor", NoRepeatNGramTests::noRepeat);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("NoRepeatNGramLogitsProcessor", NoRepeatNGramTests::noRepeat);
	}

	@Test
	void removesWhatCompletesARunThatHasOccurred() {
		assertThat(removed(2, 5, 7, 5, 9, 5)).containsExactly(7, 9);
		assertThat(removed(3, 5, 7, 5, 9, 5)).isEmpty();
		assertThat(removed(3, 5, 7, 4, 5, 7)).containsExactly(4);
	}

	@Test
	void withOneEveryTokenOccursOnceOnly() {
		assertThat(removed(1, 5, 7, 5)).containsExactly(5, 7);
	}

	@Test
	void sequencesShorterThanARunChangeNothing() {
		assertThat(removed(4, 5, 5, 5)).isEmpty();
		assertThat(removed(3, 5, 5, 5)).containsExactly(5);
	}

	@Test
	void agreesWithListsOfTokens() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 1000; round++) {
			int size = 1 + random.nextInt(4);
			int[] tokens = random.ints(1 + random.nextInt(40), 0, 1 + random.nextInt(10)).toArray();
			List<Integer> list = new ArrayList<>();
			for (int token : tokens) {
				list.add(token);
			}
			List<Integer> expected = new ArrayList<>();
			for (int token = 0; token < 10 && size <= tokens.length; token++) {
				List<Integer> run = new ArrayList<>(list.subList(tokens.length - size + 1, tokens.length));
				run.add(token);
				boolean occurs = false;
				for (int start = 0; start + size <= tokens.length; start++) {
					occurs |= list.subList(start, start + size).equals(run);
				}
				if (occurs) {
					expected.add(token);
				}
			}
			assertThat(removed(size, tokens)).as("seed %d: %d in %s", seed, size, list).isEqualTo(expected);
		}
	}

	@Test
	void refusesLessThanOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NoRepeatNGram(0))
			.withMessage("'noRepeatNgramSize' is 0 but must be at least 1");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new NoRepeatNGram(2).name()).isEqualTo("no-repeat-ngram-size");
	}

	private static NoRepeatNGram noRepeat(JsonNode params) {
		return new NoRepeatNGram(params.get("ngram_size").intValue());
	}

	private static List<Integer> removed(int size, int... tokens) {
		Logits logits = Logits.of(new float[10]);
		new NoRepeatNGram(size).process(TokenSequence.of(tokens), logits);
		List<Integer> removed = new ArrayList<>();
		for (int token = 0; token < 10; token++) {
			if (logits.get(token) == Float.NEGATIVE_INFINITY) {
				removed.add(token);
			}
		}
		return removed;
	}

}
