package dev.decoding.samples.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.decoding.engine.Dtype;
import dev.decoding.logits.settings.Samplers;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.settings.StrategyDefinition;
import dev.decoding.search.settings.StrategyTable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import org.springframework.util.unit.DataSize;

/**
 * Texts of the command line to values, or one sentence that says what was expected.
 */
final class OptionConverters {

	/** What stands for no tokens at all. */
	static final String NONE = "none";

	private OptionConverters() {
	}

	private static <T> T convert(String text, Function<String, T> parse, Predicate<T> check, String expected) {
		try {
			T value = parse.apply(text);
			if (check.test(value)) {
				return value;
			}
		}
		catch (IllegalArgumentException ex) {
			// the sentence below says more
		}
		throw new TypeConversionException("'" + text + "' is not " + expected);
	}

	static class ForDtype implements ITypeConverter<Dtype> {

		@Override
		public Dtype convert(String text) {
			return OptionConverters.convert(text, (name) -> Dtype.valueOf(name.toUpperCase(Locale.ROOT)),
					(dtype) -> text.equals(text.toLowerCase(Locale.ROOT)),
					"one of 'auto', 'float32', 'bfloat16', 'float16'");
		}

	}

	static class ForDevice implements ITypeConverter<String> {

		private static final Predicate<String> DEVICE = Pattern.compile("auto|cpu|gpu(:\\d{1,3})?").asMatchPredicate();

		@Override
		public String convert(String text) {
			return OptionConverters.convert(text, Function.identity(), DEVICE, "one of 'auto', 'cpu', 'gpu', 'gpu:N'");
		}

	}

	static class ForDataSize implements ITypeConverter<DataSize> {

		@Override
		public DataSize convert(String text) {
			return OptionConverters.convert(text, DataSize::parse, (size) -> !size.isNegative(),
					"a size such as '512MB' or '0'");
		}

	}

	static class ForCount implements ITypeConverter<Integer> {

		@Override
		public Integer convert(String text) {
			return OptionConverters.convert(text, Integer::valueOf, (count) -> count >= 1, "an integer of at least 1");
		}

	}

	static class ForEndTokens implements ITypeConverter<TokenSequence> {

		@Override
		public TokenSequence convert(String text) {
			return text.equals(NONE) ? TokenSequence.of() : new ForIds().convert(text);
		}

	}

	static class ForSampler implements ITypeConverter<String> {

		@Override
		public String convert(String text) {
			Set<String> names = new Samplers(Map.of()).names();
			return OptionConverters.convert(text, Function.identity(), names::contains,
					"one of '" + String.join("', '", names) + "'");
		}

	}

	static class ForStrategy implements ITypeConverter<String> {

		@Override
		public String convert(String text) {
			List<String> names = StrategyTable.all().stream().map(StrategyDefinition::name).toList();
			return OptionConverters.convert(text, Function.identity(), names::contains,
					"one of '" + String.join("', '", names) + "'");
		}

	}

	static class ForSeconds implements ITypeConverter<Duration> {

		@Override
		public Duration convert(String text) {
			double seconds = OptionConverters.convert(text, Double::valueOf,
					(number) -> number >= 0 && number < Integer.MAX_VALUE, "a number of seconds");
			return Duration.ofMillis(Math.round(seconds * 1000));
		}

	}

	static class ForStop implements ITypeConverter<String> {

		@Override
		public String convert(String text) {
			return OptionConverters.convert(text, Function.identity(), (stop) -> !stop.isEmpty(),
					"a text of at least one character");
		}

	}

	static class ForIds implements ITypeConverter<TokenSequence> {

		@Override
		public TokenSequence convert(String text) {
			return OptionConverters.convert(text,
					(ids) -> TokenSequence
						.of(Arrays.stream(ids.split(",", -1)).map(String::strip).mapToInt(Integer::parseInt).toArray()),
					(ids) -> Arrays.stream(ids.toArray()).allMatch((id) -> id >= 0),
					"a list of token ids such as '1,2,3'");
		}

	}

}
