package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.TableLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ClassifierFreeGuidance}.
 */
class ClassifierFreeGuidanceTests {

	private static final List<String> TOKENS = List.of("a", "b", "c");

	/** Probabilities that depend on how many tokens there are. */
	private static final TableLm LM = new TableLm(TOKENS, 100, (sequence) -> {
		double rest = 0.5 / sequence.length();
		return new float[] { (float) Math.log(0.5), (float) Math.log(rest), (float) Math.log(0.5 - rest) };
	});

	@Test
	void agreesWithTheReference() {
		int rows = 0;
		for (JsonNode node : Reference.json(Reference.path("logits/processors.json")).get("cases")) {
			if (!node.get("processor").stringValue().equals("UnbatchedClassifierFreeGuidanceLogitsProcessor")) {
				continue;
			}
			for (int row = 0; row < node.get("scores").size(); row++, rows++) {
				int[] prompt = Reference.ints(node.get("input_ids").get(row));
				float[] with = Reference.floats(node.get("scores").get(row));
				float[] without = Reference.floats(node.get("unconditional_logits").get(row));
				TableLm lm = new TableLm(Collections.nCopies(with.length, "token"), 100,
						(sequence) -> (sequence.length() == prompt.length) ? with : without);
				List<Integer> negative = new ArrayList<>();
				for (int i = 0; i <= prompt.length; i++) {
					negative.add(i);
				}
				double scale = node.get("params").get("guidance_scale").doubleValue();
				Logits logits = new ClassifierFreeGuidance(lm, scale, negative)
					.evaluate(Query.next(TokenSequence.of(prompt)))
					.nextLogits();
				float[] expected = Reference.floats(node.get("output").get(row));
				for (int token = 0; token < expected.length; token++) {
					assertThat(logits.get(token)).as("%s row %d token %d", node.get("id"), row, token)
						.isCloseTo(expected[token], within(1e-5f * Math.abs(expected[token])));
				}
			}
		}
		assertThat(rows).isPositive();
	}

	@Test
	void movesAwayFromWhatFollowsTheLastTokenOfThePromptAlone() {
		TokenSequence sequence = TokenSequence.of(2, 1, 2, 0);
		Logits logits = new ClassifierFreeGuidance(LM, 2).evaluate(Query.next(sequence)).nextLogits();
		assertThat(Math.exp(logits.get(0))).isCloseTo(0.5 * 0.5 / 0.5, within(1e-6));
		assertThat(Math.exp(logits.get(1))).isCloseTo(0.125 * 0.125 / 0.5, within(1e-6));
	}

	@Test
	void movesAwayFromTheNegativePromptAndWhatIsGenerated() {
		TokenSequence sequence = TokenSequence.of(2, 1, 2).append(0);
		Logits logits = new ClassifierFreeGuidance(LM, 2, List.of(1)).evaluate(Query.next(sequence)).nextLogits();
		assertThat(Math.exp(logits.get(1))).isCloseTo(0.125 * 0.125 / 0.25, within(1e-6));
	}

	@Test
	void asksForBothInOneCall() {
		TableLm lm = TableLm.saying(TOKENS, 1, 2);
		TokenSequence first = TokenSequence.of(2, 1).append(0);
		TokenSequence second = TokenSequence.of(1, 0, 1);
		new ClassifierFreeGuidance(lm, 2).evaluate(List.of(Query.next(first), Query.next(second)));
		assertThat(lm.calls).containsExactly(List.of(Query.logits(first, 2), Query.logits(second, 2),
				Query.logits(TokenSequence.of(1).append(0), 1), Query.logits(TokenSequence.of(1), 0)));
	}

	@Test
	void hiddenTokensOfThePromptStayHiddenAndTheNegativePromptIsSeen() {
		TableLm lm = TableLm.saying(TOKENS, 1, 2);
		Query query = Query.next(TokenSequence.of(0, 1).append(2, 1))
			.withAttentionMask(new boolean[] { false, true, false, true });
		new ClassifierFreeGuidance(lm, 2, List.of(2, 2, 2)).evaluate(query);
		assertThat(lm.calls.get(0).get(0).attentionMask()).containsExactly(false, true, false, true);
		assertThat(lm.calls.get(0).get(1).attentionMask()).containsExactly(true, true, true, false, true);
	}

	@Test
	void scoresBehindThePromptAreThoseOfOneTokenAfterTheOther() {
		ClassifierFreeGuidance guidance = new ClassifierFreeGuidance(LM, 1.5, List.of(1, 1));
		TokenSequence sequence = TokenSequence.of(2, 1, 2).append(0, 1, 1);
		Evaluation.Result result = guidance
			.evaluate(Query.logits(sequence, 3).and(Output.TOKEN_LOG_PROBABILITIES).and(Output.NEXT_LOGITS));
		for (int position = 2; position < 6; position++) {
			Logits expected = guidance.evaluate(Query.next(sequence.take(position + 1))).nextLogits();
			if (position >= 3) {
				assertThat(result.logits(position).scores()).containsExactly(expected.scores());
			}
			if (position < 5) {
				assertThat(result.tokenLogProbabilities()[position - 2])
					.isCloseTo(expected.logProbability(sequence.get(position + 1)), within(1e-9));
			}
		}
		assertThat(result.nextLogits().scores()).containsExactly(result.logits(5).scores());
	}

	@Test
	void hasNoScoresInsideThePrompt() {
		ClassifierFreeGuidance guidance = new ClassifierFreeGuidance(LM, 2);
		TokenSequence sequence = TokenSequence.of(2, 1, 2).append(0);
		assertThatIllegalArgumentException().isThrownBy(() -> guidance.evaluate(Query.logits(sequence, 1)))
			.withMessage("Guidance has no scores inside the prompt; ask for them from position 2 on instead of 1");
	}

	@Test
	void refusesToTellWhatWasNotAskedFor() {
		Evaluation.Result result = new ClassifierFreeGuidance(LM, 2).evaluate(Query.next(TokenSequence.of(1)));
		assertThatIllegalStateException().isThrownBy(result::tokenLogProbabilities)
			.withMessage("The query did not ask for TOKEN_LOG_PROBABILITIES");
		assertThatIllegalStateException().isThrownBy(() -> result.logits(0))
			.withMessage("The query did not ask for LOGITS");
	}

	@Test
	void refusesAScaleThatIsNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClassifierFreeGuidance(LM, Double.NaN))
			.withMessage("'guidanceScale' is NaN but must be a finite number");
	}

	@Test
	void refusesANegativePromptOfNoTokens() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClassifierFreeGuidance(LM, 2, List.of()))
			.withMessage("'negativePrompt' has no token; leave it out to move away from the prompt's last token alone");
	}

}
