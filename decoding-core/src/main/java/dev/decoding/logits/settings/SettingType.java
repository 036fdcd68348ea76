package dev.decoding.logits.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The type of a setting: knows how to read values of it from what JSON or a command line
 * has, which are numbers, texts, booleans, lists and maps.
 *
 * @param <T> the type of the values
 */
public final class SettingType<T> {

	/** A number; the texts {@code inf}, {@code -inf} and {@code nan} are numbers too. */
	public static final SettingType<Double> NUMBER = new SettingType<>("a number", SettingType::number);

	/** An integer. */
	public static final SettingType<Integer> INTEGER = new SettingType<>("an integer", SettingType::integer);

	/** A 64-bit integer. */
	public static final SettingType<Long> LONG = new SettingType<>("an integer", SettingType::longInteger);

	/** True or false. */
	public static final SettingType<Boolean> FLAG = new SettingType<>("true or false", SettingType::flag);

	/** A text. */
	public static final SettingType<String> TEXT = new SettingType<>("a text", SettingType::text);

	/** Texts; a single one stands for a list of one. */
	public static final SettingType<List<String>> TEXTS = list("a list of texts", SettingType::text);

	/** Numbers. */
	public static final SettingType<List<Double>> NUMBERS = list("a list of numbers", SettingType::number);

	/** 64-bit integers. */
	public static final SettingType<List<Long>> LONGS = list("a list of integers", SettingType::longInteger);

	/** Token ids; a single one stands for a list of one. */
	public static final SettingType<List<Integer>> TOKENS = list("a list of token ids", SettingType::integer);

	/** Sequences of token ids. */
	public static final SettingType<List<List<Integer>>> SEQUENCES = new SettingType<>(
			"a list of lists of token ids, such as [[5],[6,7]]",
			(value) -> items(value).stream().map(TOKENS.reader).toList());

	/** What each of several things weighs, by their names. */
	public static final SettingType<Map<String, Double>> WEIGHTS = new SettingType<>(
			"names with their weights, such as {\"small\":0.3}", SettingType::weights);

	/** What is added to the score of each token id. */
	public static final SettingType<Map<Integer, Double>> TOKEN_BIASES = new SettingType<>(
			"token ids with what is added to their scores, such as {\"5\":-2.5}", SettingType::tokenBiases);

	/** What is added to the score of the last token of each sequence. */
	public static final SettingType<Map<List<Integer>, Double>> SEQUENCE_BIASES = new SettingType<>(
			"a list of sequences of token ids, each with what is added to the score of its last token, such as "
					+ "[[[5],2.0],[[6,7],-4.0]]",
			SettingType::sequenceBiases);

	private final String description;

	private final Function<Object, T> reader;

	private final boolean ofCode;

	private SettingType(String description, Function<Object, T> reader) {
		this(description, reader, false);
	}

	private SettingType(String description, Function<Object, T> reader, boolean ofCode) {
		this.description = description;
		this.reader = reader;
		this.ofCode = ofCode;
	}

	/**
	 * Return a type whose values only code can give.
	 * @param type the type of the values
	 * @param description what the values are, with an article
	 * @param <T> the type of the values
	 * @return the type
	 */
	static <T> SettingType<T> ofCode(Class<T> type, String description) {
		return new SettingType<>(description, type::cast, true);
	}

	/**
	 * Return whether only code can give values of this type.
	 * @return whether there is no text for a value
	 */
	public boolean isOfCode() {
		return this.ofCode;
	}

	/**
	 * Read a value.
	 * @param value a number, text, boolean, list or map
	 * @return the value
	 * @throws IllegalArgumentException if it is not of this type
	 */
	public T read(Object value) {
		try {
			return this.reader.apply(value);
		}
		catch (ClassCastException | NullPointerException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s is not %s"
				.formatted((value instanceof CharSequence) ? "'" + value + "'" : value, this.description), ex);
		}
	}

	/**
	 * Return what values of this type are.
	 * @return a phrase with an article, such as {@code an integer}
	 */
	public String description() {
		return this.description;
	}

	private static <T> SettingType<List<T>> list(String description, Function<Object, T> item) {
		return new SettingType<>(description, (value) -> (value instanceof List<?> items)
				? items.stream().map(item).toList() : List.of(item.apply(value)));
	}

	private static double number(Object value) {
		if (value instanceof Number number) {
			return number.doubleValue();
		}
		return switch ((String) value) {
			case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
			case "nan", "NaN" -> Double.NaN;
			default -> Double.parseDouble((String) value);
		};
	}

	private static int integer(Object value) {
		return Math.toIntExact(longInteger(value));
	}

	private static long longInteger(Object value) {
		if (value instanceof Integer || value instanceof Long) {
			return ((Number) value).longValue();
		}
		return Long.parseLong((String) value);
	}

	private static boolean flag(Object value) {
		if (value instanceof Boolean flag) {
			return flag;
		}
		if (!value.equals("true") && !value.equals("false")) {
			throw new IllegalArgumentException();
		}
		return value.equals("true");
	}

	private static String text(Object value) {
		return (String) value;
	}

	private static List<?> items(Object value) {
		return (List<?>) value;
	}

	private static Map<String, Double> weights(Object value) {
		Map<String, Double> weights = new LinkedHashMap<>();
		((Map<?, ?>) value).forEach((name, weight) -> weights.put(text(name), number(weight)));
		return weights;
	}

	private static Map<Integer, Double> tokenBiases(Object value) {
		Map<Integer, Double> biases = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((token, bias) -> biases.put(integer(token), number(bias)));
		}
		else {
			items(value)
				.forEach((pair) -> biases.merge(integer(items(pair).get(0)), number(items(pair).get(1)), Double::sum));
		}
		return biases;
	}

	private static Map<List<Integer>, Double> sequenceBiases(Object value) {
		Map<List<Integer>, Double> biases = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((sequence, bias) -> biases.put(TOKENS.reader.apply(sequence), number(bias)));
			return biases;
		}
		for (Object pair : items(value)) {
			if (items(pair).size() != 2) {
				throw new IllegalArgumentException();
			}
			biases.put(TOKENS.reader.apply(items(pair).get(0)), number(items(pair).get(1)));
		}
		return biases;
	}

}
