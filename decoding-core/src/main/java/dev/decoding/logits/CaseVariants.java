package dev.decoding.logits;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The characters that are the same but for their case, in the sense of
 * {@link String#equalsIgnoreCase}.
 */
final class CaseVariants {

	private static final Map<Integer, int[]> VARIANTS = variants();

	private CaseVariants() {
	}

	private static Map<Integer, int[]> variants() {
		Map<Integer, IntStream.Builder> classes = new HashMap<>();
		IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
			.filter((codePoint) -> hasCase(codePoint))
			.forEach((codePoint) -> classes.computeIfAbsent(fold(codePoint), (folded) -> IntStream.builder())
				.add(codePoint));
		Map<Integer, int[]> variants = new HashMap<>();
		classes.forEach((folded, builder) -> variants.put(folded,
				IntStream.concat(IntStream.of(folded), builder.build()).distinct().toArray()));
		return variants;
	}

	private static boolean hasCase(int codePoint) {
		return Character.toLowerCase(codePoint) != codePoint || Character.toUpperCase(codePoint) != codePoint;
	}

	/**
	 * Return the one character that stands for all its variants.
	 * @param codePoint the character
	 * @return the character to compare by
	 */
	static int fold(int codePoint) {
		return Character.toLowerCase(Character.toUpperCase(codePoint));
	}

	/**
	 * Return the variants of a character.
	 * @param codePoint the character
	 * @return all characters that fold to the same one, itself included
	 */
	static int[] of(int codePoint) {
		return VARIANTS.getOrDefault(fold(codePoint), new int[] { codePoint });
	}

}
