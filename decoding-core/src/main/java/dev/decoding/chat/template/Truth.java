package dev.decoding.chat.template;

import java.math.BigInteger;

/**
 * What counts as true.
 */
final class Truth {

	private Truth() {
	}

	static boolean of(Object value) {
		if (value instanceof Boolean bool) {
			return bool;
		}
		if (value instanceof String text) {
			return !text.isEmpty();
		}
		if (value instanceof Value other) {
			return other.isTrue();
		}
		if (value instanceof Long number) {
			return number != 0;
		}
		return (value instanceof Double number) ? number != 0 : value instanceof BigInteger;
	}

}
