package dev.decoding.scaling.verifier;

/**
 * What a model is asked about its own answer, to be answered by one of two labels. Which
 * label means which is swapped for the second time it is asked.
 *
 * @param message the question, with {@code {first}} where the first label is explained
 * and {@code {second}} where the second one is
 * @param good what explains the label that means that it is right
 * @param bad what explains the other label
 * @param first the first label, a single token
 * @param second the second label, a single token
 */
public record SelfQuestion(String message, String good, String bad, String first, String second) {

	/** Whether all is right up to here, by the letters A and B. */
	public static final SelfQuestion RIGHT_SO_FAR = new SelfQuestion("Right so far? A: {first} B: {second}", "yes",
			"no", "A", "B");

	private static final String FIRST = "{first}";

	private static final String SECOND = "{second}";

	public SelfQuestion {
		if (!message.contains(FIRST) || !message.contains(SECOND)) {
			throw new IllegalArgumentException("'message' is '%s' but must have '%s' and '%s', what the labels mean"
				.formatted(message, FIRST, SECOND));
		}
	}

	/**
	 * Return the question.
	 * @param swapped whether the first label means that it is not right
	 * @return the text
	 */
	String text(boolean swapped) {
		return this.message.replace(FIRST, swapped ? this.bad : this.good)
			.replace(SECOND, swapped ? this.good : this.bad);
	}

}
