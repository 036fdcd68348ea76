package dev.decoding.logits.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be set for a logits processor or a search strategy. One name gives
 * all others: {@code xtc.probability} is the property
 * {@code decoding.logits.xtc.probability}, the option {@code xtcProbability} of a request
 * and {@code --xtc-probability} of the command line, and the key {@code xtc_probability}
 * of JSON.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

	private final String path;

	private final SettingType<T> type;

	private final String description;

	private final @Nullable T standard;

	private final List<Object> off;

	private final List<String> aliases;

	private Setting(String path, SettingType<T> type, String description, @Nullable T standard, List<Object> off,
			List<String> aliases) {
		this.path = path;
		this.type = type;
		this.description = description;
		this.standard = standard;
		this.off = off;
		this.aliases = aliases;
	}

	/**
	 * Describe a setting.
	 * @param path its name in kebab case; where it belongs to a block, behind the name of
	 * the block and a dot
	 * @param type the type of its value
	 * @param description a noun phrase with a full stop
	 * @param <T> the type of its value
	 * @return the setting
	 */
	public static <T> Setting<T> of(String path, SettingType<T> type, String description) {
		return new Setting<>(path, type, description, null, List.of(), List.of());
	}

	/**
	 * Return this setting with a value that stands for not being set.
	 * @param standard the value of a processor that is used without this setting
	 * @return the setting
	 */
	public Setting<T> standard(T standard) {
		return new Setting<>(this.path, this.type, this.description, standard, this.off, this.aliases);
	}

	/**
	 * Return this setting with values that turn its processor off.
	 * @param off the values
	 * @return the setting
	 */
	public Setting<T> off(Object... off) {
		return new Setting<>(this.path, this.type, this.description, this.standard, List.of(off), this.aliases);
	}

	/**
	 * Return this setting with other names that it has in references.
	 * @param aliases the names in snake case
	 * @return the setting
	 */
	public Setting<T> alias(String... aliases) {
		return new Setting<>(this.path, this.type, this.description, this.standard, this.off, List.of(aliases));
	}

	/**
	 * Return the name in kebab case, behind the block that it belongs to and a dot.
	 * @return the name of the property, without {@code decoding.logits}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the name in camel case.
	 * @return the name of the option of a request, such as {@code xtcProbability}
	 */
	public String name() {
		return camelCase(this.path);
	}

	/**
	 * Return whether a name is any form of that of this setting.
	 * @param name a name in camel, kebab or snake case
	 * @return whether it means this setting
	 */
	public boolean isNamed(String name) {
		return name.equals(name()) || name.equals(path()) || name.equals(key());
	}

	/**
	 * Return other names, in camel case, that it has where it is clear which processor it
	 * belongs to.
	 */
	public List<String> shortNames() {
		String withoutBlock = this.path.substring(this.path.lastIndexOf('.') + 1);
		return Stream.concat(Stream.of(withoutBlock), this.aliases.stream()).map(Setting::camelCase).toList();
	}

	private static String camelCase(String path) {
		StringBuilder name = new StringBuilder();
		for (String word : path.split("[-._]")) {
			name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
		}
		return name.toString();
	}

	/**
	 * Return the name in snake case.
	 * @return the key of JSON, such as {@code xtc_probability}
	 */
	public String key() {
		return this.path.replaceAll("[-.]", "_");
	}

	/**
	 * Return other names that it has in references.
	 * @return the names in snake case
	 */
	public List<String> aliases() {
		return this.aliases;
	}

	public SettingType<T> type() {
		return this.type;
	}

	/**
	 * Return what the setting is.
	 * @return a noun phrase with a full stop
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the value that a processor uses where this is not set.
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable T standard() {
		return this.standard;
	}

	/**
	 * Return whether a value is the same as not using the processor.
	 * @param value the value
	 * @return whether it turns the processor off
	 */
	public boolean isOff(Object value) {
		return this.off.contains(value);
	}

	@Override
	public String toString() {
		return name();
	}

}
