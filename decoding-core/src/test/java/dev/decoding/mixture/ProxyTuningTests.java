package dev.decoding.mixture;

import dev.decoding.TableLm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ProxyTuning}.
 */
class ProxyTuningTests {

	private static final TableLm BASE = Tables.always(0.4, 0.3, 0.2, 0.1);

	private static final TableLm TUNED = Tables.always(0.1, 0.4, 0.4, 0.1);

	private static final TableLm UNTUNED = Tables.always(0.2, 0.2, 0.4, 0.2);

	@Test
	void addsWhatTuningHasChanged() {
		assertThat(Tables.weights(new ProxyTuning(BASE, TUNED, UNTUNED), 1))
			.containsExactly(new double[] { 0.2, 0.6, 0.2, 0.05 }, within(1e-5));
	}

	@Test
	void addsTwiceAsMuch() {
		assertThat(Tables.weights(new ProxyTuning(BASE, TUNED, UNTUNED, 2), 1))
			.containsExactly(new double[] { 0.1, 1.2, 0.2, 0.025 }, within(1e-5));
	}

	@Test
	void aTuningThatChangesNothingIsTheLargeModel() {
		assertThat(Tables.weights(new ProxyTuning(BASE, TUNED, TUNED), 1))
			.containsExactly(new double[] { 0.4, 0.3, 0.2, 0.1 }, within(1e-6));
	}

	@Test
	void whatAllModelsHoldForImpossibleIsRemoved() {
		TableLm some = Tables.always(0.5, 0.5, 0, 0);
		assertThat(Tables.weights(new ProxyTuning(some, some, some, -1), 1))
			.containsExactly(new double[] { 0.5, 0.5, 0, 0 }, within(1e-6));
	}

	@Test
	void refusesAnAlphaThatIsNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ProxyTuning(BASE, TUNED, UNTUNED, Double.NaN))
			.withMessage("'alpha' is NaN but must be a finite number");
	}

}
