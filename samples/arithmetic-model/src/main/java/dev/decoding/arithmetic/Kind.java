package dev.decoding.arithmetic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an example is an example of.
 */
public enum Kind {

	/** A chain with a solution of the noisy corpus. */
	CHAIN,

	/** A chain with its right solution. */
	CHAIN_CLEAN,

	/** Arithmetic in plain words. */
	PLAIN,

	/** Arithmetic in plain words, answered in JSON. */
	JSON,

	/** A list of operations to complete, answered line by line. */
	DRILL,

	/** Anything else, answered by saying what the model is for. */
	OTHER,

	/** A chain with wrong solutions, then the right one. */
	REVISION,

	/** A judgement of the beginning of a chain's solution. */
	EVALUATION;

	/**
	 * Find a kind.
	 * @param text its name in lower case with hyphens
	 * @return the kind
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static Kind of(String text) {
		return Arrays.stream(values())
			.filter((kind) -> kind.toString().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of the kinds "
					+ Arrays.stream(values()).map((kind) -> "'" + kind + "'").collect(Collectors.joining(", "))));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
