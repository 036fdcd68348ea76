package dev.decoding.scaling.verifier;

import java.util.List;
import java.util.function.BiPredicate;

import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.Path;

/**
 * Judges steps by a rule: 1 where it holds, 0 where it does not. No step is judged twice
 * in a search.
 */
public final class RuleVerifier implements StepVerifier {

	private final BiPredicate<String, String> rule;

	/**
	 * Judge by a rule.
	 * @param rule takes the prompt without special tokens, and the answer up to the end
	 * of a step, with the delimiter; returns whether all is right up to there
	 */
	public RuleVerifier(BiPredicate<String, String> rule) {
		this.rule = rule;
	}

	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		String prompt = judging.promptText();
		return NewSteps.judge(judging, this, paths, (asked) -> asked.stream()
			.map((steps) -> steps.texts().stream().map((text) -> this.rule.test(prompt, text) ? 1.0 : 0.0).toList())
			.toList());
	}

}
