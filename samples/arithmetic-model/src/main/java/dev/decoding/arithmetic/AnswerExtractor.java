package dev.decoding.arithmetic;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answer in a text of the model: behind the last {@code Answer:}, or in the
 * last {@code "answer"} of a JSON object.
 */
public final class AnswerExtractor {

	private static final Pattern ANSWER = Pattern.compile("(?:Answer:|\"answer\"\\s*:)\\s*(-?\\d{1,9})(?!\\d)");

	private AnswerExtractor() {
	}

	/**
	 * Find the answer.
	 * @param text the text
	 * @return the answer, empty if the text gives none
	 */
	public static OptionalInt extract(String text) {
		OptionalInt answer = OptionalInt.empty();
		Matcher matcher = ANSWER.matcher(text);
		while (matcher.find()) {
			answer = OptionalInt.of(Integer.parseInt(matcher.group(1)));
		}
		return answer;
	}

}
