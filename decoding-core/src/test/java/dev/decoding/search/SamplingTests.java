package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.TopK;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Sampling}.
 */
class SamplingTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c", "d");

	private final Sampling sampling = new Sampling();

	private static TableLm lm() {
		return new TableLm(TOKENS, 1000, (sequence) -> new float[] { -9, -9, 0, 1, sequence.last() % 3, 1.5f });
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(20).seed(7);
	}

	@Test
	void drawsEachTokenAsOftenAsItIsLikely() {
		TableLm lm = new TableLm(TOKENS, 5000,
				(sequence) -> new float[] { -99, -99, 0, (float) Math.log(3), -99, -99 });
		int[] drawn = this.sampling.generate(lm, GenerationRequest.of(1).maxNewTokens(4000).seed(1).build())
			.sequences()
			.get(0)
			.tokens()
			.generated();
		double share = (double) java.util.Arrays.stream(drawn).filter((token) -> token == 3).count() / drawn.length;
		assertThat(share).isCloseTo(0.75, within(4 * Math.sqrt(0.75 * 0.25 / drawn.length)));
	}

	@Test
	void theSameSeedDrawsTheSameTokens() {
		List<GeneratedSequence> sequences = this.sampling.generate(lm(), request().build()).sequences();
		assertThat(this.sampling.generate(lm(), request().build()).sequences()).isEqualTo(sequences);
		assertThat(this.sampling.generate(lm(), request().seed(8).build()).sequences()).isNotEqualTo(sequences);
	}

	@Test
	void sequenceDoesNotDependOnHowManyAreDrawnBesideIt() {
		List<GeneratedSequence> five = this.sampling.generate(lm(), request().numReturnSequences(5).build())
			.sequences();
		assertThat(five).doesNotHaveDuplicates();
		for (int count = 1; count < 5; count++) {
			assertThat(this.sampling.generate(lm(), request().numReturnSequences(count).build()).sequences())
				.isEqualTo(five.subList(0, count));
		}
	}

	@Test
	void askForThePromptOnceAndThenForAllSequencesTogether() {
		TableLm lm = lm();
		GenerationResult result = this.sampling.generate(lm, request().numReturnSequences(3).maxNewTokens(4).build());
		assertThat(lm.calls).extracting(List::size).containsExactly(1, 3, 3, 3);
		assertThat(lm.calls.get(0)).containsExactly(Query.next(TokenSequence.of(1)));
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 3, 12, 10, 4, 0));
	}

	@Test
	void scoreIsUnderTheDistributionThatIsDrawnFrom() {
		GenerationRequest request = request().processors(new TopK(1)).build();
		assertThat(this.sampling.generate(lm(), request).sequences().get(0).score()).isZero();
	}

}
