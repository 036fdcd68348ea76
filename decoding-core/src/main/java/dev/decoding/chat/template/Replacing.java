package dev.decoding.chat.template;

/**
 * Replaces parts of text.
 */
final class Replacing {

	private Replacing() {
	}

	/**
	 * Replace the first occurrences.
	 * @param limit how many at most; all if negative
	 */
	static String replace(Rendering rendering, String text, String old, String replacement, int limit) {
		int most = (limit < 0) ? Integer.MAX_VALUE : limit;
		if (old.isEmpty()) {
			return insert(rendering, text, replacement, most);
		}
		int found = TextSearch.indexOf(text, old, 0);
		if (found < 0 || most == 0) {
			return text;
		}
		StringBuilder replaced = new StringBuilder();
		int from = 0;
		for (int count = 0; found >= 0 && count < most; count++) {
			replaced.append(text, from, found).append(replacement);
			rendering.checkLength(replaced.length());
			from = found + old.length();
			found = TextSearch.indexOf(text, old, from);
		}
		return replaced.append(text, from, text.length()).toString();
	}

	/**
	 * Insert between all characters and at both ends.
	 */
	private static String insert(Rendering rendering, String text, String inserted, int most) {
		StringBuilder replaced = new StringBuilder();
		int at = 0;
		for (int count = 0; count < most; count++) {
			replaced.append(inserted);
			rendering.checkLength(replaced.length());
			if (at == text.length()) {
				return replaced.toString();
			}
			int next = at + Character.charCount(text.codePointAt(at));
			replaced.append(text, at, next);
			at = next;
		}
		return replaced.append(text, at, text.length()).toString();
	}

}
