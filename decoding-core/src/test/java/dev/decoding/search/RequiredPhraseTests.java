package dev.decoding.search;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RequiredPhrase}.
 */
class RequiredPhraseTests {

	@Test
	void saysWhatLeadsOn() {
		RequiredPhrase phrase = new RequiredPhrase(List.of(List.of(1, 2), List.of(3), List.of(1, 4, 5)));
		assertThat(phrase.next(List.of())).containsExactly(1, 3);
		assertThat(phrase.next(List.of(1))).containsExactly(2, 4);
		assertThat(phrase.next(List.of(1, 4))).containsExactly(5);
		assertThat(phrase.next(List.of(3))).isEmpty();
		assertThat(phrase.longest()).isEqualTo(3);
	}

	@Test
	void refusesAnAlternativeThatBeginsWithAnother() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RequiredPhrase(List.of(List.of(1, 2), List.of(1))))
			.withMessage(
					"'phrases' has the alternative [1, 2] that begins with another, [1]; leave the longer one out");
	}

	@Test
	void refusesNoTokensAndNegativeOnes() {
		assertThatIllegalArgumentException().isThrownBy(RequiredPhrase::of)
			.withMessage("'phrases' has [[]] but each alternative must have at least one token");
		assertThatIllegalArgumentException().isThrownBy(() -> new RequiredPhrase(List.of()))
			.withMessage("'phrases' has [] but each alternative must have at least one token");
		assertThatIllegalArgumentException().isThrownBy(() -> RequiredPhrase.of(1, -1))
			.withMessage("'phrases' has [[1, -1]] but token ids must be at least 0");
	}

}
