package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Text as Python sees it: a sequence of code points.
 */
final class Text {

	private static final String[] ASCII = new String[128];

	static {
		for (int i = 0; i < ASCII.length; i++) {
			ASCII[i] = String.valueOf((char) i);
		}
	}

	private Text() {
	}

	/**
	 * Return what Python's {@code str} says of a value.
	 */
	static String of(Object value) {
		if (value instanceof String text) {
			return text;
		}
		return (value instanceof Value other) ? other.text() : Representation.of(value);
	}

	static boolean isText(Object value) {
		return value instanceof String || value instanceof Markup;
	}

	/**
	 * Return a value as text that stays marked as safe if it is.
	 */
	static Object soft(Object value) {
		return isText(value) ? value : of(value);
	}

	/**
	 * Return text that is marked as safe if the value it was made of is.
	 */
	static Object like(Object model, String text) {
		return (model instanceof Markup) ? new Markup(text) : text;
	}

	static String character(int codePoint) {
		return (codePoint < 128) ? ASCII[codePoint] : Character.toString(codePoint);
	}

	static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	/**
	 * Return the place of a character.
	 * @param text the text
	 * @param index the index of the character in code points
	 * @return the index in UTF-16 units
	 */
	static int offset(String text, int index) {
		return text.offsetByCodePoints(0, index);
	}

	static String substring(String text, int from, int to) {
		if (length(text) == text.length()) {
			return text.substring(from, to);
		}
		int start = offset(text, from);
		return text.substring(start, text.offsetByCodePoints(start, to - from));
	}

	static Iterator<Object> characters(String text) {
		return new Iterator<>() {

			private int at;

			@Override
			public boolean hasNext() {
				return this.at < text.length();
			}

			@Override
			public Object next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				int codePoint = text.codePointAt(this.at);
				this.at += Character.charCount(codePoint);
				return character(codePoint);
			}

		};
	}

	/**
	 * Compare by code points.
	 */
	static int compare(String first, String second) {
		int length = Math.min(first.length(), second.length());
		for (int i = 0; i < length; i++) {
			char a = first.charAt(i);
			char b = second.charAt(i);
			if (a != b) {
				boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
				return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
			}
		}
		return Integer.compare(first.length(), second.length());
	}

}
