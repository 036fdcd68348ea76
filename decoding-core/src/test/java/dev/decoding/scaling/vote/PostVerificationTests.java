package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.TableLm;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.FeedbackSink.Rejection;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PostVerification}.
 */
class PostVerificationTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "5", "8", "Q");

	private static final Verifier TENTHS = Verifier.ofText((prompt, answer) -> Integer.parseInt(answer) / 10.0);

	private final List<Rejection> rejections = new ArrayList<>();

	private GenerationResult generate(CausalLm lm, int numSamples, double threshold, @Nullable CausalLm fallback,
			GenerationRequest request) {
		PostVerification algorithm = new PostVerification(numSamples, TENTHS, StepAggregation.LAST, threshold, fallback,
				this.rejections::add);
		return new ScalingStrategy(PostVerification.NAME, algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				Limits.NONE)
			.generate(lm, request);
	}

	private static GenerationRequest greedy() {
		return GenerationRequest.of(4).sampler(new ArgmaxSampler()).maxNewTokens(5).build();
	}

	@Test
	void theFirstAnswerThatPassesIsTaken() {
		String[] texts = { "2", "9", "10" };
		TableLm lm = Drawn.lm(texts);
		GenerationResult result = generate(lm, 3, 0.8, null, Drawn.request(lm, texts).build());
		assertThat(result.sequences().get(0).text()).isEqualTo("9");
		assertThat(result.cost().generations()).isEqualTo(2);
		assertThat(this.rejections).containsExactly(new Rejection("", "2", 0.2, "9"));
	}

	@Test
	void whatWasCutOffDoesNotPass() {
		String[] texts = { "9...", "8" };
		TableLm lm = Drawn.lm(texts);
		Verifier sure = Verifier.ofText((prompt, answer) -> 1);
		PostVerification algorithm = new PostVerification(2, sure, StepAggregation.LAST, 0.5, null, FeedbackSink.NONE);
		assertThat(new ScalingStrategy("test", algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES, Limits.NONE)
			.generate(lm, Drawn.request(lm, texts).build())
			.sequences()).extracting(GeneratedSequence::text).containsExactly("8");
	}

	@Test
	void withoutAnotherModelTheBestIsTaken() {
		String[] texts = { "2", "4", "3" };
		TableLm lm = Drawn.lm(texts);
		GeneratedSequence sequence = generate(lm, 3, 0.8, null, Drawn.request(lm, texts).build()).sequences().get(0);
		assertThat(sequence.text()).isEqualTo("4");
		assertThat(sequence.score()).isEqualTo(0.4);
		assertThat(this.rejections).extracting(Rejection::text).containsExactly("2", "4", "3");
		assertThat(this.rejections).extracting(Rejection::replacement).containsOnlyNulls();
	}

	@Test
	void anotherModelOfTheSameVocabularyAnswersAndIsJudged() {
		TableLm other = TableLm.saying(TOKENS, 3);
		GenerationResult result = generate(TableLm.saying(TOKENS, 2), 2, 0.9, other, greedy());
		GeneratedSequence sequence = result.sequences().get(0);
		assertThat(sequence.text()).isEqualTo("8");
		assertThat(sequence.score()).isEqualTo(0.8);
		assertThat(other.calls.get(0).get(0).sequence().toArray()).containsExactly(4);
		assertThat(((ScalingDetails) sequence.details()).trace().chosen()).containsExactly(2);
		assertThat(((ScalingDetails) sequence.details()).trace().segments()).hasSize(3);
		assertThat(this.rejections).hasSize(2).containsOnly(new Rejection("Q", "5", 0.5, "8"));
		assertThat(result.cost().generations()).isEqualTo(3);
		assertThat(result.cost().newTokens()).isEqualTo(6);
		assertThat(result.cost().modelCalls()).isEqualTo(6);
	}

	@Test
	void anyOtherModelIsAskedInItsOwnTokens() {
		TableLm other = TableLm.saying(List.of("<end>", "<begin>", "Q", "eight"), 3);
		GenerationResult result = generate(TableLm.saying(TOKENS, 2), 1, 0.9, other, greedy());
		GeneratedSequence sequence = result.sequences().get(0);
		assertThat(sequence.text()).isEqualTo("eight");
		assertThat(sequence.score()).isZero();
		assertThat(other.calls.get(0).get(0).sequence().toArray()).containsExactly(2);
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PostVerification(0, TENTHS, StepAggregation.LAST, 0.5, null, FeedbackSink.NONE))
			.withMessage("'numSamples' is 0 but must be at least 1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PostVerification(1, TENTHS, StepAggregation.LAST, 1.5, null, FeedbackSink.NONE))
			.withMessage("'threshold' is 1.5 but must be from 0 to 1");
	}

}
