package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.decoding.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StopStrings}.
 */
class StopStringsTests {

	@Test
	void textPassesThroughWithoutStopStrings() {
		StopStrings stopStrings = new StopStrings(List.of());
		assertThat(stopStrings.next("abc")).isEqualTo("abc");
		assertThat(stopStrings.end()).isEmpty();
		assertThat(stopStrings.found()).isNull();
	}

	@Test
	void holdsBackWhatCouldBecomeAStopString() {
		StopStrings stopStrings = new StopStrings(List.of("\n\nUser:"));
		assertThat(stopStrings.next("Yes.\n")).isEqualTo("Yes.");
		assertThat(stopStrings.next("\nUse")).isEmpty();
		assertThat(stopStrings.next("ful\n")).isEqualTo("\n\nUseful");
		assertThat(stopStrings.found()).isNull();
		assertThat(stopStrings.end()).isEqualTo("\n");
	}

	@Test
	void cutsTheTextBeforeTheStopString() {
		StopStrings stopStrings = new StopStrings(List.of("STOP"));
		assertThat(stopStrings.next("go on ST")).isEqualTo("go on ");
		assertThat(stopStrings.next("OP and more")).isEmpty();
		assertThat(stopStrings.found()).isEqualTo("STOP");
		assertThat(stopStrings.next("more")).isEmpty();
		assertThat(stopStrings.end()).isEmpty();
	}

	@Test
	void cutsTheTextBehindTheStopStringIfItIsIncluded() {
		StopStrings stopStrings = new StopStrings(List.of("STOP"), true);
		assertThat(stopStrings.next("go on ST")).isEqualTo("go on ");
		assertThat(stopStrings.next("OP and more")).isEqualTo("STOP");
		assertThat(stopStrings.found()).isEqualTo("STOP");
		assertThat(stopStrings.next("more")).isEmpty();
		assertThat(stopStrings.end()).isEmpty();
	}

	@Test
	void passesOverStopStringsThatDoNotCount() {
		StopStrings stopStrings = new StopStrings(List.of("STOP"));
		assertThat(stopStrings.pass("a STOP b ST")).isEqualTo("a STOP b ");
		assertThat(stopStrings.found()).isNull();
		assertThat(stopStrings.next("OP")).isEmpty();
		assertThat(stopStrings.found()).isEqualTo("STOP");
	}

	@Test
	void agreesWithVllm() {
		JsonNode examples = Reference.json(Reference.path("logits/vllm_sampling.json")).get("stop_strings");
		assertThat(examples).isNotEmpty();
		for (JsonNode example : examples) {
			String text = example.get("output_text").stringValue();
			int old = Math.max(0, text.length() - example.get("new_char_count").intValue());
			StopStrings stopStrings = new StopStrings(
					example.get("stop").valueStream().map(JsonNode::stringValue).toList(),
					example.get("include_in_output").booleanValue());
			String complete = stopStrings.pass(text.substring(0, old)) + stopStrings.next(text.substring(old))
					+ stopStrings.end();
			JsonNode result = example.get("result");
			String found = result.isNull() ? null : result.get(0).stringValue();
			int length = result.isNull() || result.get(1).intValue() < 0 ? text.length() : result.get(1).intValue();
			assertThat(stopStrings.found()).as("%s", example).isEqualTo(found);
			assertThat(complete).as("%s", example).isEqualTo(text.substring(0, length));
		}
	}

	@Test
	void theFirstToBeCompletedCounts() {
		StopStrings stopStrings = new StopStrings(List.of("abcdef", "cd"));
		assertThat(stopStrings.next("xabcdef")).isEqualTo("xab");
		assertThat(stopStrings.found()).isEqualTo("cd");
	}

	@Test
	void ofThoseCompletedByOneCharacterTheLongestCounts() {
		StopStrings stopStrings = new StopStrings(List.of("d", "bcd", "cd"));
		assertThat(stopStrings.next("abcd")).isEqualTo("a");
		assertThat(stopStrings.found()).isEqualTo("bcd");
	}

	@Test
	void agreesWithSearchingTheWholeText() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			String text = text(random, random.nextInt(25));
			List<String> candidates = new ArrayList<>();
			for (int i = random.nextInt(4); i >= 0; i--) {
				candidates.add(text(random, 1 + random.nextInt(6)));
			}
			StopStrings stopStrings = new StopStrings(candidates);
			StringBuilder emitted = new StringBuilder();
			for (int start = 0; start < text.length();) {
				int end = start + random.nextInt(Math.min(6, text.length() - start) + 1);
				emitted.append(stopStrings.next(text.substring(start, end)));
				assertThat(text.substring(0, end)).as("seed %d", seed).startsWith(emitted);
				if (stopStrings.found() == null) {
					assertThat(end - emitted.length()).as("seed %d, %s in %s", seed, candidates, text)
						.isEqualTo(undecided(text.substring(0, end), candidates));
				}
				start = end;
			}
			emitted.append(stopStrings.end());
			String expected = search(text, candidates);
			assertThat(stopStrings.found()).as("seed %d, %s in %s", seed, candidates, text).isEqualTo(expected);
			assertThat(emitted).hasToString((expected != null) ? text.substring(0, text.indexOf(expected)) : text);
		}
	}

	/**
	 * Find the stop string whose end comes first, the longest of those.
	 */
	private static @Nullable String search(String text, List<String> candidates) {
		for (int end = 1; end <= text.length(); end++) {
			String found = null;
			for (String candidate : candidates) {
				if (text.substring(0, end).endsWith(candidate)
						&& (found == null || candidate.length() > found.length())) {
					found = candidate;
				}
			}
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static int undecided(String text, List<String> candidates) {
		for (int start = 0; start < text.length(); start++) {
			String rest = text.substring(start);
			if (candidates.stream().anyMatch((candidate) -> candidate.startsWith(rest))) {
				return rest.length();
			}
		}
		return 0;
	}

	private static String text(Random random, int length) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.append((char) ('a' + random.nextInt(3)));
		}
		return text.toString();
	}

}
