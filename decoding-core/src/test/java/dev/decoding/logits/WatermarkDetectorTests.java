package dev.decoding.logits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.logits.WatermarkDetector.Detection;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link WatermarkDetector}.
 */
class WatermarkDetectorTests {

	@TestFactory
	List<DynamicTest> detectionsAreThoseOfTheReference() {
		JsonNode cases = Reference.json(Reference.path("generation/watermark_detect.json")).get("cases");
		List<DynamicTest> tests = new ArrayList<>();
		for (int i = 0; i < cases.size(); i++) {
			JsonNode node = cases.get(i);
			tests.add(DynamicTest.dynamicTest(i + " " + node.get("config"), () -> compare(node)));
		}
		return tests;
	}

	/**
	 * The first row tells the reference whether all rows begin with a begin-of-text
	 * token.
	 */
	private static void compare(JsonNode node) {
		WatermarkDetector detector = new WatermarkDetector(WatermarkTests.watermark(node.get("config")),
				node.get("vocab_size").intValue(), null);
		JsonNode rows = node.get("input_ids");
		int from = (rows.get(0).get(0).intValue() == node.get("bos_token_id").intValue()) ? 1 : 0;
		for (int row = 0; row < rows.size(); row++) {
			int[] tokens = Reference.ints(rows.get(row));
			Detection detection = detector.detect(Arrays.copyOfRange(tokens, from, tokens.length));
			assertThat(detection.tokensScored()).isEqualTo(node.get("num_tokens_scored").get(row).intValue());
			assertThat(detection.greenTokens()).isEqualTo(node.get("num_green_tokens").get(row).intValue());
			assertThat(detection.greenFraction()).isEqualTo(node.get("green_fraction").get(row).doubleValue());
			assertThat(detection.zScore()).isCloseTo(node.get("z_score").get(row).doubleValue(), within(1e-12));
			assertThat(detection.pValue()).isCloseTo(node.get("p_value").get(row).doubleValue(), within(1e-12));
			assertThat(detection.confidence()).isCloseTo(node.get("confidence").get(row).doubleValue(), within(1e-12));
			assertThat(detection.watermarked()).isEqualTo(node.get("prediction").get(row).booleanValue());
		}
	}

	@ParameterizedTest
	@EnumSource
	void findsTheWatermarkOfAGeneratedTextAndNoneInAnUnmarkedOne(SeedingScheme scheme) {
		long seed = 20261121;
		Watermark watermark = new Watermark(0.25, 4, 123, scheme, 2);
		WatermarkDetector detector = new WatermarkDetector(watermark, 200, null);
		assertThat(detector.detect(text(seed, watermark)).watermarked()).isTrue();
		assertThat(detector.detect(text(seed)).watermarked()).isFalse();
		assertThat(
				new WatermarkDetector(new Watermark(0.25, 4, 124, scheme, 2), 200, null).detect(text(seed, watermark))
					.watermarked())
			.isFalse();
	}

	private static int[] text(long seed, LogitsProcessor... processors) {
		TokenSequence sequence = TokenSequence.of(1, 2);
		while (sequence.generatedLength() < 100) {
			float[] scores = new float[200];
			RandomStream random = RandomStream.of(seed, 0, sequence.length());
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
	void leavesOutABeginOfTextToken() {
		Watermark watermark = new Watermark();
		int[] tokens = { 5, 3, 2, 2, 9, 5, 4 };
		int[] withBegin = { 1, 5, 3, 2, 2, 9, 5, 4 };
		Detection expected = new WatermarkDetector(watermark, 50, null).detect(tokens);
		assertThat(new WatermarkDetector(watermark, 50, 1).detect(withBegin)).isEqualTo(expected);
		assertThat(new WatermarkDetector(watermark, 50, 1).detect(tokens)).isEqualTo(expected);
		assertThat(new WatermarkDetector(watermark, 50, null).detect(withBegin)).isNotEqualTo(expected);
	}

	@Test
	void thresholdDecides() {
		Watermark watermark = new Watermark();
		int[] tokens = { 5, 3, 2, 2, 9, 5, 4 };
		double z = new WatermarkDetector(watermark, 50, null).detect(tokens).zScore();
		assertThat(new WatermarkDetector(watermark, 50, null, z).detect(tokens).watermarked()).isFalse();
		assertThat(new WatermarkDetector(watermark, 50, null, Math.nextDown(z)).detect(tokens).watermarked()).isTrue();
	}

	@Test
	void refusesTokensThatAreAllContext() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WatermarkDetector(new Watermark(), 50, 1).detect(1, 2))
			.withMessageContaining("'tokens' has 1 to look at");
	}

	@Test
	void refusesTokensThatAreNotInTheVocabulary() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WatermarkDetector(new Watermark(), 50, null).detect(1, 50, 2))
			.withMessageContaining("50, which is not below the 'vocabularySize'");
	}

	@Test
	void refusesAnEmptyVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> new WatermarkDetector(new Watermark(), 0, null))
			.withMessage("'vocabularySize' is 0 but must be at least 1");
	}

}
