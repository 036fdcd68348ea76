package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.InvalidLogitsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link GreedySearch}.
 */
class GreedySearchTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "to", " be", " or", " not");

	private final GreedySearch greedy = new GreedySearch();

	@Test
	void commitsTheMostLikelyTokenUntilTheTextEnds() {
		TableLm lm = TableLm.saying(TOKENS, 2, 3, 4, 5);
		GenerationResult result = this.greedy.generate(lm, GenerationRequest.of(1).build());
		assertThat(result.sequences()).singleElement().satisfies((sequence) -> {
			assertThat(sequence.tokens().toArray()).containsExactly(1, 2, 3, 4, 5, 0);
			assertThat(sequence.tokens().promptLength()).isOne();
			assertThat(sequence.text()).isEqualTo("to be or not");
			assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
			assertThat(sequence.stopString()).isNull();
		});
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 1, 5, 5, 5, 0));
		assertThat(result.timings().toFirstToken()).isPositive().isLessThanOrEqualTo(result.timings().total());
	}

	@Test
	void ofEquallyLikelyTokensTheLowestIdIsCommitted() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { 0, 0, 1, 3, 3, 2 });
		GenerationResult result = this.greedy.generate(lm, GenerationRequest.of(2).maxNewTokens(2).build());
		assertThat(result.sequences().get(0).tokens().generated()).containsExactly(3, 3);
	}

	@Test
	void scoreIsThatBehindTheProcessors() {
		float[] scores = { 0, 0, (float) Math.log(2), (float) Math.log(5), 0, 0 };
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> scores);
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(3)
			.processors((sequence, logits) -> logits.set(3, Float.NEGATIVE_INFINITY))
			.build();
		GeneratedSequence sequence = this.greedy.generate(lm, request).sequences().get(0);
		assertThat(sequence.tokens().generated()).containsExactly(2, 2, 2);
		assertThat(sequence.score()).isCloseTo(3 * Math.log(2.0 / 6), within(1e-6));
	}

	@Test
	void refusesToReturnSeveralSequences() {
		GenerationRequest request = GenerationRequest.of(1).numReturnSequences(2).build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.greedy.generate(TableLm.saying(TOKENS, 2), request))
			.withMessage(
					"'numReturnSequences' is 2 but greedy search finds one sequence only; use sampling for several");
	}

	@Test
	void saysThatTheModelGaveNoNumber() {
		TableLm lm = new TableLm(TOKENS, 10, (sequence) -> new float[] { 0, 0, 0, Float.NaN, 0, 0 });
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> this.greedy.generate(lm, GenerationRequest.of(1).build()))
			.withMessageContaining("token 3");
	}

	@Test
	void listenerHearsEachTokenWithItsText() {
		List<String> heard = new ArrayList<>();
		this.greedy.generate(TableLm.saying(TOKENS, 2, 3), GenerationRequest.of(1).build(), new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
				heard.add(sequence + ":" + token + ":" + text);
			}

			@Override
			public void onFinish(int sequence, String text, FinishReason reason) {
				heard.add(sequence + ":" + reason + ":" + text);
			}

		});
		assertThat(heard).containsExactly("0:2:to", "0:3: be", "0:0:", "0:STOP:");
	}

}
