package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.logits.SynthIdDetector.Detection;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link SynthIdDetector}.
 */
class SynthIdDetectorTests {

	@TestFactory
	List<DynamicTest> agreesWithTheReference() {
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonNode node : SynthIdTests.cases()) {
			tests.add(DynamicTest.dynamicTest(node.get("id").stringValue(), () -> compare(node)));
		}
		return tests;
	}

	private static void compare(JsonNode node) {
		SynthIdDetector detector = new SynthIdDetector(SynthIdTests.synthId(node.get("params")));
		JsonNode expected = node.get("detect");
		for (int row = 0; row < expected.get("input_ids").size(); row++) {
			int[] tokens = Reference.ints(expected.get("input_ids").get(row));
			int[][] bits = detector.gValues(tokens);
			JsonNode expectedBits = expected.get("g_values").get(row);
			assertThat(bits).hasNumberOfRows(expectedBits.size());
			for (int i = 0; i < bits.length; i++) {
				assertThat(bits[i]).isEqualTo(Reference.ints(expectedBits.get(i)));
			}
			assertThat(ints(detector.contextRepetitionMask(tokens)))
				.isEqualTo(Reference.ints(expected.get("context_repetition_mask").get(row)));
			assertThat(ints(detector.endOfTextMask(tokens, 2)))
				.isEqualTo(Reference.ints(expected.get("eos_mask_eos2").get(row)));
		}
		int vocabularySize = node.get("calls").get(0).get("scores").get(0).size();
		assertThat(detector.expectedMeanGValue(vocabularySize))
			.isCloseTo(expected.get("expected_mean_g_value").doubleValue(), within(1e-15));
	}

	private static int[] ints(boolean[] mask) {
		int[] ints = new int[mask.length];
		for (int i = 0; i < mask.length; i++) {
			ints[i] = mask[i] ? 1 : 0;
		}
		return ints;
	}

	@Test
	void findsTheWatermarkOfAGeneratedTextAndNoneInAnUnmarkedOne() {
		SynthId watermark = new SynthId(4, List.of(11L, 22L, 33L, 44L));
		SynthIdDetector detector = new SynthIdDetector(watermark);
		assertThat(detector.detect(text(watermark), null).zScore()).isGreaterThan(5);
		assertThat(detector.detect(text(), null).zScore()).isBetween(-4.0, 4.0);
		SynthIdDetector otherKeys = new SynthIdDetector(new SynthId(4, List.of(11L, 22L, 33L, 45L)));
		assertThat(detector.detect(text(watermark), null).ones())
			.isGreaterThan(otherKeys.detect(text(watermark), null).ones());
	}

	private static int[] text(LogitsProcessor... processors) {
		TokenSequence sequence = TokenSequence.of(1, 2);
		while (sequence.generatedLength() < 200) {
			float[] scores = new float[100];
			RandomStream random = RandomStream.of(20261121, 0, sequence.length());
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (float) (3 * random.nextDouble());
			}
			Logits logits = Logits.of(scores);
			LogitsProcessorChain.of(processors).process(sequence, logits);
			sequence = sequence.append(new CategoricalSampler().choose(logits, random).token());
		}
		return sequence.generated();
	}

	@Test
	void countsEachContextOnceAndNothingBehindTheEnd() {
		SynthIdDetector detector = new SynthIdDetector(new SynthId(2, List.of(11L, 22L)));
		assertThat(detector.detect(new int[] { 5, 6, 7, 5, 6 }, null).bits()).isEqualTo(6);
		assertThat(detector.detect(new int[] { 5, 6, 7, 8, 9 }, 7).bits()).isEqualTo(2);
		assertThat(detector.detect(new int[] { 5 }, null)).isEqualTo(new Detection(0, 0));
	}

	@Test
	void measuresTheMeanInStandardDeviations() {
		Detection detection = new Detection(256, 160);
		assertThat(detection.mean()).isEqualTo(0.625);
		assertThat(detection.zScore()).isEqualTo(4);
	}

}
