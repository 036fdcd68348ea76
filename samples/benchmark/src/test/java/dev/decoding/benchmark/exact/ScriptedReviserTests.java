package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.logits.RandomStream;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ScriptedReviser}, as {@link ChainLm} follows it.
 */
class ScriptedReviserTests {

	private static final long SEED = 4711;

	private static final double REPAIR = 0.5;

	private static final double DOUBT = 0.1;

	private static final ChainProblem PROBLEM = ChainProblem.parse("7 +3 C2 *2 =");

	private static final String WRONG = "+3 10 10\nC2 10 12\n*2 24 24\nAnswer: 24";

	private final ChainLm lm = new ChainLm(new ScriptedReviser(REPAIR, DOUBT, 0, SEED));

	private double probability(String before, String after) {
		String prompt = PROBLEM + "\n" + before + "<|end|>\nRevise.\n";
		return Math.exp(Texts.logProbability(this.lm, prompt, after));
	}

	private static double fresh(String line, int value, boolean wrong) {
		SolutionPrefix prefix = SolutionPrefix.parse(new ChainProblem(value, List.of(Term.parse(line.substring(0, 2)))),
				line);
		return CorpusProcess.probability(prefix.steps().get(0), value, wrong);
	}

	@Test
	void repeatsLinesButDoubtsSome() {
		double same = fresh("+3 10 10", 7, false);
		assertThat(probability(WRONG, "+3 10 10\n")).isCloseTo(1 - DOUBT + DOUBT * same, within(1e-9));
		assertThat(probability(WRONG, "+3 10 12\n")).isCloseTo(DOUBT * fresh("+3 10 12", 7, false), within(1e-9));
		assertThat(probability(WRONG, "+3 11 11\n")).isCloseTo(DOUBT * fresh("+3 11 11", 7, false), within(1e-9));
	}

	@Test
	void repairsTheFirstWrongLine() {
		double before = probability(WRONG, "+3 10 10\n");
		double same = fresh("C2 10 12", 10, false);
		assertThat(probability(WRONG, "+3 10 10\nC2 10 12\n") / before).isCloseTo(1 - REPAIR, within(1e-9));
		assertThat(probability(WRONG, "+3 10 10\nC2 20 22\n") / before)
			.isCloseTo(REPAIR * fresh("C2 20 22", 10, false) / (1 - same), within(1e-9));
	}

	@Test
	void goesOnAfreshBehindAnotherLine() {
		double before = probability(WRONG, "+3 10 10\nC2 20 22\n");
		assertThat(probability(WRONG, "+3 10 10\nC2 20 22\n*2 44 44\n") / before)
			.isCloseTo(fresh("*2 44 44", 22, false), within(1e-9));
	}

	@Test
	void onlyDoubtsWhatFollowsFromAnError() {
		double before = probability(WRONG, "+3 10 10\nC2 10 12\n");
		assertThat(probability(WRONG, "+3 10 10\nC2 10 12\n*2 24 24\nAnswer: 24<|end|>") / before)
			.isCloseTo(1 - DOUBT + DOUBT * fresh("*2 24 24", 12, true), within(1e-9));
	}

	@Test
	void looksAtTheLastTry() {
		String right = PROBLEM.solve().toString();
		double afterWrong = probability(WRONG, right);
		double afterRight = probability(right, right);
		assertThat(probability(WRONG + "<|end|>\nRevise.\n" + right, right)).isEqualTo(afterRight);
		assertThat(probability(right + "<|end|>\nRevise.\n" + WRONG, right)).isEqualTo(afterWrong);
		assertThat(afterRight).isGreaterThan(afterWrong);
	}

	@Test
	void solvesAfreshBehindWhatIsNoTry() {
		double fresh = Math.exp(Texts.logProbability(this.lm, PROBLEM + "\n", WRONG));
		assertThat(probability("", WRONG)).isCloseTo(fresh, within(1e-12));
		assertThat(probability("Answer: 3", WRONG)).isCloseTo(fresh, within(1e-12));
	}

	@Test
	void overlooksErrorsWhereItIsBlind() {
		ChainLm blind = new ChainLm(new ScriptedReviser(1, 0, 1, SEED));
		assertThat(Texts.logProbability(blind, PROBLEM + "\n" + WRONG + "<|end|>\nRevise.\n", WRONG)).isZero();
		ChainStep error = new ChainStep(PROBLEM.terms().get(1), 10, 12);
		ScriptedReviser some = new ScriptedReviser(1, 0, 0.3, SEED);
		int overlooked = 0;
		for (int firstTry = 0; firstTry < 4000; firstTry++) {
			overlooked += some.isBlind(PROBLEM, firstTry, 1, error) ? 1 : 0;
		}
		assertThat(overlooked / 4000.0).as("seed %d", SEED).isCloseTo(0.3, within(0.03));
	}

	@Test
	void revisingHelpsBeyondTheFirstStep() {
		int steps = 16;
		double[] passes = new double[steps];
		int[] flips = new int[2];
		List<ChainProblem> problems = RandomProblems.draw(80);
		ChainLm model = new ChainLm();
		for (int index = 0; index < problems.size(); index++) {
			boolean before = false;
			int step = 0;
			for (boolean right : tries(model, problems.get(index), index, steps)) {
				passes[step++] += (right ? 1.0 : 0) / problems.size();
				flips[0] += (before && !right) ? 1 : 0;
				flips[1] += before ? 1 : 0;
				before = right;
			}
		}
		double flipRate = flips[0] / (double) flips[1];
		System.out.printf("pass@1 by step %s, flip rate %.3f%n",
				Arrays.toString(Arrays.stream(passes).map((pass) -> Math.round(1000 * pass) / 1000.0).toArray()),
				flipRate);
		assertThat(passes[3] - passes[0]).isGreaterThan(0.05);
		assertThat(Arrays.stream(passes, 4, steps).average().orElseThrow()).isGreaterThan(passes[3] - 0.01);
		assertThat(flipRate).isBetween(0.08, 0.18);
	}

	private static List<Boolean> tries(ChainLm model, ChainProblem problem, int index, int steps) {
		TokenSequence tokens = Texts.tokens(problem + "\n");
		List<Boolean> right = new ArrayList<>();
		for (int step = 0; step < steps; step++) {
			int begin = tokens.length();
			do {
				tokens = tokens.append(
						new CategoricalSampler()
							.choose(model.evaluate(Query.next(tokens)).nextLogits(),
									RandomStream.of(SEED, index, tokens.length()))
							.token());
			}
			while (tokens.last() != ChainVocabulary.END);
			String text = model.tokenizer().decode(tokens.toArray(begin, tokens.length()), true);
			right.add(text.endsWith("Answer: " + problem.solve().answer()));
			tokens = tokens.append(model.tokenizer().encode("\nRevise.\n", true));
		}
		return right;
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ScriptedReviser(1.5, 0, 0, 0))
			.withMessageContaining("'repair'");
		assertThatIllegalArgumentException().isThrownBy(() -> new ScriptedReviser(1, -1, 0, 0))
			.withMessageContaining("'doubt'");
		assertThatIllegalArgumentException().isThrownBy(() -> new ScriptedReviser(1, 0, Double.NaN, 0))
			.withMessageContaining("'blindness'");
	}

}
