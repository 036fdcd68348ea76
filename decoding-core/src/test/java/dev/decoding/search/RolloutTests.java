package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of when and how sequences end, by the strategies that are a {@link Rollout}.
 */
class RolloutTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "one", " two", " three", "\n", "\nUser:");

	private static GeneratedSequence generate(TableLm lm, GenerationRequest.Builder request) {
		return new GreedySearch().generate(lm, request.build()).sequences().get(0);
	}

	@Test
	void endsAfterTheWantedNumberOfTokens() {
		GeneratedSequence sequence = generate(TableLm.saying(TOKENS, 2, 3, 4), GenerationRequest.of(1).maxNewTokens(2));
		assertThat(sequence.text()).isEqualTo("one two");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void endsWhereTheContextIsFull() {
		TableLm lm = new TableLm(TOKENS, 5, (sequence) -> new float[] { 0, 0, 1, 0, 0, 0, 0 });
		GeneratedSequence sequence = generate(lm, GenerationRequest.of(1, 2).maxNewTokens(100));
		assertThat(sequence.tokens().length()).isEqualTo(5);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void endsByTheTokensOfTheRequestRatherThanTheModels() {
		GeneratedSequence sequence = generate(TableLm.saying(TOKENS, 2, 0, 3, 4),
				GenerationRequest.of(1).endOfTextTokens(3).skipSpecialTokens(false));
		assertThat(sequence.text()).isEqualTo("one<end>");
		assertThat(sequence.tokens().generated()).containsExactly(2, 0, 3);
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
	}

	@Test
	void endsByAStopStringThatIsNeverHeard() {
		List<String> heard = new ArrayList<>();
		GenerationRequest request = GenerationRequest.of(1).stopStrings("\nUser:", "nothing").build();
		GeneratedSequence sequence = new GreedySearch()
			.generate(TableLm.saying(TOKENS, 2, 5, 3, 5, 6, 4), request, (index, token, text) -> heard.add(text))
			.sequences()
			.get(0);
		assertThat(heard).containsExactly("one", "", "\n two", "", "\n");
		assertThat(sequence.text()).isEqualTo("one\n two\n");
		assertThat(sequence.stopString()).isEqualTo("\nUser:");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
		assertThat(sequence.tokens().generated()).containsExactly(2, 5, 3, 5, 6);
	}

	@Test
	void whatIsHeldBackAtTheEndIsPartOfTheText() {
		GeneratedSequence sequence = generate(TableLm.saying(TOKENS, 2, 5),
				GenerationRequest.of(1).stopStrings("\nUser:"));
		assertThat(sequence.text()).isEqualTo("one\n");
		assertThat(sequence.stopString()).isNull();
	}

	@Test
	void endsByACriterion() {
		GeneratedSequence sequence = generate(TableLm.saying(TOKENS, 2, 3, 4), GenerationRequest.of(1)
			.stoppingCriteria((tokens) -> null, (tokens) -> (tokens.last() == 3) ? FinishReason.STOP : null));
		assertThat(sequence.text()).isEqualTo("one two");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
	}

	@Test
	void criteriaSeeHowTheTokenWasChosen() {
		GeneratedSequence sequence = generate(
				new TableLm(TOKENS, 50, (tokens) -> new float[] { 0, 0, (tokens.length() < 3) ? 9 : 0, 0.1f, 0, 0, 0 }),
				GenerationRequest.of(1).stoppingCriteria(new ConfidenceCriterion(0.5)));
		assertThat(sequence.tokens().generated()).containsExactly(2, 2, 3);
	}

	@Test
	void criteriaAreBegunForEachSequence() {
		List<String> events = new ArrayList<>();
		StoppingCriterion started = (tokens) -> {
			events.add("check " + tokens.generatedLength());
			return null;
		};
		StoppingCriterion criterion = new StoppingCriterion() {

			@Override
			public FinishReason check(TokenSequence sequence) {
				throw new AssertionError("not begun");
			}

			@Override
			public StoppingCriterion start() {
				events.add("start");
				return started;
			}

		};
		new Sampling().generate(TableLm.saying(TOKENS, 2, 3),
				GenerationRequest.of(1).numReturnSequences(2).maxNewTokens(1).stoppingCriteria(criterion).build());
		assertThat(events).containsExactly("start", "start", "check 1", "check 1");
	}

	@Test
	void nothingEndsBeforeTheLeastNumberOfTokens() {
		GeneratedSequence sequence = generate(TableLm.saying(TOKENS, 2, 5, 0, 5, 0, 5, 6),
				GenerationRequest.of(1)
					.minNewTokens(4)
					.stopStrings("\n")
					.stoppingCriteria((tokens) -> (tokens.last() == 2) ? FinishReason.STOP : null));
		assertThat(sequence.tokens().generated()).containsExactly(2, 5, 1, 5, 0);
		assertThat(sequence.text()).isEqualTo("one\n\n");
		assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
	}

	@Test
	void stopStringsCountFromTheFirstTokenBeyondTheLeastNumber() {
		GenerationRequest.Builder request = GenerationRequest.of(1).stopStrings("\n").includeStopString(true);
		assertThat(generate(TableLm.saying(TOKENS, 2, 5, 6), request.minNewTokens(2)).text()).isEqualTo("one\n\n");
		assertThat(generate(TableLm.saying(TOKENS, 2, 5, 6), request.minNewTokens(1)).text()).isEqualTo("one\n");
	}

	@Test
	void refusesMoreTokensAtLeastThanAtMost() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerationRequest.of(1).minNewTokens(3).maxNewTokens(2).build())
			.withMessage("'minNewTokens' is 3 but must be at least 0 and at most 'maxNewTokens', 2");
		assertThatIllegalArgumentException().isThrownBy(() -> GenerationRequest.of(1).minNewTokens(-1).build())
			.withMessage("'minNewTokens' is -1 but must be at least 0");
	}

	@Test
	void sequencesEndEachByItself() {
		TableLm lm = new TableLm(TOKENS, 50, (sequence) -> new float[] { 1, -99, 2, 0, 0, -99, -99 });
		GenerationResult result = new Sampling().generate(lm,
				GenerationRequest.of(1).numReturnSequences(8).maxNewTokens(5).seed(3).build());
		assertThat(result.sequences()).extracting((sequence) -> sequence.tokens().generatedLength())
			.contains(5)
			.anyMatch((length) -> length < 5);
		assertThat(result.sequences()).allSatisfy((sequence) -> assertThat(sequence.finishReason())
			.isEqualTo((sequence.tokens().last() == 0) ? FinishReason.STOP : FinishReason.LENGTH));
		int calls = result.cost().modelCalls();
		assertThat(lm.calls).hasSize(calls);
		assertThat(lm.calls.get(calls - 1)).hasSizeLessThan(8);
	}

	@Test
	void cancellingEndsBeforeTheNextToken() {
		Cancellation cancellation = new Cancellation();
		GenerationRequest request = GenerationRequest.of(1).cancellation(cancellation).build();
		GenerationResult result = new GreedySearch().generate(TableLm.saying(TOKENS, 2, 3, 4), request,
				(index, token, text) -> cancellation.cancel());
		assertThat(result.sequences().get(0).text()).isEqualTo("one");
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.CANCELLED);
		assertThat(result.cost().modelCalls()).isOne();
	}

	@Test
	void interruptingEndsTheEvaluation() {
		GenerationResult result = new GreedySearch().generate(TableLm.saying(TOKENS, 2, 3, 4),
				GenerationRequest.of(1).build(), (index, token, text) -> Thread.currentThread().interrupt());
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result.sequences().get(0).text()).isEqualTo("one");
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.CANCELLED);
	}

	@Test
	void timeToTheFirstTokenIsTheTotalWhereThereIsNone() {
		Cancellation cancellation = new Cancellation();
		cancellation.cancel();
		GenerationResult result = new GreedySearch().generate(TableLm.saying(TOKENS, 2),
				GenerationRequest.of(1).cancellation(cancellation).build());
		assertThat(result.timings().toFirstToken()).isEqualTo(result.timings().total());
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 0, 0, 0, 0, 0));
	}

	@Test
	void exceptionOfTheListenerEndsTheGeneration() {
		assertThatIllegalStateException().isThrownBy(() -> new GreedySearch().generate(TableLm.saying(TOKENS, 2, 3),
				GenerationRequest.of(1).build(), (index, token, text) -> {
					throw new IllegalStateException("gone");
				}))
			.withMessage("gone");
	}

	@Test
	void promptThatFillsTheContextIsRefused() {
		TableLm lm = new TableLm(TOKENS, 3, (sequence) -> new float[7]);
		assertThatExceptionOfType(ContextLengthExceededException.class)
			.isThrownBy(() -> generate(lm, GenerationRequest.of(1, 2, 3)))
			.withMessageContaining("3 tokens")
			.withMessageContaining("truncated");
		assertThat(lm.calls).isEmpty();
	}

}
