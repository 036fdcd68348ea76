package dev.decoding.search;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks for stop strings in a text that arrives piece by piece. What could still become a
 * stop string is held back; how the text is cut into pieces makes no difference.
 */
final class StopStrings {

	private final List<String> longestFirst;

	private final boolean included;

	private final StringBuilder held = new StringBuilder();

	private @Nullable String found;

	StopStrings(List<String> stopStrings) {
		this(stopStrings, false);
	}

	/**
	 * Look for stop strings.
	 * @param stopStrings the stop strings, none empty
	 * @param included whether the one that is found is part of the text
	 */
	StopStrings(List<String> stopStrings, boolean included) {
		this.included = included;
		this.longestFirst = stopStrings.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
	}

	/**
	 * Take the next piece.
	 * @param text the piece, perhaps empty
	 * @return what is now certain to come before any stop string; up to the end of the
	 * one that is found, if it is part of the text
	 */
	String next(String text) {
		return take(text, true);
	}

	/**
	 * Take the next piece, in which no stop string counts that ends there. One that only
	 * begins there does.
	 * @param text the piece, perhaps empty
	 * @return what is now certain to come before any stop string
	 */
	String pass(String text) {
		return take(text, false);
	}

	private String take(String text, boolean counts) {
		if (this.found != null) {
			return "";
		}
		if (this.longestFirst.isEmpty()) {
			return text;
		}
		for (int i = 0; i < text.length(); i++) {
			this.held.append(text.charAt(i));
			this.found = counts ? completed() : null;
			if (this.found != null) {
				this.held.setLength(this.held.length() - (this.included ? 0 : this.found.length()));
				return end();
			}
		}
		return release(this.held.length() - undecided());
	}

	/**
	 * Return the stop string that was found.
	 * @return the one completed first, of several completed by one character the longest;
	 * {@code null} if there was none
	 */
	@Nullable String found() {
		return this.found;
	}

	/**
	 * End the text.
	 * @return what was held back
	 */
	String end() {
		return release(this.held.length());
	}

	private @Nullable String completed() {
		for (String stopString : this.longestFirst) {
			int start = this.held.length() - stopString.length();
			if (start >= 0 && this.held.indexOf(stopString, start) == start) {
				return stopString;
			}
		}
		return null;
	}

	/**
	 * Return the length of the longest end of the text with which a stop string begins.
	 */
	private int undecided() {
		String text = this.held.toString();
		int longest = Math.min(text.length(), this.longestFirst.get(0).length() - 1);
		for (int start = text.length() - longest; start < text.length(); start++) {
			for (String stopString : this.longestFirst) {
				if (stopString.regionMatches(0, text, start, text.length() - start)) {
					return text.length() - start;
				}
			}
		}
		return 0;
	}

	private String release(int length) {
		String text = this.held.substring(0, length);
		this.held.delete(0, length);
		return text;
	}

}
