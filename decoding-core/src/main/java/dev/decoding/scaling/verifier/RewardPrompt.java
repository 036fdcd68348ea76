package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * The text that a reward model reads: the prompt and the steps, each with a tag behind
 * which the model tells by its next token what it thinks.
 *
 * @param begin what the text begins with, with {@code {prompt}} for the prompt
 * @param step how a step is written up to where the model is asked, with {@code {step}}
 * for the step without white space around it
 * @param between what is written between that and the next step, as a judgement of the
 * step that the model has read may be
 * @param addSpecialTokens whether the tokenizer puts its special tokens around the text
 */
public record RewardPrompt(String begin, String step, String between, boolean addSpecialTokens) {

	/**
	 * What Math-Shepherd was trained on, which answers with {@code +} or {@code -}.
	 */
	public static final RewardPrompt MATH_SHEPHERD = new RewardPrompt("{prompt} ", "{step} \u043a\u0438", "\n", true);

	private static final String STEP = "{step}";

	public RewardPrompt {
		if (!step.contains(STEP)) {
			throw new IllegalArgumentException("'step' is '%s' but must have '%s'".formatted(step, STEP));
		}
	}

	/**
	 * Return the texts up to where the model is asked.
	 * @param prompt the prompt
	 * @param steps the steps
	 * @return a text a step, each of which continues the one before
	 */
	List<String> texts(String prompt, List<String> steps) {
		List<String> texts = new ArrayList<>();
		StringBuilder text = new StringBuilder(this.begin.replace("{prompt}", prompt));
		for (String each : steps) {
			text.append(texts.isEmpty() ? "" : this.between).append(this.step.replace(STEP, each.strip()));
			texts.add(text.toString());
		}
		return texts;
	}

}
