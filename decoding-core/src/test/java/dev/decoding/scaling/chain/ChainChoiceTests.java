package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.chain.ChainChoice.States;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ChainChoice}.
 */
class ChainChoiceTests {

	private static final ChainSchedule SCHEDULE = new ChainSchedule(2, 1, 60, 10);

	private final SmallAnswers answers = SmallAnswers.ofManyLengths();

	private final List<Candidate> noted = new ArrayList<>();

	private Selection best(List<Candidate> candidates) {
		this.noted.addAll(candidates);
		return Selection
			.of(candidates.stream().sorted(Comparator.comparing((candidate) -> -candidate.score())).toList());
	}

	private GenerationResult generate(ChainChoice choice) {
		return this.answers.generate(new PowerSampling(1, null, SCHEDULE, choice),
				this.answers.request().numReturnSequences(5).build());
	}

	@Test
	void aVerifierChoosesAmongAllStatesAndJudgesEachOnce() {
		List<Path> judged = new ArrayList<>();
		Verifier longest = (judging, paths) -> {
			judged.addAll(paths);
			return paths.stream().map((path) -> path.text().length() / 5.0).toList();
		};
		GenerationResult result = generate(new ChainChoice(States.ALL, this::best, longest, StepAggregation.LAST));
		assertThat(this.noted).hasSize(2 * 50);
		assertThat(judged).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(this.noted.stream().map(Candidate::path).distinct().toList());
		assertThat(result.sequences()).extracting(GeneratedSequence::text)
			.first()
			.isEqualTo(judged.stream().map(Path::text).max(Comparator.comparing(String::length)).orElseThrow());
		assertThat(result.sequences()).extracting(GeneratedSequence::score)
			.isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(((ScalingDetails) result.sequences().get(0).details()).candidates()).isEqualTo(judged.size());
	}

	@Test
	void onlyTheLastStatesAreCandidatesIfSoWanted() {
		GenerationResult result = generate(new ChainChoice(States.LAST, this::best));
		assertThat(this.noted).hasSize(2).allMatch((candidate) -> candidate.score() == 0);
		assertThat(result.sequences()).hasSize(2);
	}

}
