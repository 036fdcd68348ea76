package dev.decoding.search;

import java.util.List;
import java.util.function.Predicate;

/**
 * Says when a {@link Path} has been extended far enough for now.
 */
@FunctionalInterface
public interface Pause {

	/** Goes on until the path has ended. */
	Pause NEVER = (text, tokens) -> false;

	/**
	 * Look at a path after a token was added.
	 * @param text the text that was added since the last pause
	 * @param tokens how many tokens were added since then
	 * @return whether to pause
	 */
	boolean isDue(CharSequence text, int tokens);

	/**
	 * Look at a path after a token was added.
	 * @param text the text that was added since the last pause
	 * @param tokens how many tokens were added since then
	 * @param statistics the statistics of all its tokens, empty if the request asks for
	 * none
	 * @return whether to pause
	 */
	default boolean isDue(CharSequence text, int tokens, List<TokenStatistics> statistics) {
		return isDue(text, tokens);
	}

	/**
	 * Pause after some tokens.
	 * @param count how many, at least 1
	 * @return the pause
	 */
	static Pause afterTokens(int count) {
		return (text, tokens) -> tokens >= count;
	}

	/**
	 * Pause behind the token that completes a text.
	 * @param delimiter the text, not empty
	 * @return the pause
	 */
	static Pause after(String delimiter) {
		return after(delimiter, 1);
	}

	/**
	 * Pause behind the token that completes some occurrences of a text.
	 * @param delimiter the text, not empty
	 * @param count how many occurrences, at least 1
	 * @return the pause
	 */
	static Pause after(String delimiter, int count) {
		return (text, tokens) -> {
			String all = text.toString();
			int found = 0;
			for (int at = all.indexOf(delimiter); at >= 0; at = all.indexOf(delimiter, at + delimiter.length())) {
				found++;
			}
			return found >= count;
		};
	}

	/**
	 * Pause behind a token whose statistics, or those of the tokens before it, say so.
	 * @param condition takes the statistics of all tokens of the path so far
	 * @return the pause
	 */
	static Pause when(Predicate<List<TokenStatistics>> condition) {
		return new Pause() {

			@Override
			public boolean isDue(CharSequence text, int tokens) {
				return false;
			}

			@Override
			public boolean isDue(CharSequence text, int tokens, List<TokenStatistics> statistics) {
				return condition.test(statistics);
			}

		};
	}

	/**
	 * Pause as soon as this or another one is due.
	 * @param other the other one
	 * @return the pause
	 */
	default Pause or(Pause other) {
		Pause one = this;
		return new Pause() {

			@Override
			public boolean isDue(CharSequence text, int tokens) {
				return one.isDue(text, tokens) || other.isDue(text, tokens);
			}

			@Override
			public boolean isDue(CharSequence text, int tokens, List<TokenStatistics> statistics) {
				return one.isDue(text, tokens, statistics) || other.isDue(text, tokens, statistics);
			}

		};
	}

}
