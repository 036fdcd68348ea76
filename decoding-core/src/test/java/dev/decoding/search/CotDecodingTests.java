package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.decoding.TableLm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link CotDecoding}.
 */
class CotDecodingTests {

	private static final List<String> TOKENS = List.of("</s>", "<s>", " 5", " 8", " so", " think", ",", "1");

	private static final int END = 0;

	private static final int FIVE = 2;

	private static final int EIGHT = 3;

	private static final int SO = 4;

	private static final int THINK = 5;

	/**
	 * A model that guesses 5 at once, or comes to 8 by "so" and by "think".
	 */
	private static TableLm lm(double so, double think) {
		return model((generated) -> switch (generated.length) {
			case 0 -> scores(0, 0, 0.5, 0, 0.3, 0.2);
			case 1 -> (generated[0] == FIVE) ? scores(1) : (generated[0] == SO)
					? scores(0, 0, (1 - so) / 2, (1 + so) / 2) : scores(0, 0, (1 - think) / 2, (1 + think) / 2);
			default -> scores(1);
		});
	}

	private static TableLm model(Function<int[], float[]> scores) {
		return new TableLm(TOKENS, 20, (sequence) -> scores.apply(sequence.generated()));
	}

	private static float[] scores(double... probabilities) {
		float[] scores = new float[TOKENS.size()];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log((i < probabilities.length) ? probabilities[i] : 0);
		}
		return scores;
	}

	private static CotDecoding paths(int numPaths, PathSelection selection) {
		return new CotDecoding(numPaths, selection, AnswerFinder.STANDARD);
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(5);
	}

	private static AnswerConfidence details(GeneratedSequence sequence) {
		return (AnswerConfidence) Objects.requireNonNull(sequence.details());
	}

	@Test
	void choosesThePathThatIsMostConfidentOfItsAnswer() {
		GeneratedSequence sequence = paths(3, PathSelection.MAX).generate(lm(0.1, 0.9), request().build())
			.sequences()
			.get(0);
		assertThat(sequence.tokens().generated()).containsExactly(THINK, EIGHT, END);
		assertThat(sequence.text()).isEqualTo(" think 8");
		assertThat(sequence.score()).isCloseTo(0.9, within(1e-6));
		assertThat(details(sequence).answer()).isEqualTo("8");
		assertThat(details(sequence).confidence()).isCloseTo(0.9, within(1e-6));
		assertThat(sequence.statistics()).isEmpty();
	}

	@Test
	void addsUpTheConfidenceOfPathsWithTheSameAnswer() {
		TableLm lm = lm(0.15, 0.1);
		GeneratedSequence max = paths(3, PathSelection.MAX).generate(lm, request().build()).sequences().get(0);
		assertThat(max.text()).isEqualTo(" 5");
		assertThat(max.score()).isCloseTo(0.2, within(1e-6));
		GeneratedSequence aggregate = paths(3, PathSelection.AGGREGATE).generate(lm, request().build())
			.sequences()
			.get(0);
		assertThat(aggregate.text()).isEqualTo(" so 8");
		assertThat(aggregate.score()).isCloseTo(0.25, within(1e-6));
		assertThat(details(aggregate).confidence()).isCloseTo(0.15, within(1e-6));
	}

	@Test
	void otherAnswersComeBeforeTheSameOnes() {
		List<GeneratedSequence> sequences = paths(3, PathSelection.AGGREGATE)
			.generate(lm(0.15, 0.1), request().numReturnSequences(3).build())
			.sequences();
		assertThat(sequences).extracting(GeneratedSequence::text).containsExactly(" so 8", " 5", " think 8");
	}

	@Test
	void confidenceIsTheMeanOverTheTokensOfTheAnswer() {
		TableLm lm = model((generated) -> switch (generated.length) {
			case 0 -> scores(0, 0, 0, 0, 0.9, 0.1);
			case 1 -> scores(0, 0, 0.7, 0.3);
			case 2 -> scores(0.3, 0, 0, 0, 0, 0, 0.1, 0.6);
			default -> scores(0.55, 0, 0, 0, 0, 0, 0.45);
		});
		GeneratedSequence sequence = paths(1, PathSelection.MAX).generate(lm, request().build()).sequences().get(0);
		assertThat(sequence.text()).isEqualTo(" so 51");
		assertThat(details(sequence).answer()).isEqualTo("51");
		assertThat(sequence.score()).isCloseTo((0.4 + 0.3) / 2, within(1e-6));
	}

	@Test
	void pathsWithoutAnAnswerComeLastAndTheGreedyOneIsTheFirstOfThem() {
		TableLm lm = model((generated) -> (generated.length == 0) ? scores(0, 0, 0.1, 0, 0.5, 0.4) : scores(1));
		List<GeneratedSequence> sequences = paths(3, PathSelection.AGGREGATE)
			.generate(lm, request().numReturnSequences(3).build())
			.sequences();
		assertThat(sequences).extracting(GeneratedSequence::text).containsExactly(" 5", " so", " think");
		assertThat(details(sequences.get(1))).isEqualTo(new AnswerConfidence(null, 0));
	}

	@Test
	void pathsThatWereCutOffHaveNoAnswerIfOthersEnded() {
		TableLm lm = model((generated) -> (generated.length == 0) ? scores(0, 0, 0.6, 0.4)
				: (generated[0] == FIVE) ? scores(0, 0, 1) : scores(1));
		List<GeneratedSequence> sequences = paths(2, PathSelection.MAX)
			.generate(lm, request().numReturnSequences(2).build())
			.sequences();
		assertThat(sequences).extracting(GeneratedSequence::text).containsExactly(" 8", " 5 5 5 5 5");
		assertThat(details(sequences.get(1)).answer()).isNull();
	}

	@Test
	void pathsThatAreAllCutOffHaveAnswers() {
		GeneratedSequence sequence = paths(2, PathSelection.MAX)
			.generate(model((generated) -> scores(0, 0, 0.6, 0.4)), request().build())
			.sequences()
			.get(0);
		assertThat(details(sequence).answer()).isEqualTo("5");
	}

	@Test
	void noPathIsFollowedTwice() {
		TableLm lm = model((generated) -> (generated.length == 0) ? scores(0, 0, 0.6, 0.4) : scores(1));
		List<GeneratedSequence> sequences = paths(6, PathSelection.AGGREGATE)
			.generate(lm, request().numReturnSequences(6).build())
			.sequences();
		assertThat(sequences).extracting(GeneratedSequence::text).containsExactly(" 5", " 8");
		assertThat(sequences.get(0).score()).isCloseTo(0.2, within(1e-6));
	}

	@Test
	void tellsTheChosenPathsOnceTheyAreKnown() {
		List<String> told = new ArrayList<>();
		TableLm lm = lm(0.15, 0.1);
		paths(3, PathSelection.AGGREGATE).generate(lm, request().statistics(2).numReturnSequences(2).build(),
				new GenerationListener() {

					@Override
					public void onToken(int sequence, int token, String text) {
						told.add(sequence + text);
					}

					@Override
					public void onStatistics(int sequence, TokenStatistics statistics) {
						told.add(sequence + ":" + statistics.alternatives().size());
					}

					@Override
					public void onFinish(int sequence, String text, FinishReason reason) {
						told.add(sequence + text + reason);
					}

				});
		assertThat(told).containsExactly("0:2", "0 so", "0:2", "0 8", "0:2", "0", "0STOP", "1:2", "1 5", "1:2", "1",
				"1STOP");
		assertThat(lm.calls).extracting(List::size).containsExactly(1, 3, 2);
	}

	@Test
	void answersBeginWithTheForcedPrefix() {
		TableLm lm = model((generated) -> (generated.length == 1) ? scores(0, 0, 0.6, 0.4) : scores(1));
		GeneratedSequence sequence = paths(2, PathSelection.MAX).generate(lm, request().forcedPrefix(SO).build())
			.sequences()
			.get(0);
		assertThat(sequence.text()).isEqualTo(" so 5");
		assertThat(sequence.score()).isCloseTo(0.2, within(1e-6));
	}

	@Test
	void cancellingEndsAllPaths() {
		Cancellation cancellation = new Cancellation();
		cancellation.cancel();
		assertThat(new CotDecoding().generate(lm(0.1, 0.1), request().cancellation(cancellation).build()).sequences())
			.singleElement()
			.satisfies((sequence) -> assertThat(sequence.finishReason()).isEqualTo(FinishReason.CANCELLED));
	}

	@Test
	void refusesSettingsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> paths(0, PathSelection.MAX))
			.withMessage("'numPaths' is 0 but must be at least 1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> paths(2, PathSelection.MAX).generate(lm(0, 0), request().numReturnSequences(3).build()))
			.withMessage("'numReturnSequences' is 3 but must be at most 'numPaths', which is 2");
	}

}
