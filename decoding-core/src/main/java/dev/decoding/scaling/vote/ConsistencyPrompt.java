package dev.decoding.scaling.vote;

import java.util.List;

/**
 * How a model is asked which of several responses agrees most with the others.
 */
@FunctionalInterface
public interface ConsistencyPrompt {

	/** Asks in plain text, in the words of the paper. */
	ConsistencyPrompt PLAIN = (question, responses) -> {
		StringBuilder prompt = new StringBuilder("I have generated the following responses to the question: ")
			.append(question.strip());
		for (int i = 0; i < responses.size(); i++) {
			prompt.append("\n\nResponse ").append(i + 1).append(": ").append(responses.get(i).strip());
		}
		return prompt
			.append("\n\nEvaluate these responses. Select the most consistent response based on majority "
					+ "consensus.\nThe most consistent response is Response")
			.toString();
	};

	/**
	 * Write the prompt.
	 * @param question the prompt that the responses answer, without special tokens
	 * @param responses the responses, at least two
	 * @return a text that goes on with the {@link #label} of a response
	 */
	String of(String question, List<String> responses);

	/**
	 * Return how a response is called.
	 * @param number its number, from 1
	 * @param most how many there are
	 * @return the text that follows the prompt; none may be the beginning of another, so
	 * that by default a full stop ends it if there are ten or more
	 */
	default String label(int number, int most) {
		return " " + number + ((most < 10) ? "" : ".");
	}

}
