package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cuts text into parts.
 */
final class Splitting {

	private Splitting() {
	}

	/**
	 * Split from the left.
	 * @param separator the separator; white space if {@code null}
	 * @param limit how often at most; always if negative
	 */
	static ListValue split(Rendering rendering, String text, @Nullable String separator, int limit) {
		List<Object> parts = (separator != null) ? split(text, separator, limit) : words(text, limit);
		rendering.allocate(parts.size());
		return new ListValue(parts);
	}

	private static List<Object> split(String text, String separator, int limit) {
		requireSeparator(separator);
		List<Object> parts = new ArrayList<>();
		int from = 0;
		int found = TextSearch.indexOf(text, separator, 0);
		while (found >= 0 && (limit < 0 || parts.size() < limit)) {
			parts.add(text.substring(from, found));
			from = found + separator.length();
			found = TextSearch.indexOf(text, separator, from);
		}
		parts.add(text.substring(from));
		return parts;
	}

	private static List<Object> words(String text, int limit) {
		List<Object> words = new ArrayList<>();
		int at = skip(text, 0, true);
		while (at < text.length()) {
			if (limit >= 0 && words.size() == limit) {
				words.add(text.substring(at));
				break;
			}
			int end = skip(text, at, false);
			words.add(text.substring(at, end));
			at = skip(text, end, true);
		}
		return words;
	}

	private static int skip(String text, int from, boolean whitespace) {
		int at = from;
		while (at < text.length() && Whitespace.isWhitespace(text.charAt(at)) == whitespace) {
			at++;
		}
		return at;
	}

	static ListValue splitRight(Rendering rendering, String text, @Nullable String separator, int limit) {
		if (limit < 0) {
			return split(rendering, text, separator, limit);
		}
		List<Object> parts = (separator != null) ? splitRight(text, separator, limit) : wordsRight(text, limit);
		Collections.reverse(parts);
		rendering.allocate(parts.size());
		return new ListValue(parts);
	}

	private static List<Object> splitRight(String text, String separator, int limit) {
		requireSeparator(separator);
		List<Object> parts = new ArrayList<>();
		int to = text.length();
		int found = TextSearch.lastIndexOf(text, separator, to);
		while (found >= 0 && parts.size() < limit) {
			parts.add(text.substring(found + separator.length(), to));
			to = found;
			found = TextSearch.lastIndexOf(text, separator, to);
		}
		parts.add(text.substring(0, to));
		return parts;
	}

	private static List<Object> wordsRight(String text, int limit) {
		List<Object> words = new ArrayList<>();
		int end = skipBack(text, text.length(), true);
		while (end > 0) {
			if (words.size() == limit) {
				words.add(text.substring(0, end));
				break;
			}
			int start = skipBack(text, end, false);
			words.add(text.substring(start, end));
			end = skipBack(text, start, true);
		}
		return words;
	}

	private static int skipBack(String text, int from, boolean whitespace) {
		int at = from;
		while (at > 0 && Whitespace.isWhitespace(text.charAt(at - 1)) == whitespace) {
			at--;
		}
		return at;
	}

	private static void requireSeparator(String separator) {
		if (separator.isEmpty()) {
			throw PythonError.value("empty separator");
		}
	}

	static ListValue lines(Rendering rendering, String text, boolean keepEnds) {
		List<Object> lines = new ArrayList<>();
		int start = 0;
		while (start < text.length()) {
			int end = start;
			while (end < text.length() && !Whitespace.isLineBreak(text.charAt(end))) {
				end++;
			}
			int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
			lines.add(text.substring(start, keepEnds ? next : end));
			start = next;
		}
		rendering.allocate(lines.size());
		return new ListValue(lines);
	}

	static TupleValue partition(String text, String separator, boolean last) {
		requireSeparator(separator);
		int found = last ? TextSearch.lastIndexOf(text, separator, text.length())
				: TextSearch.indexOf(text, separator, 0);
		if (found < 0) {
			return last ? TupleValue.of("", "", text) : TupleValue.of(text, "", "");
		}
		return TupleValue.of(text.substring(0, found), separator, text.substring(found + separator.length()));
	}

}
