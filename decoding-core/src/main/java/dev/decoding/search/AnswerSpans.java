package dev.decoding.search;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.decoding.search.AnswerFinder.Answer;

/**
 * Parts of a text that can be an answer.
 */
final class AnswerSpans {

	/** Digits, perhaps in groups of three, where a minus is one only behind no word. */
	private static final Pattern NUMBER = Pattern
		.compile("(?:(?<![\\w.)])-)?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?");

	private AnswerSpans() {
	}

	/**
	 * Find the last number in a part of a text.
	 */
	static @Nullable Answer lastNumber(String text, int from, int to) {
		Matcher matcher = NUMBER.matcher(text).region(from, to).useTransparentBounds(true);
		Answer last = null;
		while (matcher.find()) {
			BigDecimal number = new BigDecimal(matcher.group().replace(",", ""));
			last = new Answer(number.stripTrailingZeros().toPlainString(), matcher.start(), matcher.end());
		}
		return last;
	}

	/**
	 * Take a part of a text as it is, but for what is neither letter nor digit around it.
	 */
	static @Nullable Answer words(String text, int from, int to) {
		int start = from;
		int end = to;
		while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
			start++;
		}
		while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
			end--;
		}
		return (start < end)
				? new Answer(text.substring(start, end).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT), start, end)
				: null;
	}

}
