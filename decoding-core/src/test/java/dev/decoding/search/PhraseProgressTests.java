package dev.decoding.search;

import java.util.List;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PhraseProgress}.
 */
class PhraseProgressTests {

	private static final PhraseProgress NONE = PhraseProgress
		.none(List.of(RequiredPhrase.of(1, 2), new RequiredPhrase(List.of(List.of(1), List.of(3, 4, 5)))));

	@Test
	void eachTokenCountsForOnePhrase() {
		assertThat(after(1, 2).isComplete()).isFalse();
		assertThat(after(1, 2, 1).isComplete()).isTrue();
		assertThat(after(3, 4, 5, 1, 2).isComplete()).isTrue();
	}

	@Test
	void anyPhraseCanBeginButTheCurrentOneGoesOn() {
		assertThat(NONE.next()).containsExactly(1, 3);
		assertThat(after(3).next()).containsExactly(4);
		assertThat(after(3, 4, 5).next()).containsExactly(1);
	}

	@Test
	void aTokenThatInterruptsDoesNotBeginThePhraseAgain() {
		assertThat(after(1, 1).next()).containsExactly(1, 3);
		assertThat(after(1, 1, 2, 1).isComplete()).isFalse();
	}

	@Test
	void banksAreTokensOfTheLongestPhrase() {
		assertThat(NONE.bank(3)).isZero();
		assertThat(after(1).bank(3)).isEqualTo(2);
		assertThat(after(3).bank(3)).isEqualTo(1);
		assertThat(after(1, 2).bank(3)).isEqualTo(3);
		assertThat(after(1, 2, 3, 4).bank(3)).isEqualTo(5);
		assertThat(after(1, 2, 1).bank(3)).isEqualTo(6);
	}

	private static PhraseProgress after(int... tokens) {
		return NONE.after(TokenSequence.of(tokens), 0);
	}

}
