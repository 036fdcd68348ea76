package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.decoding.TableLm;
import dev.decoding.mixture.ConfidenceSelection.Confidence;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ConfidenceSelection}.
 */
class ConfidenceSelectionTests {

	/** Sure of its token by a probability of its own at each length. */
	private static final double[] FIRST = { 0, 0.60, 0.60, 0.60, 0.60, 0.60, 0.60 };

	private static final double[] SECOND = { 0, 0.55, 0.65, 0.75, 0.55, 0.52, 0.50 };

	@ParameterizedTest
	@EnumSource
	void takesTheSurestModel(Confidence confidence) {
		assertThat(turns(new ConfidenceSelection(models(), confidence, 0, 0))).containsExactly(0, 1, 1, 0, 0, 0);
	}

	@Test
	void entropyAndHighestProbabilityMayDisagree() {
		List<TableLm> models = List.of(Tables.always(0.5, 0.5, 0, 0), Tables.always(0.55, 0.15, 0.15, 0.15));
		assertThat(weights(models, Confidence.ENTROPY)).containsExactly(new double[] { 0.5, 0.5, 0, 0 }, within(1e-6));
		assertThat(weights(models, Confidence.HIGHEST_PROBABILITY))
			.containsExactly(new double[] { 0.55, 0.15, 0.15, 0.15 }, within(1e-6));
	}

	private static double[] weights(List<TableLm> models, Confidence confidence) {
		double[] weights = Tables.weights(new ConfidenceSelection(List.copyOf(models), confidence, 0, 0), 1);
		double mass = Arrays.stream(weights).sum();
		return Arrays.stream(weights).map((weight) -> weight / mass).toArray();
	}

	@Test
	void aMarginPrefersTheFirstModel() {
		assertThat(turns(new ConfidenceSelection(models(), Confidence.HIGHEST_PROBABILITY, 0.1, 0))).containsExactly(0,
				0, 1, 0, 0, 0);
	}

	@Test
	void hysteresisKeepsTheModelWhoseTurnItIs() {
		assertThat(turns(new ConfidenceSelection(models(), Confidence.HIGHEST_PROBABILITY, 0, 0.07))).containsExactly(0,
				0, 1, 1, 0, 0);
		assertThat(turns(new ConfidenceSelection(models(), Confidence.HIGHEST_PROBABILITY, 0, 0.09))).containsExactly(0,
				0, 1, 1, 1, 0);
		assertThat(turns(new ConfidenceSelection(models(), Confidence.HIGHEST_PROBABILITY, 0, 1))).containsExactly(0, 0,
				0, 0, 0, 0);
	}

	private static List<CausalLm> models() {
		return List.of(Tables.lm((sequence) -> sure(0, FIRST[sequence.length()])),
				Tables.lm((sequence) -> sure(1, SECOND[sequence.length()])));
	}

	private static double[] sure(int token, double probability) {
		double[] probabilities = { 0, 0, 0, 0 };
		probabilities[token] = probability;
		probabilities[3] = 1 - probability;
		return probabilities;
	}

	/**
	 * Extend a sequence and see whose scores it gets.
	 */
	private static List<Integer> turns(ConfidenceSelection selection) {
		List<Integer> turns = new ArrayList<>();
		TokenSequence sequence = TokenSequence.of(2);
		for (int i = 0; i < 6; i++) {
			turns.add((Tables.next(selection, sequence).get(0) > Float.NEGATIVE_INFINITY) ? 0 : 1);
			sequence = sequence.append(2);
		}
		return turns;
	}

	@Test
	void choicesFollowFromTheSequenceWhateverWasAskedBefore() {
		long seed = 20261121;
		SplittableRandom random = new SplittableRandom(seed);
		ConfidenceSelection selection = selection();
		for (int run = 0; run < 200; run++) {
			TokenSequence sequence = TokenSequence.of(1, 2, 3);
			int length = 4 + random.nextInt(8);
			while (sequence.length() < length) {
				sequence = sequence.append(random.nextInt(4));
			}
			int from = 1 + random.nextInt(length - 1);
			Query query = switch (random.nextInt(3)) {
				case 0 -> Query.next(sequence);
				case 1 -> Query.logits(sequence, from).and(Output.NEXT_LOGITS);
				default -> Query.tokenLogProbabilities(sequence, from).and(Output.NEXT_LOGITS);
			};
			Evaluation.Result result = selection.evaluate(query);
			Evaluation.Result fresh = selection().evaluate(query);
			assertThat(result.nextLogits().scores()).as("seed %d, run %d", seed, run)
				.containsExactly(fresh.nextLogits().scores());
			if (query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
				assertThat(result.tokenLogProbabilities()).containsExactly(fresh.tokenLogProbabilities());
			}
			if (query.wants(Output.LOGITS)) {
				assertThat(result.logits(from).scores())
					.containsExactly(selection().evaluate(Query.next(sequence.take(from + 1))).nextLogits().scores());
			}
		}
	}

	private static ConfidenceSelection selection() {
		return new ConfidenceSelection(List.of(Tables.mixed(1), Tables.mixed(2), Tables.mixed(3)), Confidence.ENTROPY,
				0.05, 0.2);
	}

	@Test
	void asksAboutTheLastTokenOnlyWhereItIsRememberedWhoseTurnItWas() {
		TableLm first = Tables.mixed(1);
		ConfidenceSelection selection = new ConfidenceSelection(List.of(first, Tables.mixed(2)), Confidence.ENTROPY, 0,
				0.1);
		TokenSequence sequence = TokenSequence.of(1, 2);
		Tables.next(selection, sequence);
		Tables.next(selection, sequence.append(3));
		Tables.next(selection, sequence.append(2, 1));
		assertThat(first.calls).extracting((call) -> call.get(0).from()).containsExactly(1, 2, 2);
	}

	@Test
	void hiddenTokensArePartOfWhatIsRemembered() {
		ConfidenceSelection selection = new ConfidenceSelection(
				List.of(Tables.hiding(Tables.mixed(1)), Tables.hiding(Tables.mixed(2))), Confidence.ENTROPY, 0, 5);
		TokenSequence sequence = TokenSequence.of(1, 2, 3).append(1, 0);
		for (int hidden = 0; hidden < 3; hidden++) {
			boolean[] mask = { hidden < 1, hidden < 2, true, true, true };
			TokenSequence seen = TokenSequence.of(Arrays.copyOfRange(sequence.toArray(), hidden, 5))
				.withPromptLength(3 - hidden);
			assertThat(selection.evaluate(Query.next(sequence).withAttentionMask(mask)).nextLogits().scores())
				.containsExactly(Tables.next(selection, seen).scores());
		}
	}

	@Test
	void refusesANegativeHysteresis() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ConfidenceSelection(models(), Confidence.ENTROPY, 0, -0.1))
			.withMessage("'hysteresis' is -0.1 but must be at least 0");
	}

}
