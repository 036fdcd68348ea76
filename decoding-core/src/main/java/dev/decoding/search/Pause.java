package dev.decoding.search;

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
	 * Pause as soon as this or another one is due.
	 * @param other the other one
	 * @return the pause
	 */
	default Pause or(Pause other) {
		return (text, tokens) -> isDue(text, tokens) || other.isDue(text, tokens);
	}

}
