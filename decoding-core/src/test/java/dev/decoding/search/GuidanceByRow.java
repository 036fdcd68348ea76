package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * Guidance as Hugging Face has it in a beam search: what would be said without the prompt
 * is not asked of each beam, but of the tokens that were last in its row at each step,
 * whichever beams they belonged to.
 */
final class GuidanceByRow implements CausalLm {

	private final CausalLm lm;

	private final float scale;

	private final List<TokenSequence> rows = new ArrayList<>();

	GuidanceByRow(CausalLm lm, double scale) {
		this.lm = lm;
		this.scale = (float) scale;
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		List<Query> both = new ArrayList<>(queries);
		for (int row = 0; row < queries.size(); row++) {
			both.add(Query.next(next(row, queries.get(row).sequence())));
		}
		Evaluation evaluation = this.lm.evaluate(both);
		List<Evaluation.Result> results = new ArrayList<>();
		for (int row = 0; row < queries.size(); row++) {
			results.add(new Result(evaluation.get(row), evaluation.get(queries.size() + row), this.scale));
		}
		return new Evaluation(results);
	}

	private TokenSequence next(int row, TokenSequence sequence) {
		TokenSequence first = TokenSequence.of(sequence.get(sequence.promptLength() - 1));
		if (sequence.generatedLength() == 0) {
			return first;
		}
		while (this.rows.size() <= row) {
			this.rows.add(first);
		}
		this.rows.set(row, this.rows.get(row).append(sequence.last()));
		return this.rows.get(row);
	}

	@Override
	public ModelInfo info() {
		return this.lm.info();
	}

	@Override
	public Tokenizer tokenizer() {
		return this.lm.tokenizer();
	}

	@Override
	public boolean addsScores() {
		return true;
	}

	@Override
	public void close() {
	}

	private record Result(Evaluation.Result conditional, Evaluation.Result unconditional,
			float scale) implements Evaluation.Result {

		@Override
		public Logits nextLogits() {
			Logits scores = this.conditional.nextLogits();
			scores.normalize();
			Logits without = this.unconditional.nextLogits();
			without.normalize();
			for (int token = 0; token < scores.vocabularySize(); token++) {
				scores.set(token, this.scale * (scores.get(token) - without.get(token)) + without.get(token));
			}
			return scores;
		}

		@Override
		public double[] tokenLogProbabilities() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Logits logits(int position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public float[] hiddenState(int position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int cachedTokens() {
			return this.conditional.cachedTokens();
		}

		@Override
		public int computedTokens() {
			return this.conditional.computedTokens() + this.unconditional.computedTokens();
		}

	}

}
