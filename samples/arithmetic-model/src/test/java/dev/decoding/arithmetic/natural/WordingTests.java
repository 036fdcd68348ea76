package dev.decoding.arithmetic.natural;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Wording}.
 */
class WordingTests {

	@Test
	void fillsNamesAndKeepsCapitals() {
		assertThat(new Wording().with("who", "my sister").fill("{Who} and {who}")).isEqualTo("My sister and my sister");
	}

	@Test
	void takesTheFormOfWhoAndWhen() {
		Wording wording = new Wording();
		assertThat(wording.form(0).fill("[buy|buys|bought]")).isEqualTo("buy");
		assertThat(wording.form(1).fill("[buy|buys|bought]")).isEqualTo("buys");
		assertThat(wording.form(2).fill("[buy|buys|bought]")).isEqualTo("bought");
		assertThat(wording.form(3).fill("[buy|buys|bought]")).isEqualTo("bought");
		assertThat(wording.form(3).fill("[do|does|do|does]")).isEqualTo("does");
	}

	@Test
	void refusesAnUnknownName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Wording().fill("{where} is it?"))
			.withMessageContaining("'where'");
	}

}
