package dev.decoding.logits;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Watermark}.
 */
class WatermarkTests {

	static Watermark watermark(JsonNode params) {
		return new Watermark(params.path("greenlist_ratio").asDouble(0.25), params.path("bias").asDouble(2),
				params.path("hashing_key").asLong(15485863),
				SeedingScheme.valueOf(params.path("seeding_scheme").asString("lefthash").toUpperCase(Locale.ROOT)),
				params.path("context_width").asInt(1));
	}

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("WatermarkLogitsProcessor", WatermarkTests::watermark);
	}

	@Test
	void refusesTheParametersThatTheReferenceRefuses() {
		ReferenceCases.checkErrors("WatermarkLogitsProcessor", WatermarkTests::watermark);
	}

	@Test
	void favoursTheTokensThatTheReferenceNames() {
		int rows = 0;
		for (JsonNode node : Reference.json(Reference.path("logits/processors.json")).get("cases")) {
			if (node.get("processor").stringValue().equals("WatermarkLogitsProcessor")) {
				for (int row = 0; row < node.get("greenlist_ids").size(); row++, rows++) {
					float[] scores = Reference.floats(node.get("scores").get(row));
					int[] expected = Reference.ints(node.get("greenlist_ids").get(row));
					float[] processed = processed(watermark(node.get("params")), scores.clone(),
							Reference.ints(node.get("input_ids").get(row)));
					int[] favoured = IntStream.range(0, scores.length)
						.filter((token) -> processed[token] != scores[token])
						.toArray();
					assertThat(favoured).as(node.get("id").stringValue()).isEqualTo(expected);
				}
			}
		}
		assertThat(rows).isPositive();
	}

	@Test
	void changesNothingWhereNoCandidateIsOnItsOwnList() {
		// The reference's WatermarkLogitsProcessor throws an IndexError here.
		float[] scores = { 3, 1, 2 };
		assertThat(processed(new Watermark(0.1, 5, 7, SeedingScheme.SELFHASH, 1), scores.clone(), 1)).isEqualTo(scores);
	}

	@Test
	void favoursBestTokensOnlyByTheirOwnLists() {
		float[] scores = new float[300];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (token * 37) % 100;
		}
		float[] processed = processed(new Watermark(0.9, 5, 7, SeedingScheme.SELFHASH, 1), scores.clone(), 1);
		// Three tokens have each score: 13 scores make 39 candidates, the lowest id with
		// the next one is the last.
		int last = IntStream.range(0, scores.length).filter((token) -> scores[token] == 86).min().orElseThrow();
		int favoured = 0;
		for (int token = 0; token < scores.length; token++) {
			if (processed[token] != scores[token]) {
				favoured++;
				assertThat(scores[token] > 86 || token == last).as("token %d", token).isTrue();
			}
		}
		assertThat(favoured).isBetween(20, 40);
	}

	@ParameterizedTest
	@EnumSource
	void removedTokensStayRemoved(SeedingScheme scheme) {
		float[] scores = new float[50];
		Arrays.fill(scores, Float.NEGATIVE_INFINITY);
		scores[4] = 1;
		float[] processed = processed(new Watermark(0.5, 5, 7, scheme, 1), scores, 1);
		processed[4] = Float.NEGATIVE_INFINITY;
		assertThat(processed).containsOnly(Float.NEGATIVE_INFINITY);
	}

	@ParameterizedTest
	@EnumSource
	void narrowedLogitsAreMarkedLikeOthers(SeedingScheme scheme) {
		Random random = new Random(5);
		float[] scores = new float[500];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = random.nextInt(100);
		}
		Logits narrowed = Logits.of(scores.clone());
		narrowed.keepHighest(60, false);
		Logits dense = narrowed.copy();
		dense.scores();
		Watermark watermark = new Watermark(0.4, 7, 123, scheme, 1);
		watermark.process(TokenSequence.of(3), narrowed);
		watermark.process(TokenSequence.of(3), dense);
		assertThat(narrowed.count()).isEqualTo(60);
		assertThat(narrowed.isSorted()).isFalse();
		assertThat(narrowed.scores()).isEqualTo(dense.scores()).isNotEqualTo(scores);
	}

	@ParameterizedTest
	@EnumSource
	void changesNothingWithoutEnoughContext(SeedingScheme scheme) {
		float[] scores = new float[50];
		assertThat(processed(new Watermark(0.5, 5, 7, scheme, 3), scores.clone(), 1, 2)).isEqualTo(scores);
		assertThat(processed(new Watermark(0.5, 5, 7, scheme, 3), scores.clone(), 1, 2, 3)).isNotEqualTo(scores);
	}

	@ParameterizedTest
	@EnumSource
	void cachedListsAreTheSameAsNewOnes(SeedingScheme scheme) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Watermark cached = new Watermark(0.25, 2, 77, scheme, 1);
		for (int round = 0; round < 30; round++) {
			int vocabulary = random.nextBoolean() ? 40 : 90;
			float[] scores = new float[vocabulary];
			for (int token = 0; token < vocabulary; token++) {
				scores[token] = (float) random.nextGaussian();
			}
			int last = random.nextInt(5);
			assertThat(processed(cached, scores.clone(), last)).as("seed %d, round %d", seed, round)
				.isEqualTo(processed(fresh(scheme), scores.clone(), last));
		}
	}

	private static Watermark fresh(SeedingScheme scheme) {
		// Only the lists of the last watermark are kept.
		new Watermark(0.5, 2, 78, SeedingScheme.LEFTHASH, 1);
		return new Watermark(0.25, 2, 77, scheme, 1);
	}

	@Test
	void hashesLargeKeysAsTheReferenceDoes() {
		// 2^62 * 5 = 2^64 + 2^62, whose remainder by 2^64 - 1 is 2^62 + 1.
		int[] permutation = new TorchRandom((1L << 62) + 1).randperm(20);
		float[] processed = processed(new Watermark(0.25, 1, 1L << 62, SeedingScheme.LEFTHASH, 1), new float[20], 5);
		for (int i = 0; i < 20; i++) {
			assertThat(processed[permutation[i]]).isCloseTo((i < 5) ? 1 : 0, within(0f));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1, -0.5, 2, Double.NaN })
	void refusesARatioThatIsNotBetweenZeroAndOne(double ratio) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Watermark(ratio, 2, 1, SeedingScheme.LEFTHASH, 1))
			.withMessage("'greenlistRatio' is %s but must be between 0 and 1, exclusively", ratio);
	}

	@Test
	void refusesABiasThatIsNotFinite() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Watermark(0.5, Double.NaN, 1, SeedingScheme.LEFTHASH, 1))
			.withMessage("'bias' is NaN but must be finite");
	}

	@Test
	void refusesAnEmptyContext() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Watermark(0.5, 2, 1, SeedingScheme.LEFTHASH, 0))
			.withMessage("'contextWidth' is 0 but must be at least 1");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Watermark().name()).isEqualTo("watermark");
	}

	private static float[] processed(Watermark watermark, float[] scores, int... tokens) {
		Logits logits = Logits.of(scores);
		watermark.process(TokenSequence.of(tokens), logits);
		return logits.scores();
	}

}
