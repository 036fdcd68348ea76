package dev.decoding.chat.template;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Takes characters off the ends of text.
 */
final class Trimming {

	private static final int FEW = 32;

	private Trimming() {
	}

	/**
	 * Strip.
	 * @param characters the characters to strip; white space if {@link None}
	 */
	static String strip(String text, Object characters, boolean start, boolean end) {
		if (characters != None.NONE && !Text.isText(characters)) {
			if (characters instanceof Undefined undefined) {
				throw PythonError.type("strip arg must be None or str: " + undefined.message());
			}
			throw PythonError.type("strip arg must be None or str");
		}
		String set = (characters != None.NONE) ? Text.of(characters) : "";
		IntPredicate stripped = (characters == None.NONE) ? Whitespace::isWhitespace : among(set);
		int from = 0;
		int to = text.length();
		while (start && from < to && stripped.test(text.codePointAt(from))) {
			from += Character.charCount(text.codePointAt(from));
		}
		while (end && from < to && stripped.test(text.codePointBefore(to))) {
			to -= Character.charCount(text.codePointBefore(to));
		}
		return text.substring(from, to);
	}

	private static IntPredicate among(String set) {
		if (set.length() <= FEW) {
			return (c) -> set.indexOf(c) >= 0;
		}
		BitSet codePoints = new BitSet();
		set.codePoints().forEach(codePoints::set);
		return codePoints::get;
	}

	static String removePrefix(String text, String prefix) {
		return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
	}

	static String removeSuffix(String text, String suffix) {
		return (text.endsWith(suffix)) ? text.substring(0, text.length() - suffix.length()) : text;
	}

}
