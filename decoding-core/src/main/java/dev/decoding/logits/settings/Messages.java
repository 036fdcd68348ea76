package dev.decoding.logits.settings;

import java.util.List;

/**
 * Says what is wrong by the names of settings.
 */
public final class Messages {

	private Messages() {
	}

	/**
	 * Return what is wrong with a value. Classes call their parameters by shorter names
	 * than the settings have.
	 * @param failure the message begins with the name of a parameter
	 * @param settings the settings that the class was made of
	 * @return the failure with the name of the setting, or the same failure if it is
	 * about something else
	 */
	public static IllegalArgumentException withNameOfSetting(IllegalArgumentException failure,
			List<Setting<?>> settings) {
		String message = String.valueOf(failure.getMessage());
		for (Setting<?> setting : settings) {
			for (String name : setting.shortNames()) {
				if (message.startsWith("'" + name + "'")) {
					return new IllegalArgumentException("'" + setting.name() + message.substring(name.length() + 1),
							failure);
				}
			}
		}
		return failure;
	}

}
