package dev.decoding.scaling.steps;

import java.util.Comparator;

import dev.decoding.TableLm;
import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LookaheadSearch}.
 */
class LookaheadSearchTests {

	private static final Aggregator BEST = (candidates) -> Selection
		.of(candidates.stream().sorted(Comparator.comparingDouble(Candidate::score).reversed()).toList());

	@Test
	void withoutLookingAheadIsBeamSearch() {
		Toy.Judge judge = new Toy.Judge((text) -> text.endsWith("b.") ? 0.8 : 0.3);
		GenerationRequest request = Toy.request(2).numReturnSequences(8).build();
		GenerationResult expected = Toy.run(new VerifierBeamSearch(8, 4, 40, judge, StepAggregation.LAST, BEST),
				Toy.endingWith(0.1).lm(), request);
		GenerationResult result = Toy.run(new LookaheadSearch(8, 4, 0, 40, judge, StepAggregation.LAST, BEST),
				Toy.endingWith(0.1).lm(), request);
		assertThat(result.sequences()).isEqualTo(expected.sequences());
		assertThat(result.cost()).isEqualTo(expected.cost());
	}

	@Test
	void judgesWhereAStepLeads() {
		// Both beginnings look alike, but what is likeliest behind them differs.
		TableLm lm = new TableLm(Toy.TOKENS, 100, (sequence) -> switch (sequence.generatedLength()) {
			case 0 -> new float[] { -99, -99, 0, 0, -99 };
			case 1 -> (sequence.last() == 2) ? new float[] { -99, -99, 0, 2, -99 } : new float[] { -99, -99, 2, 0, 0 };
			default -> new float[] { 0, -99, -99, -99, -99 };
		});
		Toy.Judge judge = new Toy.Judge((text) -> text.equals("a.b.") ? 1 : 0.2);
		GenerationResult result = Toy.run(new LookaheadSearch(16, 8, 1, 40, judge, StepAggregation.LAST, BEST), lm,
				Toy.request(4).build());
		assertThat(result.sequences().get(0).text()).isEqualTo("a.b.");
		assertThat(judge.calls.get(0)).containsExactlyInAnyOrder("a.b.", "b.a.");
		assertThat(judge.calls.get(1)).allMatch((text) -> text.startsWith("a."));
	}

	@Test
	void countsWhatItDiscards() {
		GenerationResult result = Toy.run(
				new LookaheadSearch(8, 4, 3, 40, new Toy.Judge((text) -> 0.5), StepAggregation.LAST, BEST),
				TableLm.saying(Toy.TOKENS, 2, 3, 4), Toy.request(4).build());
		assertThat(result.cost().generations()).isEqualTo(8);
		// Two beams of four tokens; of each three rollouts, shared where beams are alike.
		assertThat(result.cost().newTokens()).isEqualTo(2 * 4 + 3 + 2 + 1);
	}

	@Test
	void refusesFewerGenerationsThanABeamCosts() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LookaheadSearch(3, 3, new Toy.Judge((text) -> 0)))
			.withMessageContaining("'numGenerations' is 3 but must be at least 4");
		assertThatIllegalArgumentException().isThrownBy(() -> new LookaheadSearch(3, -1, new Toy.Judge((text) -> 0)))
			.withMessageContaining("'lookahead' is -1");
	}

}
