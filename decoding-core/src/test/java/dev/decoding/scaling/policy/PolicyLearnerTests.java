package dev.decoding.scaling.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PolicyLearner} and {@link ComputePolicy}.
 */
class PolicyLearnerTests {

	private static final DifficultyBins BINS = new DifficultyBins(List.of(0.5));

	/** Four easy problems, then four difficult ones. */
	private static final double[] RATES = { 0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1 };

	private static Map<String, SortedMap<Integer, double[]>> measured() {
		Map<String, SortedMap<Integer, double[]>> measured = new LinkedHashMap<>();
		measured.put("vote", new TreeMap<>(
				Map.of(4, new double[] { 1, 1, 1, 1, 0, 0, 0, 0 }, 16, new double[] { 1, 1, 1, 1, 0, 1, 0, 1 })));
		measured.put("search", new TreeMap<>(
				Map.of(4, new double[] { 1, 0, 1, 0, 1, 1, 1, 1 }, 16, new double[] { 1, 0, 1, 0, 1, 0, 1, 0 })));
		return measured;
	}

	@Test
	void learnsWhatIsBestInEachBinForEachBudget() {
		ComputePolicy policy = new PolicyLearner(BINS, RATES, measured()).learn();
		assertThat(policy.entries()).containsExactly(new ComputePolicy.Entry(1, 4, "vote"),
				new ComputePolicy.Entry(1, 16, "vote"), new ComputePolicy.Entry(2, 4, "search"),
				new ComputePolicy.Entry(2, 16, "vote"));
	}

	@Test
	void whatIsMeasuredWasNotLearnedFrom() {
		PolicyLearner learner = new PolicyLearner(BINS, RATES, measured());
		assertThat(learner.crossValidated(4)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
		// each half of the difficult bin favours what is wrong on the other half
		assertThat(learner.crossValidated(16)).containsExactly(1, 1, 1, 1, 0, 0, 0, 0);
	}

	@Test
	void theNextLowerBudgetCounts() {
		ComputePolicy policy = new PolicyLearner(BINS, RATES, measured()).learn();
		assertThat(policy.choose(2, 3)).isEmpty();
		assertThat(policy.choose(2, 8)).hasValue("search");
		assertThat(policy.choose(2, 100)).hasValue("vote");
		assertThat(new PolicyLearner(BINS, RATES, measured()).crossValidated(8)).containsExactly(1, 1, 1, 1, 1, 1, 1,
				1);
	}

	@Test
	void measurementsAreOfAllProblems() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PolicyLearner(BINS, new double[] { 0.5 }, measured()))
			.withMessage("'vote' at a budget of 4 was measured on 8 problems of 1");
	}

	@Test
	void entriesAreOfBinsThatThereAre() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ComputePolicy(BINS, List.of(new ComputePolicy.Entry(3, 4, "vote"))))
			.withMessage("'bin' of the entry for 'vote' is 3 but must be from 1 to 2");
	}

}
