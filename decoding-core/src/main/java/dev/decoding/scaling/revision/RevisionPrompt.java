package dev.decoding.scaling.revision;

import java.util.List;

import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * Makes the prompt of the next attempt out of earlier ones.
 */
@FunctionalInterface
public interface RevisionPrompt {

	/**
	 * Make a prompt.
	 * @param tokenizer the tokenizer of the model
	 * @param prompt the prompt of the request
	 * @param attempts the tokens of the attempts to show, oldest first, at least one,
	 * without what ended them, such as an end-of-text token
	 * @return what the next attempt continues
	 */
	TokenSequence next(Tokenizer tokenizer, TokenSequence prompt, List<int[]> attempts);

	/**
	 * Return prompts that show the attempts behind the request's prompt, each with a text
	 * behind it. They are not tokenised again, so what the model computed for them is
	 * used again.
	 * @param text what ends an attempt, asks for another and begins it, with special
	 * tokens by name. For a model of conversations that is what its chat template writes
	 * between two messages of the assistant if the user says something like "Revise.":
	 * {@code <|im_end|>\n<|im_start|>user\nRevise.<|im_end|>\n<|im_start|>assistant\n}
	 * @return the prompts
	 */
	static RevisionPrompt between(String text) {
		if (text.isEmpty()) {
			throw new IllegalArgumentException(
					"'text' is empty; name what asks for another attempt, such as what a chat template writes between "
							+ "two messages of the assistant");
		}
		return (tokenizer, prompt, attempts) -> {
			int[] between = tokenizer.encode(text, false);
			TokenSequence next = prompt;
			for (int[] attempt : attempts) {
				next = next.append(attempt).append(between);
			}
			return next.withPromptLength(next.length());
		};
	}

}
