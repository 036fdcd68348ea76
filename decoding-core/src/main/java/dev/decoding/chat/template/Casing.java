package dev.decoding.chat.template;

import java.util.Locale;

/**
 * Upper and lower case, and other properties of characters.
 */
final class Casing {

	private Casing() {
	}

	static String capitalize(String text) {
		if (text.isEmpty()) {
			return text;
		}
		int first = text.codePointAt(0);
		return Character.toString(Character.toTitleCase(first))
				+ text.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
	}

	static String title(String text) {
		StringBuilder title = new StringBuilder();
		boolean inside = false;
		for (int c : text.codePoints().toArray()) {
			title.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
			inside = isCased(c);
		}
		return title.toString();
	}

	static String swap(String text) {
		StringBuilder swapped = new StringBuilder();
		text.codePoints().forEach((c) -> {
			String character = Character.toString(c);
			swapped.append(Character.isUpperCase(c) ? character.toLowerCase(Locale.ROOT)
					: Character.isLowerCase(c) ? character.toUpperCase(Locale.ROOT) : character);
		});
		return swapped.toString();
	}

	static boolean isLower(String text) {
		return text.codePoints().anyMatch(Character::isLowerCase)
				&& text.codePoints().noneMatch((c) -> Character.isUpperCase(c) || Character.isTitleCase(c));
	}

	static boolean isUpper(String text) {
		return text.codePoints().anyMatch(Character::isUpperCase)
				&& text.codePoints().noneMatch((c) -> Character.isLowerCase(c) || Character.isTitleCase(c));
	}

	static boolean isTitle(String text) {
		boolean inside = false;
		boolean any = false;
		for (int c : text.codePoints().toArray()) {
			boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
			if (upper ? inside : Character.isLowerCase(c) && !inside) {
				return false;
			}
			inside = isCased(c);
			any |= inside;
		}
		return any;
	}

	static boolean isIdentifier(String text) {
		return !text.isEmpty()
				&& (text.codePointAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
				&& text.codePoints()
					.allMatch((c) -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
	}

	static boolean isDigit(int c) {
		return Character.isDigit(c) || c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || c >= 0x2074 && c <= 0x2079
				|| c >= 0x2080 && c <= 0x2089 || c >= 0x2460 && c <= 0x2468;
	}

	static boolean isNumeric(int c) {
		int type = Character.getType(c);
		return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
				|| type == Character.OTHER_NUMBER;
	}

	private static boolean isCased(int c) {
		return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
	}

}
