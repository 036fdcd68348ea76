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

	private static final String BOX = "\\boxed{";

	/** A number with more digits than that is not spelled out. */
	private static final int MOST_DIGITS = 1000;

	private AnswerSpans() {
	}

	/**
	 * Return what a number is compared by.
	 */
	static String value(BigDecimal number) {
		BigDecimal stripped = number.stripTrailingZeros();
		return (Math.abs((long) stripped.scale()) < MOST_DIGITS) ? stripped.toPlainString() : stripped.toString();
	}

	/**
	 * Return what a text that is all an answer is compared by.
	 */
	static String value(String text) {
		String trimmed = text.strip();
		return NUMBER.matcher(trimmed).matches() ? value(new BigDecimal(trimmed.replace(",", "")))
				: trimmed.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
	}

	/**
	 * Find what the last box holds that is closed.
	 */
	static @Nullable Answer boxed(String text) {
		for (int at = text.lastIndexOf(BOX); at >= 0; at = text.lastIndexOf(BOX, at - 1)) {
			int from = at + BOX.length();
			int end = closingBrace(text, from);
			if (end >= 0) {
				return stripped(text, from, end);
			}
		}
		return null;
	}

	/**
	 * Find the brace that closes one before a position, where a backslash takes what
	 * follows its meaning.
	 */
	private static int closingBrace(String text, int from) {
		int depth = 1;
		for (int i = from; i < text.length(); i++) {
			switch (text.charAt(i)) {
				case '\\' -> i++;
				case '{' -> depth++;
				case '}' -> {
					depth--;
					if (depth == 0) {
						return i;
					}
				}
				default -> {
				}
			}
		}
		return -1;
	}

	/**
	 * Find what a regular expression matches last.
	 */
	static @Nullable Answer lastMatch(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		Answer last = null;
		while (matcher.find()) {
			int group = (matcher.groupCount() > 0) ? 1 : 0;
			Answer answer = (matcher.start(group) >= 0) ? stripped(text, matcher.start(group), matcher.end(group))
					: null;
			last = (answer != null) ? answer : last;
		}
		return last;
	}

	/**
	 * Take a part of a text without the white space around it.
	 */
	private static @Nullable Answer stripped(String text, int from, int to) {
		int start = from;
		int end = to;
		while (start < end && Character.isWhitespace(text.charAt(start))) {
			start++;
		}
		while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
			end--;
		}
		return (start < end) ? new Answer(value(text.substring(start, end)), start, end) : null;
	}

	/**
	 * Find the last number in a part of a text.
	 */
	static @Nullable Answer lastNumber(String text, int from, int to) {
		Matcher matcher = NUMBER.matcher(text).region(from, to).useTransparentBounds(true);
		Answer last = null;
		while (matcher.find()) {
			last = new Answer(value(new BigDecimal(matcher.group().replace(",", ""))), matcher.start(), matcher.end());
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
