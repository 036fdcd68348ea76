package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Truncation}.
 */
class TruncationTests {

	private static TokenSequence left(int contextLength, GenerationRequest.Builder request) {
		TableLm lm = new TableLm(List.of("<end>", "<begin>", "a"), contextLength, (sequence) -> new float[3]);
		return Truncation.LEFT.fit(request.build(), lm.info()).tokens();
	}

	@Test
	void promptThatFitsStaysAsItIs() {
		assertThat(left(5, GenerationRequest.of(1, 2, 3, 4)).toArray()).containsExactly(1, 2, 3, 4);
	}

	@Test
	void dropsTheOldestTokensButTheBeginning() {
		TokenSequence fitted = left(6, GenerationRequest.of(1, 2, 3, 4, 5, 6, 7).maxNewTokens(2));
		assertThat(fitted.toArray()).containsExactly(1, 5, 6, 7);
		assertThat(fitted.promptLength()).isEqualTo(4);
	}

	@Test
	void dropsTheOldestTokensWhereThereIsNoBeginning() {
		TokenSequence fitted = left(6, GenerationRequest.of(2, 3, 4, 5, 6, 7).maxNewTokens(1));
		assertThat(fitted.toArray()).containsExactly(3, 4, 5, 6, 7);
		assertThat(fitted.promptLength()).isEqualTo(5);
	}

	@Test
	void keepsHalfOfTheContextWhereMoreTokensAreWantedThanThat() {
		assertThat(left(7, GenerationRequest.of(2, 3, 4, 5, 6, 7, 8).maxNewTokens(6)).toArray()).containsExactly(5, 6,
				7, 8);
		assertThat(left(7, GenerationRequest.of(2, 3, 4, 5, 6, 7, 8)).toArray()).containsExactly(5, 6, 7, 8);
	}

	@Test
	void contextOfOneTokenHasNoRoomInAnyCase() {
		assertThatExceptionOfType(ContextLengthExceededException.class)
			.isThrownBy(() -> left(1, GenerationRequest.of(2)));
	}

}
