package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OffTopic}.
 */
class OffTopicTests {

	@Test
	void textsAreFilledAndMany() {
		List<String> texts = draw(false);
		assertThat(texts).allSatisfy((text) -> assertThat(text).isNotEmpty().doesNotContainPattern("[{}|]"));
		assertThat(texts.stream().distinct().count()).isGreaterThan(1500);
	}

	@Test
	void heldOutTextsAreOthers() {
		Set<String> trained = draw(false).stream().map(OffTopicTests::plain).collect(Collectors.toSet());
		assertThat(draw(true)).extracting(OffTopicTests::plain).doesNotContainAnyElementsOf(trained);
	}

	private static String plain(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("['.,:;!?]", "");
	}

	private static List<String> draw(boolean heldOut) {
		return LongStream.range(0, 3000)
			.mapToObj((index) -> OffTopic.draw(heldOut, RandomNumbers.of(4, index)))
			.toList();
	}

}
