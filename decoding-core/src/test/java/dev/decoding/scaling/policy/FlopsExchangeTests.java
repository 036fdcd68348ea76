package dev.decoding.scaling.policy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link FlopsExchange}.
 */
class FlopsExchangeTests {

	@Test
	void theMoreAnswersTheLessTheyAreWorth() {
		assertThat(FlopsExchange.factor(14, 1)).isCloseTo(53, within(1e-9));
		assertThat(FlopsExchange.factor(14, 0.16)).isCloseTo(257.75, within(1e-9));
		assertThat(FlopsExchange.factor(14, 22)).isCloseTo(15.7727, within(1e-4));
		assertThat(FlopsExchange.factor(1, 5)).isOne();
	}

	@Test
	void refusesWhatIsNoFactor() {
		assertThatIllegalArgumentException().isThrownBy(() -> FlopsExchange.factor(0.5, 1))
			.withMessageContaining("'parameters'");
		assertThatIllegalArgumentException().isThrownBy(() -> FlopsExchange.factor(2, 0))
			.withMessageContaining("'ratio'");
	}

}
