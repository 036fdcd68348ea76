package dev.decoding.search;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.decoding.Reference;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.MinP;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;
import dev.decoding.logits.TypicalP;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PromptLookup}.
 */
class PromptLookupTests {

	private static final LogitsProcessor NOTHING = LogitsProcessorChain.EMPTY;

	@Test
	void agreesWithTheReference() {
		JsonNode examples = Reference.json(Reference.path("generation/prompt_lookup.json")).get("cases");
		assertThat(examples).isNotEmpty();
		for (JsonNode example : examples) {
			PromptLookup lookup = new PromptLookup(example.get("num_output_tokens").intValue(),
					example.get("max_matching_ngram_size").intValue(), tokens(example.get("eos")),
					banning(tokens(example.get("banned"))), 20);
			TokenSequence sequence = TokenSequence.of(Reference.ints(example.get("input_ids").get(0)));
			assertThat(lookup.candidates(sequence, example.get("max_length").intValue())).as("%s", example)
				.containsExactly(Reference.ints(example.get("candidates")));
		}
	}

	private static Set<Integer> tokens(JsonNode node) {
		return node.isNull() ? Set.of() : Arrays.stream(Reference.ints(node)).boxed().collect(Collectors.toSet());
	}

	private static LogitsProcessor banning(Set<Integer> tokens) {
		return (sequence, logits) -> tokens.forEach((token) -> logits.set(token, Float.NEGATIVE_INFINITY));
	}

	@Test
	void proposesWhatCameAfterTheLastTokensBefore() {
		assertThat(new PromptLookup(2, 3, Set.of(), NOTHING, 9).candidates(TokenSequence.of(1, 2, 3, 4, 1, 2), 100))
			.containsExactly(3, 4);
	}

	@Test
	void prefersTheLongestAndThenTheFirstPlace() {
		TokenSequence sequence = TokenSequence.of(2, 5, 1, 2, 6, 1, 2, 7, 1, 2);
		assertThat(new PromptLookup(1, 1, Set.of(), NOTHING, 9).candidates(sequence, 100)).containsExactly(5);
		assertThat(new PromptLookup(1, 2, Set.of(), NOTHING, 9).candidates(sequence, 100)).containsExactly(6);
	}

	@Test
	void asksTheProcessorsAboutEachProposedToken() {
		LogitsProcessor oneSequence = (sequence, logits) -> {
			if (sequence.length() == 7 && sequence.last() == 3) {
				logits.set(4, -Float.MAX_VALUE);
			}
		};
		TokenSequence sequence = TokenSequence.of(1, 2, 3, 4, 1, 2);
		assertThat(new PromptLookup(9, 3, Set.of(), oneSequence, 9).candidates(sequence, 100)).containsExactly(3);
	}

	@Test
	void processorsThatCompareTokensRemoveNone() {
		LogitsProcessor chain = LogitsProcessorChain.of(new Temperature(0.5), new TopK(1), new TopP(0.1),
				new TypicalP(0.1), new MinP(0.9));
		TokenSequence sequence = TokenSequence.of(1, 8, 3, 4, 1, 8);
		assertThat(new PromptLookup(9, 3, Set.of(), chain, 9).candidates(sequence, 100)).containsExactly(3, 4, 1, 8);
	}

	@Test
	void proposesNothingWhereTheProcessorsLeaveNoToken() {
		LogitsProcessor chain = LogitsProcessorChain.of((sequence, logits) -> {
			if (sequence.length() > 6) {
				Arrays.fill(logits.scores(), Float.NEGATIVE_INFINITY);
			}
		});
		TokenSequence sequence = TokenSequence.of(1, 2, 3, 4, 1, 2);
		assertThat(new PromptLookup(9, 3, Set.of(), chain, 9).candidates(sequence, 100)).containsExactly(3);
	}

	@Test
	void proposesNothingWhereOnlyOneTokenFits() {
		PromptLookup lookup = new PromptLookup(2, 3, Set.of(), NOTHING, 9);
		assertThat(lookup.candidates(TokenSequence.of(1, 2, 1), 4)).isEmpty();
		assertThat(lookup.candidates(TokenSequence.of(1, 2, 1), 5)).containsExactly(2, 1);
	}

	@Test
	void agreesWithTryingAllPlaces() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 5000; round++) {
			int vocabulary = 1 + random.nextInt(4);
			int[] tokens = random.ints(1 + random.nextInt(20), 0, vocabulary).toArray();
			Set<Integer> banned = (random.nextInt(3) == 0) ? Set.of(random.nextInt(vocabulary)) : Set.of();
			Set<Integer> ends = (random.nextInt(3) == 0) ? Set.of(random.nextInt(vocabulary)) : Set.of();
			PromptLookup lookup = new PromptLookup(1 + random.nextInt(6), 1 + random.nextInt(7), ends, banning(banned),
					vocabulary);
			assertThat(lookup.candidates(TokenSequence.of(tokens), 100))
				.as("seed %d, %s, without %s", seed, Arrays.toString(tokens), banned)
				.containsExactly(tryAllPlaces(lookup, tokens, banned));
		}
	}

	/**
	 * The reference's own loops.
	 */
	private static int[] tryAllPlaces(PromptLookup lookup, int[] tokens, Set<Integer> banned) {
		for (int size = Math.min(lookup.maxMatchingNgramSize(), tokens.length - 1); size > 0; size--) {
			for (int end = size; end < tokens.length; end++) {
				boolean same = Arrays.equals(tokens, end - size, end, tokens, tokens.length - size, tokens.length);
				if (same && !banned.contains(tokens[end])) {
					return IntStream.range(end, Math.min(tokens.length, end + lookup.numTokens()))
						.map((i) -> tokens[i])
						.takeWhile((token) -> !banned.contains(token) && !lookup.endOfTextTokens().contains(token))
						.toArray();
				}
			}
		}
		return new int[0];
	}

	@Test
	void refusesSizesBelowOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PromptLookup(0, 1, Set.of(), NOTHING, 9))
			.withMessage("'numTokens' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new PromptLookup(1, 0, Set.of(), NOTHING, 9))
			.withMessage("'maxMatchingNgramSize' is 0 but must be at least 1");
	}

}
