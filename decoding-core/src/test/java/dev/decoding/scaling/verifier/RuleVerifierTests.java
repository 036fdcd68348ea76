package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuleVerifier}.
 */
class RuleVerifierTests {

	@Test
	void asksTheRuleForEachStepOnce() {
		Answers answers = Answers.ofThreeLines();
		List<String> asked = new ArrayList<>();
		RuleVerifier verifier = new RuleVerifier((prompt, text) -> {
			asked.add(prompt + text);
			return !text.contains("b");
		});
		Path path = answers.lines(1);
		assertThat(verifier.scoreSteps(answers, List.of(path, path))).containsExactly(List.of(1.0), List.of(1.0));
		assertThat(verifier.scoreSteps(answers, List.of(answers.more(path)))).containsExactly(List.of(1.0, 0.0));
		assertThat(asked).containsExactly("?aa\n", "?aa\nbb\n");
	}

}
