package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What Python takes for white space.
 */
final class Whitespace {

	private Whitespace() {
	}

	static boolean isWhitespace(int c) {
		return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 || c == 0x1680
				|| (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f
				|| c == 0x3000;
	}

	static boolean isLineBreak(char c) {
		return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
	}

	static boolean isBlank(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			if (!isWhitespace(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	static String stripLeading(String text) {
		int start = 0;
		while (start < text.length() && isWhitespace(text.charAt(start))) {
			start++;
		}
		return text.substring(start);
	}

	static String stripTrailing(String text) {
		int end = text.length();
		while (end > 0 && isWhitespace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end);
	}

	static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		int start = -1;
		for (int i = 0; i <= text.length(); i++) {
			boolean inside = i < text.length() && !isWhitespace(text.charAt(i));
			if (inside && start < 0) {
				start = i;
			}
			else if (!inside && start >= 0) {
				words.add(text.substring(start, i));
				start = -1;
			}
		}
		return words;
	}

}
