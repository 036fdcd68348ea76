package dev.decoding.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;

import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.ProcessorChains;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;

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
	 * Read and check all settings.
	 * @param prefix the name of the record among the properties
	 * @param properties the record
	 * @return what is set
	 * @throws InvalidPropertyException if a value is out of its range
	 */
	static LogitsSettings read(String prefix, Record properties) {
		LogitsSettings.Builder builder = LogitsSettings.builder();
		read("", properties, builder);
		LogitsSettings settings = builder.build();
		try {
			ProcessorChains.check(settings);
			return settings;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.of(prefix, ex);
		}
	}

	private static void read(String block, Record properties, LogitsSettings.Builder builder) {
		for (RecordComponent component : properties.getClass().getRecordComponents()) {
			String name = block.isEmpty() ? component.getName() : block + StringUtils.capitalize(component.getName());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), properties);
			if (value instanceof Record nested) {
				read(name, nested, builder);
			}
			else if (value != null) {
				Setting<?> setting = Settings.find(name).orElse(null);
				Assert.state(setting != null, () -> "There is no setting '" + name + "'");
				builder.read(Objects.requireNonNull(setting), plain(value));
			}
		}
	}

	/**
	 * Metadata knows no list of pairs, so that these are records.
	 */
	private static Object plain(Object value) {
		return (value instanceof List<?> list) ? list.stream()
			.map((item) -> (item instanceof SequenceBiasProperties bias) ? bias.toPair() : item)
			.toList() : value;
	}

}
