package dev.decoding.benchmark.exact;

import java.util.List;

import dev.decoding.arithmetic.AnswerExtractor;
import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.search.BeamSearch;
import dev.decoding.search.BeamSettings;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests that strategies run on {@link ChainLm}.
 */
class ChainSearchTests {

	private static final long SEED = 4711;

	private final ChainLm lm = new ChainLm();

	private GenerationResult generate(SearchStrategy strategy, ChainProblem problem, int sequences) {
		GenerationRequest request = GenerationRequest.of(Texts.tokens(problem + "\n"))
			.sampler(new CategoricalSampler())
			.seed(SEED)
			.numReturnSequences(sequences)
			.build();
		return strategy.generate(this.lm, request, GenerationListener.NONE);
	}

	@Test
	void greedySearchFallsIntoTrapsThatAreLikely() {
		for (ChainProblem problem : RandomProblems.draw(20)) {
			GeneratedSequence sequence = generate(new GreedySearch(), problem, 1).sequences().get(0);
			assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
			assertThat(sequence.text().split("\n")).hasSize(problem.terms().size() + 1);
			boolean trap = problem.solve()
				.steps()
				.stream()
				.anyMatch((step) -> step.term().operation().misconceptionRate() > 0.5 && step.intermediate() != 0);
			List<Boolean> right = ChainVerifier.check(problem, sequence.text());
			assertThat(right.get(right.size() - 1)).as("%s %s", problem, sequence.text()).isEqualTo(!trap);
		}
	}

	@Test
	void samplesAreRightAsOftenAsComputed() {
		double right = 0;
		double expected = 0;
		double variance = 0;
		int samples = 100;
		for (ChainProblem problem : RandomProblems.draw(12)) {
			for (GeneratedSequence sequence : generate(new Sampling(), problem, samples).sequences()) {
				assertThat(sequence.finishReason()).isEqualTo(FinishReason.STOP);
				right += (AnswerExtractor.extract(sequence.text()).orElseThrow() == problem.solve().answer()) ? 1 : 0;
			}
			double pass = new CorpusValues(problem).passProbability();
			expected += samples * pass;
			variance += samples * pass * (1 - pass);
		}
		int all = 5 * 12 * samples;
		double interval = 4 * Math.sqrt(variance) / all;
		System.out.printf("pass@1 of %d samples: %.4f, exactly %.4f +- %.4f%n", all, right / all, expected / all,
				interval);
		assertThat(right / all).as("seed %d", SEED).isCloseTo(expected / all, within(interval));
	}

	@Test
	void wideBeamsFindTheLikeliestSolution() {
		ChainProblem problem = ChainProblem.parse("7 C3 =");
		GeneratedSequence best = generate(new BeamSearch(new BeamSettings(8)), problem, 1).sequences().get(0);
		assertThat(best.text()).isEqualTo("C3 14 17\nAnswer: 17");
		assertThat(best.logProbabilities().stream().mapToDouble(Double::doubleValue).sum())
			.isCloseTo(-CorpusValues.surprise(problem, problem.solve()), within(1e-5));
	}

	@Test
	void candidatesShareTheProblem() {
		ChainProblem problem = ChainProblem.parse("7 +3 *2 A5 =");
		int prompt = 6;
		int answer = 14;
		assertThat(generate(new Sampling(), problem, 64).cost().forwardTokens()).isEqualTo(prompt + 64 * answer);
	}

}
