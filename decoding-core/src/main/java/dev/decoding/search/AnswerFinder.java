package dev.decoding.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in a text that may reason before it gives one.
 */
@FunctionalInterface
public interface AnswerFinder {

	/** Finds the last number. */
	AnswerFinder LAST_NUMBER = (text) -> AnswerSpans.lastNumber(text, 0, text.length());

	/**
	 * Finds what is behind the last "answer is", and without it the last number.
	 */
	AnswerFinder STANDARD = behind("answer is").orElse(LAST_NUMBER);

	/** Finds what is in the last <code>\boxed{...}</code>, with all braces within. */
	AnswerFinder BOXED = AnswerSpans::boxed;

	/**
	 * Find the answer.
	 * @param text the text
	 * @return the answer, or {@code null} if there is none
	 */
	@Nullable Answer find(String text);

	/**
	 * Return a finder that asks another where it finds nothing itself.
	 * @param other the other finder
	 * @return the finder
	 */
	default AnswerFinder orElse(AnswerFinder other) {
		return (text) -> {
			Answer answer = find(text);
			return (answer != null) ? answer : other.find(text);
		};
	}

	/**
	 * Return a finder of what is behind the last occurrence of a phrase, whatever its
	 * case: the last number up to the end of the sentence, and without one all of it but
	 * spaces, quotes and the like around it.
	 * @param phrase the phrase
	 * @return the finder
	 */
	static AnswerFinder behind(String phrase) {
		Pattern behind = Pattern.compile(".*" + Pattern.quote(phrase) + "([^\\n]*?)(?:[.!?](?=\\s|$)|\\n|$)",
				Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
		return (text) -> {
			Matcher matcher = behind.matcher(text);
			if (!matcher.lookingAt()) {
				return null;
			}
			Answer number = AnswerSpans.lastNumber(text, matcher.start(1), matcher.end(1));
			return (number != null) ? number : AnswerSpans.words(text, matcher.start(1), matcher.end(1));
		};
	}

	/**
	 * Return a finder of what a regular expression matches last: its first group, or all
	 * of the match if it has none.
	 * @param pattern the regular expression
	 * @return the finder; numbers are compared by their value, other answers whatever
	 * their case and white space
	 */
	static AnswerFinder matching(Pattern pattern) {
		return (text) -> AnswerSpans.lastMatch(pattern, text);
	}

	/**
	 * Return a finder of a value in the last JSON object of a text.
	 * @param pointer which value, as a JSON pointer (RFC 6901) such as
	 * <code>/answer</code>
	 * @return the finder; numbers are compared by their value, also those in strings,
	 * other strings whatever their case and white space
	 * @throws IllegalArgumentException if that is no JSON pointer
	 */
	static AnswerFinder json(String pointer) {
		return JsonAnswers.at(pointer);
	}

	/**
	 * An answer and where it is.
	 *
	 * @param value what answers are compared by: the same for different spellings
	 * @param from the index of its first character in the text
	 * @param to the index behind its last character
	 */
	record Answer(String value, int from, int to) {
	}

}
