package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.decoding.TableLm;
import dev.decoding.logits.GumbelSampler;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.NoRepeatNGram;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.logits.llamacpp.MirostatV2;
import dev.decoding.logits.llamacpp.Xtc;
import dev.decoding.mixture.ClassifierFreeGuidance;
import dev.decoding.mixture.ConfidenceSelection;
import dev.decoding.mixture.ConfidenceSelection.Confidence;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.PromptView;
import dev.decoding.mixture.VocabularyMismatchException;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link SpeculativeDecoding}.
 */
class SpeculativeDecodingTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c", "d", "e", "f");

	private static final DraftLength FOUR = DraftLength.constant(4);

	/**
	 * A model whose scores depend on the last two tokens.
	 */
	static TableLm lm(long seed) {
		return lm(seed, TOKENS);
	}

	static TableLm lm(long seed, List<String> tokens) {
		return new TableLm(tokens, 60, (sequence) -> {
			int length = sequence.length();
			RandomStream random = RandomStream.of(seed, sequence.last(), (length > 1) ? sequence.get(length - 2) : -1);
			float[] scores = new float[tokens.size()];
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (float) (4 * random.nextDouble()) - ((token < 2) ? 3 : 0);
			}
			return scores;
		});
	}

	/**
	 * A model that agrees with {@link #lm} by and large.
	 */
	static TableLm draftLm(long seed) {
		return draftLm(seed, TOKENS);
	}

	static TableLm draftLm(long seed, List<String> tokens) {
		TableLm lm = lm(seed, tokens);
		return new TableLm(tokens, 60, (sequence) -> {
			float[] scores = lm.evaluate(Query.next(sequence)).nextLogits().scores();
			RandomStream random = RandomStream.of(99, sequence.last(), sequence.length());
			for (int token = 0; token < scores.length; token++) {
				scores[token] += (float) (1.5 * random.nextDouble());
			}
			return scores;
		});
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1, 2, 3).maxNewTokens(40).seed(5);
	}

	private static SpeculativeDecoding greedy(Drafter drafter) {
		return new SpeculativeDecoding(drafter, FOUR, false);
	}

	private static SpeculativeDecoding sampling(Drafter drafter) {
		return new SpeculativeDecoding(drafter, FOUR, true);
	}

	private static void assertSameAsGreedy(UnaryOperator<GenerationRequest.Builder> wanted) {
		for (int seed = 0; seed < 20; seed++) {
			GenerationRequest request = wanted.apply(request()).build();
			GenerationResult plain = new GreedySearch().generate(lm(seed), request);
			TokenSequence known = plain.sequences().get(0).tokens();
			for (Drafter drafter : List.of(new DraftModel(draftLm(seed)), new DraftModel(lm(seed), 0),
					new DraftModel(lm(seed + 1), 0), new PromptLookupDrafter(), KnownContinuation.of(known),
					KnownContinuation.wrongEvery(3, known, (token) -> 9 - token % 8))) {
				for (DraftLength length : List.of(DraftLength.constant(1), FOUR, DraftLength.heuristic(3))) {
					List<String> heard = new ArrayList<>();
					GenerationResult result = new SpeculativeDecoding(drafter, length, false).generate(lm(seed),
							request, (sequence, token, text) -> heard.add(text));
					assertThat(result.sequences()).as("seed %d, %s, %s", seed, drafter, length)
						.isEqualTo(plain.sequences());
					assertThat(heard).hasSize(result.cost().newTokens());
				}
			}
		}
	}

	@Test
	void greedyIsGreedySearch() {
		assertSameAsGreedy((request) -> request);
	}

	@Test
	void greedyIsGreedySearchWithProcessors() {
		assertSameAsGreedy((request) -> request.processors(new RepetitionPenalty(1.3), new NoRepeatNGram(3)));
	}

	@Test
	void greedyIsGreedySearchWithProcessorsThatRemember() {
		assertSameAsGreedy((request) -> request.processors(new MirostatV2(2, 0.5), new Xtc(0.5, 0.1)));
	}

	@Test
	void greedyIsGreedySearchWithStopStrings() {
		assertSameAsGreedy((request) -> request.stopStrings("cd", "fa", "be").minNewTokens(4));
	}

	@Test
	void greedyIsGreedySearchWithAForcedPrefix() {
		assertSameAsGreedy((request) -> request.forcedPrefix(4, 5, 6).statistics(2));
	}

	@Test
	void greedyIsGreedySearchWithAMask() {
		assertSameAsGreedy((request) -> request.attentionMask(new boolean[] { false, true, true }));
	}

	@Test
	void greedyIsGreedySearchUntilTheContextIsFull() {
		assertSameAsGreedy((request) -> request.maxNewTokens(null).minNewTokens(50));
	}

	@Test
	void greedyIsGreedySearchWithCriteria() {
		assertSameAsGreedy((request) -> request.stoppingCriteria(new ConfidenceCriterion(0.3),
				(tokens) -> (tokens.last() == 7) ? FinishReason.STOP : null));
	}

	@Test
	void guessesThatAreRightTakeOneCallForAll() {
		TableLm lm = TableLm.saying(TOKENS, 2, 3, 4, 5, 6, 7, 2, 3, 4, 5);
		TokenSequence known = TokenSequence.of(1).append(2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 0);
		GenerationResult result = greedy(KnownContinuation.of(known)).generate(lm, GenerationRequest.of(1).build());
		assertThat(lm.calls).containsExactly(List.of(Query.next(TokenSequence.of(1))),
				List.of(Query.logits(known.take(6), 1)), List.of(Query.logits(known.take(11), 6)));
		assertThat(result.sequences().get(0).tokens()).isEqualTo(known);
		assertThat(result.speculation()).isEqualTo(new Speculation(2, 8, 8, 0, 0));
		assertThat(result.cost().modelCalls()).isEqualTo(3);
	}

	@Test
	void tokensBehindOneThatEndsTheTextAreDropped() {
		TableLm lm = TableLm.saying(TOKENS, 2, 3);
		List<Integer> heard = new ArrayList<>();
		GenerationResult result = greedy(KnownContinuation.of(TokenSequence.of(1, 2, 3, 0, 4, 5))).generate(lm,
				GenerationRequest.of(1).build(), (sequence, token, text) -> heard.add(token));
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.STOP);
		assertThat(heard).containsExactly(2, 3, 0);
		assertThat(result.speculation()).isEqualTo(new Speculation(1, 2, 2, 0, 0));
	}

	@Test
	void neverGuessesTheLastTokenThatThereIsRoomFor() {
		TableLm lm = TableLm.saying(TOKENS, 2, 3, 4, 5, 6, 7);
		GenerationResult result = greedy(KnownContinuation.of(TokenSequence.of(1, 2, 3, 4, 5, 6, 7))).generate(lm,
				GenerationRequest.of(1).maxNewTokens(4).build());
		assertThat(result.sequences().get(0).tokens().generated()).containsExactly(2, 3, 4, 5);
		assertThat(result.speculation()).isEqualTo(new Speculation(1, 2, 2, 0, 0));
	}

	@Test
	void theHeuristicGuessesMoreWhereGuessesAreRight() {
		TableLm lm = TableLm.saying(TOKENS, IntStream.range(0, 40).map((i) -> 2 + i % 5).toArray());
		int[] known = IntStream.range(0, 41).map((i) -> (i == 0) ? 1 : 2 + (i - 1) % 5).toArray();
		GenerationRequest request = GenerationRequest.of(1).maxNewTokens(40).build();
		new SpeculativeDecoding(KnownContinuation.of(TokenSequence.of(known)), DraftLength.heuristic(2), false)
			.generate(lm, request);
		assertThat(lengths(lm)).containsExactly(3, 5, 7, 9, 11, 4);
		TableLm other = TableLm.saying(TOKENS, IntStream.range(0, 40).map((i) -> 2 + i % 5).toArray());
		new SpeculativeDecoding(KnownContinuation.wrongEvery(1, TokenSequence.of(known), (token) -> 7),
				DraftLength.heuristic(4), false)
			.generate(other, GenerationRequest.of(1).maxNewTokens(8).build());
		assertThat(lengths(other)).containsExactly(5, 4, 3, 2, 2, 2, 1);
	}

	/** How many positions each call but the first asked for. */
	private static List<Integer> lengths(TableLm lm) {
		return lm.calls.stream()
			.skip(1)
			.map((queries) -> queries.get(0).sequence().length() - queries.get(0).from())
			.toList();
	}

	@Test
	void theDraftModelStopsWhereItIsNotSure() {
		TableLm lm = TableLm.saying(TOKENS, 2, 3, 4, 5, 6, 7);
		TableLm draft = new TableLm(TOKENS, 100, (sequence) -> {
			float[] scores = new float[8];
			scores[sequence.generatedLength() + 2] = (sequence.generatedLength() == 2) ? 0.1f : 9;
			return scores;
		});
		new SpeculativeDecoding(new DraftModel(draft, 0.4), DraftLength.constant(5), false).generate(lm,
				GenerationRequest.of(1).maxNewTokens(6).build());
		assertThat(lengths(lm)).containsExactly(3, 2);
	}

	@Test
	void theDraftModelIsCountedApart() {
		GenerationResult result = greedy(new DraftModel(TableLm.saying(TOKENS, 2, 3, 4, 5, 6, 7)))
			.generate(TableLm.saying(TOKENS, 2, 3, 4, 5, 6, 7), GenerationRequest.of(1).build());
		assertThat(result.cost().modelCalls()).isEqualTo(3);
		assertThat(result.speculation()).isEqualTo(new Speculation(2, 5, 5, 5, 5));
		assertThat(result.speculation().acceptanceRate()).isOne();
	}

	@Test
	void theDraftModelMayHaveMoreOrFewerSpareScores() {
		List<String> padded = new ArrayList<>(TOKENS);
		padded.addAll(List.of("", ""));
		for (int seed = 0; seed < 10; seed++) {
			GenerationRequest request = request().processors(new RepetitionPenalty(1.1)).build();
			assertThat(greedy(new DraftModel(lm(seed + 1, padded), 0)).generate(lm(seed), request).sequences())
				.isEqualTo(new GreedySearch().generate(lm(seed), request).sequences());
			assertThat(greedy(new DraftModel(lm(seed), 0)).generate(lm(seed, padded), request).sequences())
				.isEqualTo(new GreedySearch().generate(lm(seed, padded), request).sequences());
			assertThat(sampling(new DraftModel(lm(seed, padded), 0)).generate(lm(seed), request).speculation().rounds())
				.isPositive();
			assertThat(sampling(new DraftModel(lm(seed), 0)).generate(lm(seed, padded), request).speculation().rounds())
				.isPositive();
		}
	}

	@Test
	void theDraftModelMustHaveTheSameTokens() {
		List<String> others = new ArrayList<>(TOKENS);
		others.set(5, "x");
		TableLm lm = lm(1);
		assertThatExceptionOfType(VocabularyMismatchException.class)
			.isThrownBy(() -> greedy(new DraftModel(lm(1, others))).generate(lm, request().build()))
			.withMessageContaining("token 5 is 'd' and 'x'");
		assertThat(lm.calls).isEmpty();
	}

	@Test
	void modelsMadeOfModelsAreCheckedToo() {
		for (int seed = 0; seed < 10; seed++) {
			for (CausalLm lm : List.of(new ClassifierFreeGuidance(lm(seed), 1.5),
					new ContrastiveDecoding(lm(seed), lm(seed + 30), ContrastiveDecoding.Form.WEIGHTED, 0.1, 0.5, 1,
							PromptView.FULL),
					new ConfidenceSelection(List.of(lm(seed), lm(seed + 30)), Confidence.ENTROPY, 0.1, 0.2))) {
				List<GeneratedSequence> plain = new GreedySearch().generate(lm, request().build()).sequences();
				TokenSequence known = plain.get(0).tokens();
				for (Drafter drafter : List.of(new DraftModel(lm(seed), 0), new PromptLookupDrafter(),
						KnownContinuation.wrongEvery(3, known, (token) -> 9 - token % 8))) {
					assertThat(greedy(drafter).generate(lm, request().build()).sequences())
						.as("seed %d, %s, %s", seed, lm, drafter)
						.isEqualTo(plain);
				}
			}
		}
	}

	@Test
	void theDraftModelMayHaveAShorterContext() {
		TableLm lm = lm(1);
		TableLm draft = new TableLm(TOKENS, 10, (sequence) -> {
			assertThat(sequence.length()).isLessThanOrEqualTo(10);
			return lm.evaluate(Query.next(sequence)).nextLogits().scores();
		});
		GenerationRequest request = request().minNewTokens(40).build();
		GenerationResult result = greedy(new DraftModel(draft, 0)).generate(lm(1), request);
		assertThat(result.sequences()).isEqualTo(new GreedySearch().generate(lm(1), request).sequences());
		assertThat(result.speculation().draftedTokens()).isPositive().isLessThan(10);
	}

	@Test
	void processorsThatLeaveTheDraftModelNothingEndTheDraft() {
		LogitsProcessor onlyWhatIsLikely = (sequence, logits) -> {
			for (int token = 0; token < logits.vocabularySize(); token++) {
				if (logits.get(token) < 5) {
					logits.set(token, Float.NEGATIVE_INFINITY);
				}
			}
		};
		TableLm draft = new TableLm(TOKENS, 100, (sequence) -> new float[8]);
		GenerationResult result = greedy(new DraftModel(draft)).generate(TableLm.saying(TOKENS, 2, 3, 4),
				GenerationRequest.of(1).processors(onlyWhatIsLikely).build());
		assertThat(result.sequences().get(0).tokens().generated()).containsExactly(2, 3, 4, 0);
		assertThat(result.speculation().draftedTokens()).isZero();
	}

	@Test
	void guessingOutrightDrawsWhatSamplingDraws() {
		for (int seed = 0; seed < 20; seed++) {
			GenerationRequest request = request().numReturnSequences(3)
				.seed(seed)
				.processors(new Temperature(0.8), new TopK(5), new Xtc(0.5, 0.1), new MirostatV2(3, 0.1))
				.build();
			List<GeneratedSequence> plain = new Sampling().generate(lm(seed), request).sequences();
			assertThat(sampling(new PromptLookupDrafter(3)).generate(lm(seed), request).sequences()).isEqualTo(plain);
			KnownContinuation known = KnownContinuation.of(plain.get(1).tokens());
			GenerationResult result = sampling(known).generate(lm(seed), request);
			assertThat(result.sequences()).isEqualTo(plain);
			assertThat(result.speculation().acceptedTokens()).isPositive();
		}
	}

	@Test
	void aSamplerOfItsOwnWayDrawsWhatSamplingDraws() {
		for (int seed = 0; seed < 20; seed++) {
			GenerationRequest request = request().numReturnSequences(2).sampler(new GumbelSampler()).seed(seed).build();
			assertThat(sampling(new DraftModel(draftLm(seed))).generate(lm(seed), request).sequences())
				.isEqualTo(new Sampling().generate(lm(seed), request).sequences());
		}
	}

	@Test
	void samplingGivesTheSameForTheSameSeedHoweverManySequences() {
		List<GeneratedSequence> four = sampling(new DraftModel(draftLm(3)))
			.generate(lm(3), request().numReturnSequences(4).build())
			.sequences();
		assertThat(four).doesNotHaveDuplicates();
		for (int count = 1; count < 4; count++) {
			assertThat(sampling(new DraftModel(draftLm(3))).generate(lm(3), request().numReturnSequences(count).build())
				.sequences()).isEqualTo(four.subList(0, count));
		}
	}

	@Test
	void allSequencesOfARequestAreDraftedAndCheckedTogether() {
		TableLm lm = lm(3);
		TableLm draft = lm(3);
		GenerationRequest request = request().numReturnSequences(4).minNewTokens(11).maxNewTokens(11).build();
		GenerationResult result = sampling(new DraftModel(draft, 0)).generate(lm, request);
		assertThat(lm.calls).extracting(List::size).containsExactly(1, 4, 4);
		assertThat(draft.calls).extracting(List::size).containsOnly(4).hasSize(8);
		assertThat(result.speculation()).isEqualTo(new Speculation(8, 32, 32, 8, 32));
	}

	@Test
	void stateFollowsTheTokensThatAreAccepted() {
		List<TokenSequence> seen = new ArrayList<>();
		GenerationRequest request = request().processors(new Remembering(List.of(), seen)).build();
		TokenSequence known = new GreedySearch().generate(lm(2), request).sequences().get(0).tokens();
		greedy(KnownContinuation.wrongEvery(2, known, (token) -> 7 - token)).generate(lm(2), request);
		greedy(new DraftModel(draftLm(2), 0)).generate(lm(2), request);
		assertThat(seen).hasSizeGreaterThan(100);
	}

	/**
	 * Checks that it is told of each token.
	 */
	private record Remembering(List<Integer> tokens, List<TokenSequence> seen) implements StatefulLogitsProcessor {

		@Override
		public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
			assertThat(sequence.generated())
				.containsExactly(this.tokens.stream().mapToInt(Integer::intValue).toArray());
			this.seen.add(sequence);
			return (choice) -> {
				List<Integer> more = new ArrayList<>(this.tokens);
				more.add(choice.token());
				return new Remembering(more, this.seen);
			};
		}

		@Override
		public String name() {
			return "remembering";
		}

	}

	@Test
	void cancellingEndsAmongAcceptedTokens() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = TableLm.saying(TOKENS, 2, 3, 4, 5);
		List<Integer> heard = new ArrayList<>();
		GenerationResult result = greedy(KnownContinuation.of(TokenSequence.of(1, 2, 3, 4, 5, 0))).generate(lm,
				GenerationRequest.of(1).cancellation(cancellation).build(), (sequence, token, text) -> {
					heard.add(token);
					if (token == 3) {
						cancellation.cancel();
					}
				});
		assertThat(heard).containsExactly(2, 3);
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.CANCELLED);
		assertThat(result.sequences().get(0).text()).isEqualTo("ab");
	}

	@Test
	void cancellingEndsADraft() {
		Cancellation cancellation = new Cancellation();
		TableLm draft = new TableLm(TOKENS, 100, (sequence) -> {
			cancellation.cancel();
			return new float[] { 0, 0, 0, 9, 0, 0, 0, 0 };
		});
		GenerationResult result = greedy(new DraftModel(draft)).generate(TableLm.saying(TOKENS, 2, 3, 4, 5),
				GenerationRequest.of(1).cancellation(cancellation).build());
		assertThat(draft.calls).hasSize(1);
		assertThat(result.sequences().get(0).text()).isEqualTo("a");
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.CANCELLED);
	}

	@Test
	void sequencesThatHaveEndedStayAsTheyAreWhenTheOthersAreCancelled() {
		Cancellation cancellation = new Cancellation();
		TableLm lm = new TableLm(TOKENS, 60, (sequence) -> new float[] { 1, -99, 1, 1, -99, -99, -99, -99 });
		GenerationResult result = sampling(new DraftModel(lm, 0)).generate(lm,
				request().numReturnSequences(6).cancellation(cancellation).build(), new GenerationListener() {

					private int tokens;

					@Override
					public void onToken(int sequence, int token, String text) {
						if (++this.tokens == 12) {
							cancellation.cancel();
						}
					}

				});
		assertThat(result.cost().newTokens()).isEqualTo(12);
		assertThat(result.sequences()).extracting(GeneratedSequence::finishReason)
			.contains(FinishReason.STOP, FinishReason.CANCELLED);
	}

	@Test
	void aDrafterCannotGuessMoreThanThereIsRoomFor() {
		assertThatIllegalStateException().isThrownBy(() -> greedy((drafts) -> drafts.forEach((draft) -> {
			for (int i = 0; i < 5; i++) {
				draft.add(2);
			}
		})).generate(lm(0), request().build())).withMessage("The draft has no room for token 2; see 'room()'");
	}

	@Test
	void greedyFindsOneSequenceOnly() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> greedy(new PromptLookupDrafter()).generate(lm(0), request().numReturnSequences(2).build()))
			.withMessageContaining("'numReturnSequences' is 2");
	}

	@Test
	void argumentsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> DraftLength.constant(0))
			.withMessage("'tokens' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new DraftModel(lm(0), 1.1))
			.withMessage("'confidenceThreshold' is 1.1 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new PromptLookupDrafter(0))
			.withMessage("'maxMatchingNgramSize' is 0 but must be at least 1");
	}

}
