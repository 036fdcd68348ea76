package dev.decoding.spring;

/**
 * Refuses options that would have no effect, rather than answering as if they had not
 * been set.
 */
final class SupportedOptions {

	private SupportedOptions() {
	}

	/**
	 * Refuse what this model cannot do.
	 * @param options the options of a request
	 * @param model the name of the model
	 * @throws IllegalArgumentException if an option is not supported
	 */
	static void check(DecodingChatOptions options, String model) {
		if (options.getModel() != null && !options.getModel().equals(model)) {
			throw new IllegalArgumentException(
					"'model' is '%s' but the model that is loaded is '%s'. Leave 'model' out."
						.formatted(options.getModel(), model));
		}
		if (options.getOutputSchema() != null) {
			throw new IllegalArgumentException("'outputSchema' is set but this model does not constrain its output. "
					+ "Ask for the format in the prompt, as ChatClient's entity() does by itself.");
		}
	}

}
