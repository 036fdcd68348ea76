package dev.decoding.engine;

/**
 * What DJL reads from the system before it does anything.
 */
public final class SystemDefaults {

	private SystemDefaults() {
	}

	/**
	 * Keep DJL from reporting from where it runs, which it does as it loads PyTorch and
	 * whenever a tokenizer is made.
	 */
	public static void optOutOfTelemetry() {
		setUnlessSet("OPT_OUT_TRACKING", "true");
	}

	/**
	 * Set a system property, unless the user has set it or the environment variable of
	 * its name.
	 */
	static void setUnlessSet(String property, String value) {
		if (System.getProperty(property) == null && System.getenv(property) == null) {
			System.setProperty(property, value);
		}
	}

}
