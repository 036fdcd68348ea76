package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Turns what an application passes to a template into the template's own values, so that
 * a template never sees an object of Java.
 */
final class Conversion {

	private Conversion() {
	}

	/**
	 * Convert a variable.
	 * @param value a value as JSON has them: text, a number, a boolean, {@code null}, a
	 * list, array or map of such
	 * @param variable the name of the variable, for the error
	 * @param depth how deep lists and maps may be nested
	 * @throws IllegalArgumentException if there is something else in it
	 */
	static Object of(@Nullable Object value, String variable, int depth) {
		if (value == null) {
			return None.NONE;
		}
		if (value instanceof String || value instanceof Boolean || value instanceof Double || value instanceof Long) {
			return value;
		}
		if (value instanceof Map<?, ?> map) {
			return dict(map, variable, nest(variable, depth));
		}
		if (value instanceof Iterable<?> items) {
			return list(items, variable, nest(variable, depth));
		}
		if (value instanceof Object[] items) {
			return list(Arrays.asList(items), variable, nest(variable, depth));
		}
		if (value instanceof Number number) {
			return number(number, variable);
		}
		if (value instanceof CharSequence || value instanceof Character) {
			return value.toString();
		}
		throw new IllegalArgumentException("The template variable '" + variable + "' has a value of "
				+ value.getClass().getName() + ". Pass text, numbers, booleans, lists and maps only.");
	}

	private static int nest(String variable, int depth) {
		if (depth == 0) {
			throw new IllegalArgumentException(
					"The template variable '" + variable + "' is nested too deeply. Pass a flatter value.");
		}
		return depth - 1;
	}

	private static Object number(Number number, String variable) {
		if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
			return number.longValue();
		}
		if (number instanceof Float || number instanceof BigDecimal) {
			return Double.valueOf(number.toString());
		}
		if (number instanceof BigInteger big) {
			return Numbers.canonical(big);
		}
		throw new IllegalArgumentException("The template variable '" + variable + "' has a number of "
				+ number.getClass().getName() + ". Pass one of Java's own number types.");
	}

	private static Object dict(Map<?, ?> map, String variable, int depth) {
		DictValue dict = new DictValue(map.size());
		map.forEach((key, value) -> {
			if (key instanceof String name) {
				dict.put(name, of(value, variable, depth));
				return;
			}
			if (key instanceof Map<?, ?> || key instanceof Iterable<?> || key instanceof Object[]) {
				throw new IllegalArgumentException("The template variable '" + variable
						+ "' has a map with a key that is a list or map. Use text for keys.");
			}
			dict.put(of(key, variable, depth), of(value, variable, depth));
		});
		return dict;
	}

	private static Object list(Iterable<?> items, String variable, int depth) {
		List<Object> list = new ArrayList<>((items instanceof Collection<?> all) ? all.size() : 8);
		for (Object item : items) {
			list.add(of(item, variable, depth));
		}
		return new ListValue(list);
	}

}
