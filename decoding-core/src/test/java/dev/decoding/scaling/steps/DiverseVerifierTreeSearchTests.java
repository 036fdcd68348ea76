package dev.decoding.scaling.steps;

import java.util.List;

import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DiverseVerifierTreeSearch}.
 */
class DiverseVerifierTreeSearchTests {

	@Test
	void eachTreeGoesOnWithItsOwnBest() {
		Toy.Judge judge = new Toy.Judge((text) -> text.startsWith("c.") ? 0.9 : text.startsWith("b.") ? 0.5 : 0.1);
		GenerationResult result = Toy.run(
				new DiverseVerifierTreeSearch(12, 3, 40, judge, StepAggregation.LAST, Selection::of),
				Toy.ofThreeSteps().lm(), Toy.request(2).numReturnSequences(12).build());
		List<String> first = result.sequences()
			.stream()
			.map(GeneratedSequence::text)
			.map((text) -> text.substring(0, 2))
			.toList();
		// A tree has one beginning, and different trees may have different ones.
		assertThat(first).hasSize(12);
		assertThat(first.stream().filter("c."::equals).count() % 3).isZero();
		assertThat(first.stream().filter("b."::equals).count() % 3).isZero();
		assertThat(first.stream().distinct().count()).isGreaterThan(1);
		assertThat(judge.calls).hasSize(4);
		assertThat(result.cost().generations()).isEqualTo(12);
	}

	@Test
	void makesAsManyAnswersAsThereAreBeams() {
		GenerationResult result = Toy.run(
				new DiverseVerifierTreeSearch(8, 4, 40, new Toy.Judge((text) -> 1.0 / text.length()),
						StepAggregation.LAST, Selection::of),
				Toy.endingWith(0.3).lm(), Toy.request(6).numReturnSequences(8).build());
		assertThat(result.sequences()).hasSize(8)
			.allSatisfy((sequence) -> assertThat(((ScalingDetails) sequence.details()).answer()).isNotNull());
	}

	@Test
	void refusesTreesOfDifferentSize() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DiverseVerifierTreeSearch(6, new Toy.Judge((text) -> 0)))
			.withMessageContaining("'numBeams' is 6 but must be a multiple of 'beamWidth', which is 4");
	}

}
