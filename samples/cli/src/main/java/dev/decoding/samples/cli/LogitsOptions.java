package dev.decoding.samples.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.ProcessorChains;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingType;
import dev.decoding.logits.settings.Settings;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.search.settings.StrategySettings;
import dev.decoding.search.settings.StrategyTable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;

/**
 * One option for each setting of a logits processor or a strategy, of the setting's own
 * name, type and description, behind {@code scaling} for those of test-time compute. Adds
 * them to every command that mixes in {@link GenerationOptions}.
 */
class LogitsOptions implements IModelTransformer {

	@Override
	public CommandSpec transform(CommandSpec command) {
		command.mixins()
			.values()
			.stream()
			.map(CommandSpec::userObject)
			.filter(GenerationOptions.class::isInstance)
			.map(GenerationOptions.class::cast)
			.forEach((options) -> add(command, options));
		return command;
	}

	/**
	 * Return the option of a setting.
	 * @param setting the setting
	 * @return the option with its two hyphens
	 */
	static String name(Setting<?> setting) {
		String prefix = ScalingParameters.all().contains(setting) ? "--scaling-" : "--";
		return prefix + setting.key().replace('_', '-');
	}

	/**
	 * Check values.
	 * @param settings what is set for processors
	 * @param search what is set for strategies
	 * @throws IllegalArgumentException if one is out of its range; the message begins
	 * with the name of the option
	 */
	static void check(LogitsSettings settings, BlockSettings search) {
		try {
			ProcessorChains.check(settings);
			StrategyTable.check(search);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(withNameOfOption(String.valueOf(ex.getMessage())), ex);
		}
	}

	/**
	 * Return everything that is an option because it is a setting.
	 */
	static List<Setting<?>> all() {
		return Stream.of(Settings.all(), StrategySettings.all(), ScalingParameters.all())
			.flatMap(List::stream)
			.<Setting<?>>map((setting) -> setting)
			.filter(LogitsOptions::isKnown)
			.toList();
	}

	/**
	 * There is only one model on the command line.
	 */
	private static boolean isKnown(Setting<?> setting) {
		return setting != StrategySettings.SPECULATIVE_DRAFT_MODEL
				&& setting != StrategySettings.SPECULATIVE_CONFIDENCE_THRESHOLD;
	}

	private static String withNameOfOption(String message) {
		for (Setting<?> setting : all()) {
			String name = "'" + setting.name() + "'";
			if (message.startsWith(name)) {
				return "'" + name(setting) + "'" + message.substring(name.length());
			}
		}
		return message;
	}

	private static void add(CommandSpec command, GenerationOptions options) {
		for (Setting<?> setting : all()) {
			if (setting.type().isOfCode()) {
				continue;
			}
			OptionSpec.Builder option = OptionSpec.builder(name(setting))
				.type(Object.class)
				.paramLabel(label(setting.type()))
				.description(setting.description())
				.converters((text) -> read(setting, text))
				.setter(new OptionSetter(options, setting));
			if (setting.type() == SettingType.FLAG) {
				option.arity("0..1").fallbackValue("true");
			}
			command.addOption(option.build());
		}
	}

	private static String label(SettingType<?> type) {
		if (type == SettingType.NUMBER) {
			return "X";
		}
		if (type == SettingType.INTEGER) {
			return "N";
		}
		if (type == SettingType.FLAG) {
			return "true";
		}
		return (type == SettingType.TEXT) ? "TEXT" : "JSON";
	}

	/**
	 * Read what begins like JSON as JSON, and all else as text.
	 */
	private static Object read(Setting<?> setting, String text) {
		try {
			Object value = text.strip().matches("(?s)[\\[{].*") ? Json.MAPPER.readValue(text, Object.class) : text;
			setting.type().read(value);
			return value;
		}
		catch (JacksonException ex) {
			throw new TypeConversionException(
					"'%s' is not JSON: %s".formatted(text, ex.getOriginalMessage().toLowerCase(Locale.ROOT)));
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(ex.getMessage());
		}
	}

	/**
	 * Puts a value where it belongs.
	 *
	 * @param options the options that take it
	 * @param setting the setting that it is a value of
	 */
	private record OptionSetter(GenerationOptions options,
			Setting<?> setting) implements picocli.CommandLine.Model.ISetter {

		@Override
		public <T> T set(T value) {
			this.options.set(this.setting, value);
			return value;
		}

	}

}
