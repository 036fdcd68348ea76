package dev.decoding.chat.template;

/**
 * Finds text in text. Java's own search takes the product of the two lengths in the worst
 * case, which a template can bring about; this takes their sum where that would matter.
 */
final class TextSearch {

	private static final int SHORT = 256;

	private static final int SMALL = 65_536;

	private TextSearch() {
	}

	static boolean contains(String text, String part) {
		return indexOf(text, part, 0) >= 0;
	}

	static int indexOf(String text, String part, int from) {
		if (part.length() <= SHORT || text.length() - from <= SMALL) {
			return text.indexOf(part, from);
		}
		int[] borders = borders(part);
		int matched = 0;
		for (int i = from; i < text.length(); i++) {
			while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
				matched = borders[matched - 1];
			}
			if (text.charAt(i) == part.charAt(matched) && ++matched == part.length()) {
				return i - matched + 1;
			}
		}
		return -1;
	}

	/**
	 * Find the last occurrence that does not go beyond an end.
	 */
	static int lastIndexOf(String text, String part, int end) {
		if (part.length() <= SHORT || end <= SMALL) {
			return (end < part.length()) ? -1 : text.lastIndexOf(part, end - part.length());
		}
		String reversed = new StringBuilder(text.substring(0, end)).reverse().toString();
		int found = indexOf(reversed, new StringBuilder(part).reverse().toString(), 0);
		return (found < 0) ? -1 : end - found - part.length();
	}

	/**
	 * Return for each prefix the length of the longest text that both begins and ends it.
	 */
	private static int[] borders(String part) {
		int[] borders = new int[part.length()];
		int length = 0;
		for (int i = 1; i < part.length(); i++) {
			while (length > 0 && part.charAt(i) != part.charAt(length)) {
				length = borders[length - 1];
			}
			if (part.charAt(i) == part.charAt(length)) {
				length++;
			}
			borders[i] = length;
		}
		return borders;
	}

}
