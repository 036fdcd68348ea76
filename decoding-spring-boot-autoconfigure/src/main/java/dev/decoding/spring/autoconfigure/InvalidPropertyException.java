package dev.decoding.spring.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.search.settings.StrategySettings;
import org.jspecify.annotations.Nullable;

/**
 * A property has a value outside its range.
 */
class InvalidPropertyException extends IllegalArgumentException {

	private static final Pattern CULPRIT = Pattern.compile("(?s)'(\\w+)' (.+?)\\.?");

	private final String property;

	private final String problem;

	InvalidPropertyException(String property, Object value, String requirement) {
		super("'%s' %s.".formatted(property, describe(value, requirement)));
		this.property = property;
		this.problem = describe(value, requirement);
	}

	private InvalidPropertyException(String property, String problem) {
		super("'%s' %s.".formatted(property, problem));
		this.property = property;
		this.problem = problem;
	}

	private static String describe(Object value, String requirement) {
		return "is %s but must be %s".formatted((value instanceof String) ? "'" + value + "'" : value, requirement);
	}

	/**
	 * Return the failure of a setting as that of its property.
	 * @param prefix the name of the block that the property belongs to
	 * @param failure says what is wrong, with the name of the setting first
	 * @return the failure of the property
	 */
	static InvalidPropertyException of(String prefix, IllegalArgumentException failure) {
		Matcher culprit = CULPRIT.matcher(String.valueOf(failure.getMessage()));
		if (culprit.matches() && culprit.group(1).equals("sampler")) {
			return new InvalidPropertyException("decoding.search.sampler", culprit.group(2));
		}
		Setting<?> strategy = culprit.matches() ? StrategySettings.find(culprit.group(1)).orElse(null) : null;
		if (strategy != null) {
			return new InvalidPropertyException("decoding.search." + strategy.path(), culprit.group(2));
		}
		Setting<?> mixture = culprit.matches() ? MixtureParameters.find(culprit.group(1)).orElse(null) : null;
		if (mixture != null) {
			return new InvalidPropertyException("decoding.mixture." + mixture.path(), culprit.group(2));
		}
		Setting<?> scaling = culprit.matches() ? ScalingParameters.find(culprit.group(1)).orElse(null) : null;
		if (scaling != null) {
			return new InvalidPropertyException("decoding.scaling." + scaling.path(), culprit.group(2));
		}
		Setting<?> setting = culprit.matches() ? Settings.find(culprit.group(1)).orElse(null) : null;
		return (setting != null) ? new InvalidPropertyException(prefix + "." + setting.path(), culprit.group(2))
				: new InvalidPropertyException(prefix, "is not understood: " + failure.getMessage());
	}

	/**
	 * Refuse an integer that is set and below a minimum.
	 * @param property the full name of the property
	 * @param value the value, or {@code null} if it is not set
	 * @param minimum the lowest value that is allowed
	 */
	static void requireAtLeast(String property, @Nullable Integer value, int minimum) {
		if (value != null && value < minimum) {
			throw new InvalidPropertyException(property, value, "an integer of at least " + minimum);
		}
	}

	/**
	 * Describe the failure for a property of another name.
	 * @param property the full name of the property
	 * @return what is wrong with it
	 */
	String describe(String property) {
		return "'%s' %s.".formatted(property, this.problem);
	}

	String getProperty() {
		return this.property;
	}

}
