package dev.decoding.arithmetic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options of a command line, each with a value: {@code --seed 1}.
 */
final class Options {

	private final Map<String, String> values = new HashMap<>();

	/**
	 * Read options.
	 * @param arguments the command line
	 * @param names the options that there are
	 * @throws IllegalArgumentException if there is another option, or one without a value
	 */
	Options(String[] arguments, Set<String> names) {
		for (int i = 0; i < arguments.length; i += 2) {
			if (!names.contains(arguments[i])) {
				throw new IllegalArgumentException(
						"'" + arguments[i] + "' is none of the options " + new TreeSet<>(names));
			}
			if (i + 1 == arguments.length) {
				throw new IllegalArgumentException("'" + arguments[i] + "' needs a value");
			}
			this.values.put(arguments[i], arguments[i + 1]);
		}
	}

	String text(String name, String standard) {
		return this.values.getOrDefault(name, standard);
	}

	String required(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	long number(String name, long standard) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Long.parseLong(value) : standard;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + name + "' needs a whole number, not '" + value + "'", ex);
		}
	}

}
