package dev.decoding.chat.template;

import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextSearch}.
 */
class TextSearchTests {

	@RepeatedTest(30)
	void findsWhatJavaFinds(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		String text = random(random, 70_000 + random.nextInt(5000));
		int start = random.nextInt(text.length() - 1000);
		String part = text.substring(start, start + 300 + random.nextInt(700));
		if (random.nextBoolean()) {
			part += 'x';
		}
		int from = random.nextInt(2000);
		assertThat(TextSearch.indexOf(text, part, from)).isEqualTo(text.indexOf(part, from));
		int end = text.length() - random.nextInt(2000);
		assertThat(TextSearch.lastIndexOf(text, part, end)).isEqualTo(text.lastIndexOf(part, end - part.length()));
		assertThat(TextSearch.contains(text, part)).isEqualTo(text.contains(part));
	}

	@Test
	void shortTextIsFoundToo() {
		assertThat(TextSearch.indexOf("abcabc", "c", 3)).isEqualTo(5);
		assertThat(TextSearch.lastIndexOf("abcabc", "abc", 5)).isZero();
		assertThat(TextSearch.lastIndexOf("ab", "abc", 2)).isEqualTo(-1);
	}

	private static String random(Random random, int length) {
		StringBuilder text = new StringBuilder(length);
		String period = random.nextBoolean() ? "aaaaaaaab" : "aab";
		while (text.length() < length) {
			text.append((random.nextInt(50) == 0) ? "b" : period);
		}
		return text.toString();
	}

}
