package dev.decoding.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingValues;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the components of a record as the settings of the same names, and those of a
 * nested record as the settings of a block. So that a property is a setting because it
 * has its name.
 */
final class SettingsOfRecord {

	private SettingsOfRecord() {
	}

	/**
	 * Read all settings.
	 * @param properties the record
	 * @param builder takes what is set
	 * @param settings finds a setting by its name
	 * @param others the components that are no settings
	 * @param <B> the type of the builder
	 * @return the builder
	 */
	static <B extends SettingValues.Builder<B>> B read(Record properties, B builder,
			Function<String, Optional<Setting<?>>> settings, Set<String> others) {
		read("", properties, builder, settings, others);
		return builder;
	}

	private static void read(String block, Record properties, SettingValues.Builder<?> builder,
			Function<String, Optional<Setting<?>>> settings, Set<String> others) {
		for (RecordComponent component : properties.getClass().getRecordComponents()) {
			String name = block.isEmpty() ? component.getName() : block + StringUtils.capitalize(component.getName());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), properties);
			if (value instanceof Record nested) {
				read(name, nested, builder, settings, Set.of());
			}
			else if (value != null && !others.contains(name)) {
				Setting<?> setting = settings.apply(name).orElse(null);
				Assert.state(setting != null, () -> "There is no setting '" + name + "'");
				builder.read(Objects.requireNonNull(setting), plain(value));
			}
		}
	}

	/**
	 * Metadata knows no list of pairs, so that these are records, and the constants of an
	 * enumeration rather than texts.
	 */
	private static Object plain(Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		return (value instanceof List<?> list) ? list.stream()
			.map((item) -> (item instanceof SequenceBiasProperties bias) ? bias.toPair() : item)
			.toList() : value;
	}

}
