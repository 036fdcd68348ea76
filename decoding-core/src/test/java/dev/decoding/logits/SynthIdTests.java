package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link SynthId}.
 */
class SynthIdTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private static final float LOWEST = -Float.MAX_VALUE;

	static List<JsonNode> cases() {
		return Reference.json(Reference.path("logits/processors.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> node.get("processor").stringValue().equals("SynthIDTextWatermarkLogitsProcessor"))
			.toList();
	}

	static SynthId synthId(JsonNode params) {
		return new SynthId(params.get("ngram_len").intValue(),
				params.get("keys").valueStream().map(JsonNode::longValue).toList(),
				params.get("sampling_table_size").intValue(), params.get("sampling_table_seed").longValue(),
				params.get("context_history_size").intValue(), params.get("skip_first_ngram_calls").booleanValue(),
				params.get("debug_mode").booleanValue());
	}

	@TestFactory
	List<DynamicTest> agreesWithTheReference() {
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonNode node : cases()) {
			tests.add(DynamicTest.dynamicTest(node.get("id").stringValue(), () -> compare(node)));
		}
		return tests;
	}

	private static void compare(JsonNode node) {
		SynthId synthId = synthId(node.get("params"));
		int promptLength = node.get("calls").get(0).get("input_ids").get(0).size();
		for (JsonNode call : node.get("calls")) {
			for (int row = 0; row < call.get("scores").size(); row++) {
				Logits logits = Logits.of(Reference.floats(call.get("scores").get(row)));
				synthId.process(
						TokenSequence.of(Reference.ints(call.get("input_ids").get(row))).withPromptLength(promptLength),
						logits);
				float[] expected = Reference.floats(call.get("output").get(row));
				for (int token = 0; token < expected.length; token++) {
					if (Float.isFinite(expected[token])) {
						assertThat(logits.get(token)).as("token %d", token)
							.isCloseTo(expected[token], within(1e-5f * Math.max(1, Math.abs(expected[token]))));
					}
					else {
						assertThat(logits.get(token)).as("token %d", token).isEqualTo(expected[token]);
					}
				}
			}
		}
	}

	@Test
	void tokensWithoutProbabilityGetTheLowestScore() {
		float[] scores = processed(Logits.of(0, GONE, 0, -200)).scores();
		assertThat(scores[1]).isEqualTo(LOWEST);
		assertThat(scores[3]).isEqualTo(LOWEST);
		assertThat(Math.exp(scores[0]) + Math.exp(scores[2])).isCloseTo(1, within(1e-6));
	}

	@Test
	void whatWasCutOffStaysRemoved() {
		Logits logits = Logits.of(3, 1, 2, 0);
		logits.keepHighest(2, false);
		processed(logits);
		assertThat(logits.count()).isEqualTo(2);
		Logits dense = processed(Logits.of(3, GONE, 2, GONE));
		assertThat(logits.scores()).containsExactly(dense.get(0), GONE, dense.get(2), GONE);
	}

	@Test
	void averagedOverTheKeysTheDistributionStaysTheSame() {
		double[] mean = new double[3];
		int keys = 20_000;
		for (long key = 0; key < keys; key++) {
			Logits logits = Logits.of((float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2));
			new SynthId(3, List.of(key * 7919, key * 104729), 1024, key, 0, false, false)
				.process(TokenSequence.of(1, 2, 3).withPromptLength(1), logits);
			for (int token = 0; token < mean.length; token++) {
				mean[token] += Math.exp(logits.get(token)) / keys;
			}
		}
		assertThat(mean).containsExactly(new double[] { 0.5, 0.3, 0.2 }, within(0.01));
	}

	@Test
	void changesNothingWhereTheContextWasThereBefore() {
		SynthId synthId = new SynthId(3, List.of(1L, 2L));
		assertThat(changes(synthId, 7, 8, 9, 7, 8)).isFalse();
		assertThat(changes(synthId, 7, 8, 9, 8, 7)).isTrue();
		assertThat(changes(new SynthId(3, List.of(1L, 2L), 1024, 0, 2, false, false), 7, 8, 9, 7, 8)).isTrue();
	}

	@Test
	void promptIsNoContext() {
		SynthId synthId = new SynthId(3, List.of(1L, 2L));
		Logits one = Logits.of(1, 2, 3);
		synthId.process(TokenSequence.of(1, 5, 7).withPromptLength(2), one);
		Logits other = Logits.of(1, 2, 3);
		synthId.process(TokenSequence.of(2, 2, 2, 7).withPromptLength(3), other);
		assertThat(one.scores()).isEqualTo(other.scores());
	}

	@Test
	void skipsTheFirstPositionsIfToldTo() {
		SynthId synthId = new SynthId(3, List.of(1L, 2L), 1024, 0, 1024, true, false);
		assertThat(changes(synthId)).isFalse();
		assertThat(changes(synthId, 7)).isFalse();
		assertThat(changes(synthId, 7, 8)).isTrue();
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(processed(Logits.of(0, Float.NaN, 5)).scores()).containsExactly(0, Float.NaN, 5);
		assertThat(processed(Logits.of(0, Float.POSITIVE_INFINITY)).scores()).containsExactly(0,
				Float.POSITIVE_INFINITY);
		assertThat(processed(Logits.of(GONE, GONE)).scores()).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatIsOutOfRange() {
		List<Long> keys = List.of(1L);
		assertThatIllegalArgumentException().isThrownBy(() -> new SynthId(0, keys))
			.withMessage("'ngramLength' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new SynthId(3, List.of()))
			.withMessage("'keys' is empty but must have at least one key");
		assertThatIllegalArgumentException().isThrownBy(() -> new SynthId(3, keys, (1 << 24) + 1, 0, 1, false, false))
			.withMessage("'samplingTableSize' is 16777217 but must be from 1 to 16777216");
		assertThatIllegalArgumentException().isThrownBy(() -> new SynthId(3, keys, 64, 0, -1, false, false))
			.withMessage("'contextHistorySize' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new SynthId(3, List.of(1L)).name()).isEqualTo("synthid");
	}

	private static Logits processed(Logits logits) {
		new SynthId(3, List.of(1L, 2L, 3L)).process(TokenSequence.of(1), logits);
		return logits;
	}

	private static boolean changes(SynthId synthId, int... generated) {
		Logits logits = Logits.of(1, 2, 3, 4, 5, 6, 7, 8);
		synthId.process(TokenSequence.of(1).append(generated), logits);
		return logits.get(0) != 1;
	}

}
