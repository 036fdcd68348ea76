package dev.decoding.scaling.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Sampling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Revisions}.
 */
class RevisionsTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "7", "8", "9", "?");

	private static final RevisionPrompt PROMPT = RevisionPrompt.between("?");

	private static final Verifier EIGHT = Verifier.ofText((prompt, text) -> text.equals("8") ? 0.9 : 0.2);

	/**
	 * Answers by one digit and its end: a wrong one is often corrected to 8, and a right
	 * one sometimes spoilt.
	 */
	private final TableLm flipping = new TableLm(TOKENS, 100, (sequence) -> {
		if (sequence.generatedLength() > 0) {
			return scores(Map.of(0, 1.0));
		}
		if (sequence.last() != 5) {
			return scores(Map.of(2, 0.5, 3, 0.3, 4, 0.2));
		}
		return (sequence.get(sequence.length() - 2) == 3) ? scores(Map.of(2, 0.1, 3, 0.8, 4, 0.1))
				: scores(Map.of(2, 0.3, 3, 0.6, 4, 0.1));
	});

	/**
	 * Answers 7, then 8, and then 9 for ever.
	 */
	private final TableLm spoiling = new TableLm(TOKENS, 100, (sequence) -> {
		long asked = Arrays.stream(sequence.toArray()).filter((token) -> token == 5).count();
		return scores(Map.of((sequence.generatedLength() > 0) ? 0 : 2 + (int) Math.min(2, asked), 1.0));
	});

	private static float[] scores(Map<Integer, Double> probabilities) {
		float[] scores = new float[TOKENS.size()];
		Arrays.fill(scores, Float.NEGATIVE_INFINITY);
		probabilities.forEach((token, probability) -> scores[token] = (float) Math.log(probability));
		return scores;
	}

	private static Revisions revisions(int attempts, int chains, @Nullable Verifier verifier) {
		return new Revisions(attempts, chains, Revisions.STANDARD_WINDOW, PROMPT, verifier, StepAggregation.LAST);
	}

	private static GenerationResult generate(Revisions revisions, TableLm lm, GenerationRequest.Builder request) {
		return generate(revisions, lm, request, Limits.NONE);
	}

	private static GenerationResult generate(Revisions revisions, TableLm lm, GenerationRequest.Builder request,
			Limits limits) {
		return new ScalingStrategy("test", revisions, AnswerFinder.LAST_NUMBER, StepSplitter.LINES, limits).generate(lm,
				request.build());
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).seed(3);
	}

	private static ScalingDetails details(GenerationResult result) {
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details).isNotNull();
		return details;
	}

	@Test
	void anAttemptSeesTheLastFourBeforeIt() {
		generate(revisions(7, 1, null), this.spoiling, request());
		List<TokenSequence> prompts = this.spoiling.calls.stream()
			.map((queries) -> queries.get(0).sequence())
			.filter((sequence) -> sequence.generatedLength() == 0)
			.toList();
		assertThat(prompts).extracting((prompt) -> this.spoiling.tokenizer().decode(prompt.toArray(), true))
			.containsExactly("", "7?", "7?8?", "7?8?9?", "7?8?9?9?", "8?9?9?9?", "9?9?9?9?");
	}

	@Test
	void theTextIsThatOfTheLastAttemptAlone() {
		GenerationResult result = generate(revisions(3, 1, EIGHT), this.spoiling, request().numReturnSequences(3));
		assertThat(result.sequences()).extracting(GeneratedSequence::text).containsExactly("8", "7", "9");
		GeneratedSequence revised = result.sequences().get(0);
		assertThat(revised.tokens().toArray()).containsExactly(1, 2, 5, 3, 0);
		assertThat(revised.tokens().generatedLength()).isEqualTo(2);
		assertThat(revised.logProbabilities()).hasSize(2);
		assertThat(revised.finishReason()).isEqualTo(FinishReason.STOP);
	}

	@Test
	void whatWasRightIsTakenThoughItWasSpoiltLater() {
		GenerationResult result = generate(revisions(4, 1, EIGHT), this.spoiling, request());
		assertThat(details(result).answer()).isEqualTo("8");
		assertThat(details(result).score()).isEqualTo(0.9);
		assertThat(details(result).candidates()).isEqualTo(4);
	}

	@Test
	void withoutAVerifierAllAttemptsVote() {
		GenerationResult result = generate(revisions(8, 2, null), this.spoiling, request());
		assertThat(details(result).votes()).containsExactlyInAnyOrderEntriesOf(Map.of("9", 4.0, "7", 2.0, "8", 2.0));
		assertThat(details(result).answer()).isEqualTo("9");
	}

	@Test
	void chainsDecideBeforeTheyAreCompared() {
		// One chain is sure of 9 by many attempts, two of 8 by one each.
		Verifier verifier = Verifier.ofText((prompt, text) -> text.equals("9") ? 0.5 : text.equals("8") ? 0.4 : 0);
		TableLm lm = new TableLm(TOKENS, 100, (sequence) -> {
			if (sequence.generatedLength() > 0) {
				return scores(Map.of(0, 1.0));
			}
			if (sequence.last() != 5) {
				return scores(Map.of(3, 0.6, 4, 0.4));
			}
			return scores(Map.of((sequence.get(1) == 3) ? 2 : 4, 1.0));
		});
		int differently = 0;
		for (int seed = 0; seed < 40; seed++) {
			GenerationResult result = generate(revisions(9, 3, verifier), lm, request().seed(seed));
			List<String> firsts = new Sampling().generate(lm, request().seed(seed).numReturnSequences(3).build())
				.sequences()
				.stream()
				.map(GeneratedSequence::text)
				.toList();
			long eights = firsts.stream().filter("8"::equals).count();
			// Flat, the three attempts of one chain at 9 would have 1.5 to 0.8 of 8.
			assertThat(details(result).answer()).as("seed %d, %s", seed, firsts).isEqualTo((eights > 1) ? "8" : "9");
			differently += (eights == 2) ? 1 : 0;
		}
		assertThat(differently).isPositive();
	}

	@Test
	void laterAttemptsAreRightMoreOften() {
		int[] right = new int[4];
		for (int seed = 0; seed < 300; seed++) {
			GenerationResult result = generate(revisions(4, 1, null), this.flipping,
					request().seed(seed).numReturnSequences(4));
			for (GeneratedSequence sequence : result.sequences()) {
				right[(sequence.tokens().promptLength() - 1) / 2] += sequence.text().equals("8") ? 1 : 0;
			}
		}
		// 0.3, 0.66, 0.732, 0.7464
		assertThat(right[0]).isBetween(60, 120);
		assertThat(right[1]).isBetween(165, 230);
		assertThat(right[3]).isBetween(195, 250);
	}

	@Test
	void chainsOfOneAttemptAreSamples() {
		GenerationResult result = generate(revisions(6, 6, null), this.flipping, request().numReturnSequences(6));
		List<String> sampled = new Sampling().generate(this.flipping, request().numReturnSequences(6).build())
			.sequences()
			.stream()
			.map(GeneratedSequence::text)
			.toList();
		assertThat(result.sequences()).extracting(GeneratedSequence::text).containsExactlyInAnyOrderElementsOf(sampled);
	}

	@Test
	void aRoundOfAllChainsIsOneRollout() {
		GenerationResult result = generate(revisions(12, 4, null), this.flipping, request());
		assertThat(result.cost().generations()).isEqualTo(12);
		assertThat(result.cost().modelCalls()).isEqualTo(3 * 2);
		assertThat(result.cost().newTokens()).isEqualTo(24);
	}

	@Test
	void attemptsThatWereCutOffAreNotShown() {
		TableLm endless = TableLm.saying(TOKENS, IntStream.range(0, 50).map((i) -> 2).toArray());
		GenerationResult result = generate(revisions(3, 1, null), endless, request().maxNewTokens(4));
		assertThat(endless.calls).extracting((queries) -> queries.get(0).sequence().promptLength()).containsOnly(1);
		assertThat(details(result).answer()).isNull();
		assertThat(details(result).votes()).isEmpty();
	}

	@Test
	void fewerAttemptsAreShownWhereTheContextIsFull() {
		TableLm small = new TableLm(TOKENS, 9,
				(sequence) -> scores(Map.of((sequence.generatedLength() > 0) ? 0 : 3, 1.0)));
		generate(revisions(6, 1, null), small, request());
		List<Integer> prompts = new ArrayList<>();
		small.calls.forEach((queries) -> prompts.add(queries.get(0).sequence().promptLength()));
		// Room for twice the two tokens of an answer leaves five for the prompt.
		assertThat(prompts).containsExactly(1, 1, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5);
	}

	@Test
	void aLimitReturnsTheBestSoFar() {
		GenerationResult result = generate(revisions(100, 1, EIGHT), this.spoiling, request(), new Limits(9, null));
		assertThat(details(result).interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(details(result).answer()).isEqualTo("8");
	}

	@Test
	void settingsOutOfTheirRangeAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> revisions(7, 2, null))
			.withMessage("'attempts' is 7 but must be a multiple of 'chains', which is 2");
		assertThatIllegalArgumentException().isThrownBy(() -> revisions(7, 0, null))
			.withMessageContaining("'chains' is 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Revisions(4, 2, 0, PROMPT, null, StepAggregation.LAST))
			.withMessageContaining("'window' is 0");
	}

}
