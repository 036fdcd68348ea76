package dev.decoding.logits.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a text that names one of several things.
 */
public final class Choice {

	private Choice() {
	}

	/**
	 * Read a setting.
	 * @param type the things to choose from
	 * @param settings what is set
	 * @param setting the setting
	 * @param <E> the type of the things
	 * @return the thing whose name in kebab case the text is
	 */
	public static <E extends Enum<E>> E of(Class<E> type, SettingValues settings, Setting<String> setting) {
		String text = settings.require(setting);
		List<String> names = Arrays.stream(type.getEnumConstants()).map(Choice::name).toList();
		int index = names.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
		if (index < 0) {
			throw new IllegalArgumentException(
					"'%s' is '%s' but must be one of %s".formatted(setting.name(), text, names));
		}
		return type.getEnumConstants()[index];
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
