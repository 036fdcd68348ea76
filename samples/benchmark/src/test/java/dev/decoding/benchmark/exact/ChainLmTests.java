package dev.decoding.benchmark.exact;

import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ChainLm}.
 */
class ChainLmTests {

	private static final long SEED = 4711;

	private final ChainLm lm = new ChainLm();

	@Test
	void solutionsAreAsLikelyAsInTheCorpus() {
		for (ChainProblem problem : RandomProblems.draw(40)) {
			for (int index = 0; index < 5; index++) {
				ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, index));
				double surprise = CorpusValues.surprise(problem, solution);
				assertThat(Texts.logProbability(this.lm, problem + "\n", solution + "<|end|>"))
					.as("%s %s", problem, solution)
					.isCloseTo(-surprise, within(1e-9));
			}
		}
	}

	@Test
	void aLineFeedBehindTheProblemMakesNoDifference() {
		ChainProblem problem = ChainProblem.parse("7 +3 A5 =");
		assertThat(Texts.logProbability(this.lm, problem.toString(), problem.solve().toString()))
			.isEqualTo(Texts.logProbability(this.lm, problem + "\n", problem.solve().toString()));
	}

	@Test
	void probabilitiesSumToOne() {
		for (ChainProblem problem : RandomProblems.draw(10)) {
			String solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, problem.start())).toString();
			TokenSequence sequence = Texts.tokens(problem + "\n" + solution + "<|end|>");
			Result result = this.lm.evaluate(Query.logits(sequence, 0));
			for (int position = 0; position < sequence.length(); position++) {
				double sum = 0;
				for (float score : result.logits(position).scores()) {
					sum += Math.exp(score);
				}
				assertThat(sum).as("%s at %d", sequence, position).isCloseTo(1, within(1e-5));
			}
		}
	}

	@Test
	void outputsAgree() {
		TokenSequence sequence = Texts.tokens("50 E7 *4 =\nE7 50 57\n*4 228 34\nAnswer: 34");
		Result result = this.lm
			.evaluate(Query.tokenLogProbabilities(sequence, 1).and(Output.LOGITS).and(Output.NEXT_LOGITS));
		double[] logProbabilities = result.tokenLogProbabilities();
		for (int position = 1; position < sequence.length(); position++) {
			Logits row = this.lm.evaluate(Query.next(sequence.take(position))).nextLogits();
			int token = sequence.get(position);
			assertThat(row.get(token)).isEqualTo((float) logProbabilities[position - 1]);
			if (position > 1) {
				assertThat(result.logits(position - 1).scores()).isEqualTo(row.scores());
			}
		}
		assertThat(result.logits(sequence.length() - 1).scores()).isEqualTo(result.nextLogits().scores());
	}

	@Test
	void rowsAreTheCallersToChange() {
		Query query = Query.next(Texts.tokens("7 +3 =\n+3"));
		this.lm.evaluate(query).nextLogits().values()[0] = 5;
		assertThat(this.lm.evaluate(query).nextLogits().max()).isCloseTo((float) Math.log(0.99), within(1e-6f));
	}

	@Test
	void whatCannotFollowIsImpossible() {
		String prompt = "7 +3 *2 =\n";
		assertThat(Texts.logProbability(this.lm, prompt, "*2 10 10\n")).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(Texts.logProbability(this.lm, prompt, "+3 50 50\n")).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(Texts.logProbability(this.lm, prompt, "+3 10 10\n+3")).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(Texts.logProbability(this.lm, prompt, "+3 10 10\n*2 20 20\nAnswer: 21"))
			.isEqualTo(Double.NEGATIVE_INFINITY);
	}

	@Test
	void goesOnBehindWhatCannotFollow() {
		assertThat(greedyNext("7 +3 *2 =\n+3 50")).isEqualTo(" 50");
		assertThat(greedyNext("7 +3 *2 =\n+3 50 51\n*2")).isEqualTo(" 102");
		assertThat(greedyNext("7 +3 *2 =\n*2")).isEqualTo("<|end|>");
		assertThat(greedyNext("7 +3 *2 =\n+3 10 10\n*2 20 20\nAnswer: 21")).isEqualTo("<|end|>");
		assertThat(greedyNext("7 7 =")).isEqualTo("<|end|>");
	}

	private String greedyNext(String text) {
		Logits row = this.lm.evaluate(Query.next(Texts.tokens(text))).nextLogits();
		return this.lm.tokenizer().vocabulary().token(row.token(row.highest()));
	}

	@Test
	void countsWhatWasEvaluatedBeforeAsCached() {
		TokenSequence prompt = Texts.tokens("7 +3 *2 =\n");
		assertCost(Query.next(prompt), 0, 5);
		assertCost(Query.next(prompt), 4, 1);
		TokenSequence longer = prompt.append(Texts.tokens("+3 10 10\n").toArray());
		assertCost(Query.next(longer), 5, 4);
		assertCost(Query.next(longer.take(7)), 6, 1);
		assertCost(Query.tokenLogProbabilities(longer, 5), 4, 5);
		assertCost(Query.next(prompt.append(Texts.tokens("+3 11 11\n").toArray())), 6, 3);
		assertCost(Query.next(Texts.tokens("8 +3 *2 =\n")), 0, 5);
		this.lm.forget();
		assertCost(Query.next(longer), 0, 9);
	}

	private void assertCost(Query query, int cached, int computed) {
		Result result = this.lm.evaluate(query);
		assertThat(List.of(result.cachedTokens(), result.computedTokens())).containsExactly(cached, computed);
	}

	@Test
	void theCacheChangesNothing() {
		RandomNumbers random = RandomNumbers.of(SEED, 1);
		List<ChainProblem> problems = RandomProblems.draw(2);
		for (int i = 0; i < 2000; i++) {
			ChainProblem problem = random.choose(problems);
			TokenSequence all = Texts.tokens(problem + "\n" + CorpusProcess.write(problem, random)
					+ "<|end|>\nRevise.\n" + CorpusProcess.write(problem, random));
			Query query = Query.next(all.take(random.between(1, all.length())));
			assertThat(this.lm.evaluate(query).nextLogits().scores()).as("seed %d, query %d: %s", SEED, i, query)
				.isEqualTo(new ChainLm().evaluate(query).nextLogits().scores());
		}
	}

	@Test
	void refusesWhatItHasNot() {
		TokenSequence sequence = Texts.tokens("7 +3 =");
		assertThatIllegalArgumentException().isThrownBy(() -> this.lm.evaluate(Query.hiddenStates(sequence, 0)))
			.withMessageContaining("no hidden states");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.lm.evaluate(Query.next(sequence.append(ChainVocabulary.SIZE))))
			.withMessageContaining("Token " + ChainVocabulary.SIZE);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.lm.evaluate(Query.next(sequence)).tokenLogProbabilities());
	}

	@Test
	void canBeInterrupted() {
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(EvaluationCancelledException.class)
				.isThrownBy(() -> this.lm.evaluate(Query.next(Texts.tokens("7 +3 ="))));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

}
