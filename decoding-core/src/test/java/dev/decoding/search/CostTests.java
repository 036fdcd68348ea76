package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.search.settings.StrategyContext;
import dev.decoding.search.settings.StrategySettings;
import dev.decoding.search.settings.StrategyTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Cost}, as each strategy counts it.
 */
class CostTests {

	private static final BlockSettings SETTINGS = BlockSettings.builder()
		.set(StrategySettings.NUM_BEAMS, 4)
		.set(StrategySettings.FORCE_WORDS_IDS, List.of(List.of(3)))
		.set(StrategySettings.COT_NUM_PATHS, 5)
		.build();

	@ParameterizedTest
	@CsvSource({ "greedy, 1, 1", "sampling, 1, 1", "sampling, 3, 3", "arithmetic, 3, 3", "beam, 1, 4", "beam, 2, 4",
			"beam-sampling, 2, 4", "diverse-beam, 2, 4", "constrained-beam, 2, 4", "stochastic-beam, 3, 3", "cot, 1, 5",
			"contrastive, 1, 1", "speculative, 1, 1" })
	void generationsAreAnswersThatWereBegunWhetherReturnedOrNot(String strategy, int sequences, int generations) {
		assertThat(generate(strategy, lm(), sequences).cost().generations()).isEqualTo(generations);
	}

	@ParameterizedTest
	@CsvSource({ "greedy, 6", "sampling, 6", "arithmetic, 6", "beam, 24", "beam-sampling, 24", "diverse-beam, 24",
			"constrained-beam, 24", "stochastic-beam, 6", "cot, 30", "contrastive, 6", "speculative, 6" })
	void newTokensAreThoseOfAllAnswers(String strategy, int newTokens) {
		assertThat(generate(strategy, lm(), 1).cost().newTokens()).isEqualTo(newTokens);
	}

	@ParameterizedTest
	@CsvSource({ "greedy", "sampling", "arithmetic", "beam", "beam-sampling", "diverse-beam", "constrained-beam",
			"stochastic-beam", "cot", "contrastive", "speculative" })
	void callsAndForwardTokensAreThoseOfTheModel(String strategy) {
		TableLm lm = lm();
		Cost cost = generate(strategy, lm, 1).cost();
		assertThat(cost.modelCalls()).isEqualTo(lm.calls.size());
		assertThat(cost.forwardTokens()).isEqualTo(lm.calls.stream().mapToLong(List::size).sum());
		assertThat(cost.verifierTokens()).isZero();
	}

	@Test
	void sumAddsEachNumber() {
		assertThat(new Cost(1, 2, 3, 4, 5, 6, 7).plus(new Cost(10, 20, 30, 40, 50, 60, 70)))
			.isEqualTo(new Cost(11, 22, 33, 44, 55, 66, 77));
		assertThat(Cost.NONE.plus(new Cost(1, 2, 3, 4, 5, 6, 7))).isEqualTo(new Cost(1, 2, 3, 4, 5, 6, 7));
	}

	@Test
	void sumIsRefusedRatherThanWrong() {
		Cost most = new Cost(0, 0, 0, Integer.MAX_VALUE, 0, 0, 0);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new Cost(0, 0, 0, 1, 0, 0, 0)));
	}

	private static TableLm lm() {
		return new TableLm(List.of("a", "b", "c", "d", "e", "f"), 20, (sequence) -> new float[] { 1, 2, 3, 2, 1, 0 })
			.withHiddenStates((sequence) -> new float[] { 1, sequence.last() });
	}

	private static GenerationResult generate(String strategy, TableLm lm, int sequences) {
		return StrategyTable.find(strategy)
			.orElseThrow()
			.create(SETTINGS, StrategyContext.NONE)
			.generate(lm,
					GenerationRequest.of(2, 3, 4)
						.maxNewTokens(6)
						.endOfTextTokens()
						.numReturnSequences(sequences)
						.seed(1)
						.build());
	}

}
