package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link DeepConfOnline}.
 */
class DeepConfOnlineTests {

	private static final int[] SURE_5 = { 5, 5, 5, 2, 0 };

	private static final int[] UNSURE_8 = { 4, 4, 4, 3, 0 };

	private final TableLm lm = new TableLm(List.of("<end>", "<begin>", "5", "8", "u", "s"), 100,
			(sequence) -> (sequence.last() == 4) ? new float[6] : new float[] { 10, 0, 0, 0, 0, 0 });

	private GenerationResult generate(DeepConfOnline algorithm, int[]... says) {
		return new ScalingStrategy(DeepConfOnline.NAME, algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				Limits.NONE)
			.generate(this.lm, Drawn.saying(says).build());
	}

	private static ScalingDetails details(GenerationResult result) {
		return (ScalingDetails) result.sequences().get(0).details();
	}

	@Test
	void givesUpWhatFallsBelowTheBar() {
		GenerationResult result = generate(new DeepConfOnline(6, 2, 2, 2, 6, 1, 2), SURE_5, SURE_5, UNSURE_8, UNSURE_8,
				UNSURE_8, SURE_5);
		assertThat(result.sequences().get(0).text()).isEqualTo("sss5");
		assertThat(result.cost().newTokens()).isEqualTo(3 * 5 + 3 * 2);
		assertThat(result.cost().generations()).isEqualTo(6);
		assertThat(details(result).votes()).containsOnlyKeys("5");
		assertThat(details(result).diagnostics()).containsEntry("stopped", 3.0);
	}

	@Test
	void whatWasGivenUpIsFinishedIfItIsWanted() {
		GenerationResult result = new ScalingStrategy(DeepConfOnline.NAME, new DeepConfOnline(2, 1, 1, 2, 6, 1, 2),
				AnswerFinder.LAST_NUMBER, StepSplitter.LINES, Limits.NONE)
			.generate(this.lm, Drawn.saying(SURE_5, UNSURE_8).numReturnSequences(2).build());
		assertThat(result.sequences()).extracting(GeneratedSequence::text).containsExactly("sss5", "uuu8");
		assertThat(details(result).votes()).containsOnlyKeys("5");
	}

	@Test
	void theWindowHasToBeFull() {
		GenerationResult result = generate(new DeepConfOnline(3, 2, 1, 6, 6, 1, 2), SURE_5, SURE_5, UNSURE_8);
		assertThat(result.cost().newTokens()).isEqualTo(15);
		assertThat(details(result).votes()).containsOnlyKeys("5", "8");
	}

	@Test
	void stopsWhenTheAnswersAgree() {
		GenerationResult result = generate(new DeepConfOnline(6, 2, 2, 2, 6, 0.9, 0.95), SURE_5);
		assertThat(result.cost().generations()).isEqualTo(2);
	}

	@Test
	void firstAnswersBelowTheBarDoNotVote() {
		GenerationResult result = generate(new DeepConfOnline(3, 3, 1, 2, 6, 0.34, 2), UNSURE_8, SURE_5, UNSURE_8);
		assertThat(result.sequences().get(0).text()).isEqualTo("sss5");
		assertThat(details(result).votes().get("8")).isZero();
	}

	@Test
	void statisticsAreNotReturnedUnlessAskedFor() {
		GenerationResult result = generate(new DeepConfOnline(2, 1, 1, 2, 6, 0.9, 0.95), SURE_5);
		assertThat(result.sequences()).flatExtracting(GeneratedSequence::statistics).isEmpty();
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DeepConfOnline(4, 5, 1, 2, 6, 0.9, 0.95))
			.withMessage("'warmUp' is 5 but must be at least 1 and at most 'numSamples', which is 4");
		assertThatIllegalArgumentException().isThrownBy(() -> new DeepConfOnline(4, 2, 0, 2, 6, 0.9, 0.95))
			.withMessage("'roundSize' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new DeepConfOnline(4, 2, 1, 2, 6, 2, 0.95))
			.withMessage("'eta' is 2.0 but must be above 0 and at most 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new DeepConfOnline(4, 2, 1, 2, 6, 0.9, 0))
			.withMessage("'consensus' is 0.0 but must be above 0");
	}

}
