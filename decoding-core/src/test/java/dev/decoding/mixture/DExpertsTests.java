package dev.decoding.mixture;

import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link DExperts}.
 */
class DExpertsTests {

	private static final TableLm BASE = Tables.always(0.4, 0.3, 0.2, 0.1);

	private static final TableLm EXPERT = Tables.always(0.1, 0.2, 0.6, 0.1);

	private static final TableLm ANTI_EXPERT = Tables.always(0.5, 0.1, 0.3, 0.1);

	@Test
	void steersTowardTheExpertInTheNucleusOfTheBase() {
		assertThat(Tables.weights(new DExperts(BASE, EXPERT, ANTI_EXPERT, 2, 0.8), 1))
			.containsExactly(new double[] { 0.4 * 0.2 * 0.2, 0.3 * 2 * 2, 0.2 * 2 * 2, 0 }, within(1e-5));
		assertThat(Tables.weights(new DExperts(BASE, EXPERT, ANTI_EXPERT, 1, 1), 1))
			.containsExactly(new double[] { 0.08, 0.6, 0.4, 0.1 }, within(1e-5));
	}

	@Test
	void anExpertThatIsTheAntiExpertGivesTheNucleusOfTheBase() {
		assertThat(Tables.weights(new DExperts(BASE, EXPERT, EXPERT, 2, 0.5), 1))
			.containsExactly(new double[] { 0.4, 0.3, 0, 0 }, within(1e-6));
	}

	@Test
	void whatTheBaseHoldsForUnlikelyStaysOutOfReach() {
		TableLm sure = Tables.always(0.95, 0.03, 0.01, 0.01);
		assertThat(Tables.next(new DExperts(sure, EXPERT, ANTI_EXPERT), TokenSequence.of(1)).highest()).isZero();
	}

	@Test
	void refusesParametersOutOfRange() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DExperts(BASE, EXPERT, ANTI_EXPERT, Double.POSITIVE_INFINITY, 0.9))
			.withMessage("'alpha' is Infinity but must be a finite number");
		assertThatIllegalArgumentException().isThrownBy(() -> new DExperts(BASE, EXPERT, ANTI_EXPERT, 2, 1.1))
			.withMessage("'topP' is 1.1 but must be from 0 to 1");
	}

}
