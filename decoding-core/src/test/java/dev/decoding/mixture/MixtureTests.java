package dev.decoding.mixture;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of what {@link Mixture} does for all mixtures.
 */
class MixtureTests {

	private final TableLm first = Tables.mixed(1);

	private final TableLm second = Tables.mixed(2);

	@Test
	void asksEachModelOnceForAllQueries() {
		TokenSequence one = TokenSequence.of(2, 1).append(0);
		TokenSequence other = TokenSequence.of(1, 0, 1);
		new Sum(List.of(this.first, this.second, this.first)).evaluate(List.of(Query.next(one), Query.next(other)));
		Query oneAsked = Query.logits(one, 2);
		Query otherAsked = Query.logits(other, 2);
		assertThat(this.first.calls).containsExactly(List.of(oneAsked, otherAsked, oneAsked, otherAsked));
		assertThat(this.second.calls).containsExactly(List.of(oneAsked, otherAsked));
	}

	@Test
	void combinesTheRowsInTheOrderOfTheMembers() {
		TokenSequence sequence = TokenSequence.of(2, 1);
		float[] one = Tables.next(this.first, sequence).scores();
		float[] two = Tables.next(this.second, sequence).scores();
		Logits logits = Tables.next(new Sum(List.of(this.first, this.second, this.first)), sequence);
		for (int token = 0; token < one.length; token++) {
			assertThat(logits.get(token)).isEqualTo(one[token] + 10 * two[token] + 100 * one[token]);
		}
	}

	@Test
	void scoresOfAllPositionsAreThoseOfOneTokenAfterTheOther() {
		Sum sum = new Sum(List.of(this.first, this.second));
		TokenSequence sequence = TokenSequence.of(2, 1, 2).append(0, 1, 1);
		Evaluation.Result result = sum
			.evaluate(Query.logits(sequence, 3).and(Output.TOKEN_LOG_PROBABILITIES).and(Output.NEXT_LOGITS));
		for (int position = 2; position < 6; position++) {
			Logits expected = Tables.next(sum, sequence.take(position + 1));
			if (position >= 3) {
				assertThat(result.logits(position).scores()).containsExactly(expected.scores());
			}
			if (position < 5) {
				assertThat(result.tokenLogProbabilities()[position - 2])
					.isEqualTo(expected.logProbability(sequence.get(position + 1)));
			}
		}
		assertThat(result.nextLogits().scores()).containsExactly(result.logits(5).scores());
	}

	@Test
	void hiddenTokensHaveNoLogProbability() {
		Sum sum = new Sum(List.of(Tables.hiding(this.first), Tables.hiding(this.second)));
		Query query = Query.tokenLogProbabilities(TokenSequence.of(2, 1, 3).append(0), 2)
			.withAttentionMask(new boolean[] { true, false, false, true });
		double expected = Tables.next(sum, TokenSequence.of(2)).logProbability(0);
		assertThat(sum.evaluate(query).tokenLogProbabilities()).containsExactly(new double[] { 0, expected },
				within(1e-9));
	}

	@Test
	void whatIsAskedForTwiceIsTheSame() {
		float[] same = { 1, 2, 3, 4 };
		Evaluation.Result result = new Sum(List.of(new TableLm(Tables.TOKENS, 9, (sequence) -> same), this.second))
			.evaluate(Query.next(TokenSequence.of(1)));
		float[] scores = result.nextLogits().scores().clone();
		assertThat(result.nextLogits().scores()).containsExactly(scores);
		assertThat(scores).isNotEqualTo(same);
	}

	@Test
	void onlyTheFirstMemberIsAskedForHiddenStates() {
		Query query = Query.hiddenStates(TokenSequence.of(1, 2), 1);
		new Sum(List.of(this.first, this.second)).evaluate(query);
		assertThat(this.first.calls).containsExactly(List.of(query));
		assertThat(this.second.calls).isEmpty();
	}

	@Test
	void costsWhatAllMembersCost() {
		TokenSequence sequence = TokenSequence.of(1, 2, 3);
		Evaluation.Result result = new Sum(List.of(this.first, this.second)).evaluate(Query.next(sequence));
		assertThat(result.computedTokens()).isEqualTo(2);
		assertThat(result.cachedTokens()).isEqualTo(2);
	}

	@Test
	void refusesToTellWhatWasNotAskedFor() {
		Evaluation.Result result = new Sum(List.of(this.first)).evaluate(Query.logits(TokenSequence.of(1), 0));
		assertThatIllegalStateException().isThrownBy(result::nextLogits)
			.withMessage("The query did not ask for NEXT_LOGITS");
		assertThatIllegalStateException().isThrownBy(result::tokenLogProbabilities)
			.withMessage("The query did not ask for TOKEN_LOG_PROBABILITIES");
		assertThatIllegalStateException().isThrownBy(() -> result.hiddenState(0))
			.withMessage("The query did not ask for HIDDEN_STATES");
	}

	@Test
	void contextAndVocabularyAreThoseThatAllShare() {
		CausalLm small = new TableLm(List.of("a", "b", "c", "d", ""), 50, (sequence) -> new float[5]);
		CausalLm mixture = new Sum(List.of(small, this.first));
		assertThat(mixture.info().contextLength()).isEqualTo(50);
		assertThat(mixture.info().vocabularySize()).isEqualTo(4);
		assertThat(Tables.next(mixture, TokenSequence.of(1)).vocabularySize()).isEqualTo(4);
	}

	/**
	 * A mixture whose scores tell apart who gave them.
	 *
	 * @param members the models
	 */
	private record Sum(List<CausalLm> members) implements Mixture {

		@Override
		public Logits combine(List<Logits> rows) {
			float[] sum = rows.get(0).scores();
			float factor = 1;
			for (Logits row : rows.subList(1, rows.size())) {
				factor *= 10;
				for (int token = 0; token < sum.length; token++) {
					sum[token] += factor * row.get(token);
				}
			}
			return rows.get(0);
		}

	}

}
