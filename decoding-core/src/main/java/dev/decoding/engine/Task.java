package dev.decoding.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.decoding.engine.cache.Lease;
import dev.decoding.engine.graph.StepResult;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

import org.jspecify.annotations.Nullable;

/**
 * One query on its way through the engine: what it asks for in terms of the tokens that
 * the model sees, how far it has come, and the rows that it has been given.
 */
final class Task {

	private final Query query;

	/** The tokens that the model sees; those hidden by an attention mask are left out. */
	final int[] tokens;

	/** How many of {@code tokens} are the prompt. */
	final int promptLength;

	/** For each position of the query the index of its token in {@code tokens}, or -1. */
	private final int @Nullable [] seen;

	/** For each of {@code tokens} its position in the query. */
	private final int @Nullable [] positions;

	/** The first token, by index, whose logits are wanted. */
	final int firstLogitRow;

	/** The first token, by index, whose hidden state is wanted. */
	final int firstHiddenRow;

	/** How many tokens may come from the cache. */
	final int mostCached;

	@Nullable Lease lease;

	private int cachedTokens = -1;

	private float @Nullable [] nextLogits;

	private final double[] logProbabilities;

	private final float[][] logits;

	private final float[][] hidden;

	private final Map<Integer, float[][]> layerLogits = new HashMap<>();

	Task(Query query) {
		this.query = query;
		boolean[] mask = query.attentionMask();
		int length = query.sequence().length();
		int rows = length - query.from();
		if (mask == null) {
			this.tokens = query.sequence().toArray();
			this.seen = null;
			this.positions = null;
		}
		else {
			this.seen = new int[length];
			if (!mask[length - 1]) {
				throw new IllegalArgumentException("The attention mask hides the last token, so nothing follows it");
			}
			int[] kept = IntStream.range(0, length).filter((position) -> mask[position]).toArray();
			Arrays.fill(this.seen, -1);
			for (int i = 0; i < kept.length; i++) {
				this.seen[kept[i]] = i;
			}
			this.positions = kept;
			this.tokens = IntStream.of(kept).map(query.sequence()::get).toArray();
		}
		int prompt = query.sequence().promptLength();
		this.promptLength = (int) IntStream.range(0, prompt).filter((position) -> index(position) >= 0).count();
		int logitRow = query.wants(Output.NEXT_LOGITS) ? this.tokens.length - 1 : this.tokens.length;
		int hiddenRow = this.tokens.length;
		if (rows > 0 && (query.wants(Output.LOGITS) || query.wants(Output.LAYER_LOGITS))) {
			logitRow = Math.min(logitRow, firstSeenFrom(query.from()));
		}
		if (rows > 0 && query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
			logitRow = Math.min(logitRow, Math.max(0, firstSeenFrom(query.from()) - 1));
		}
		if (rows > 0 && query.wants(Output.HIDDEN_STATES)) {
			hiddenRow = firstSeenFrom(query.from());
		}
		this.firstLogitRow = logitRow;
		this.firstHiddenRow = hiddenRow;
		this.mostCached = Math.min(Math.min(logitRow, hiddenRow), this.tokens.length - 1);
		this.logProbabilities = new double[query.wants(Output.TOKEN_LOG_PROBABILITIES) ? rows : 0];
		this.logits = new float[query.wants(Output.LOGITS) ? this.tokens.length : 0][];
		this.hidden = new float[query.wants(Output.HIDDEN_STATES) ? this.tokens.length : 0][];
		for (int layer : query.layers()) {
			this.layerLogits.put(layer, new float[this.tokens.length][]);
		}
	}

	private int firstSeenFrom(int position) {
		int first = position;
		while (this.seen != null && this.seen[first] < 0) {
			first++;
		}
		return index(first);
	}

	private int index(int position) {
		return (this.seen != null) ? this.seen[position] : position;
	}

	List<Integer> layers() {
		return this.query.layers();
	}

	int computed() {
		return (this.lease != null) ? this.lease.length() : 0;
	}

	/**
	 * Note how much the cache had at the first look.
	 */
	void startFrom(int cached) {
		if (this.cachedTokens < 0) {
			this.cachedTokens = cached;
		}
	}

	/**
	 * Take the rows of a step that belong to this task.
	 * @param result the step's result
	 * @param from the first of the task's tokens that was in the step
	 * @param to the index behind the last
	 * @param logitRow the first of the step's logit rows that belong to the task
	 * @param hiddenRow the first of the step's hidden rows that belong to the task
	 * @param vocabulary the number of logits of a row
	 * @param width the width of a hidden state
	 */
	void take(StepResult result, int from, int to, int logitRow, int hiddenRow, int vocabulary, int width) {
		for (int i = Math.max(from, this.firstLogitRow), row = logitRow; i < to; i++, row++) {
			float[] scores = row(result.logits(), row, vocabulary);
			if (i == this.tokens.length - 1 && this.query.wants(Output.NEXT_LOGITS)) {
				this.nextLogits = scores;
			}
			if (this.query.wants(Output.LOGITS)) {
				this.logits[i] = (scores == this.nextLogits) ? scores.clone() : scores;
			}
			if (this.query.wants(Output.TOKEN_LOG_PROBABILITIES) && i + 1 < this.tokens.length) {
				takeLogProbability(i + 1, scores);
			}
			for (int layer : this.query.layers()) {
				Objects.requireNonNull(this.layerLogits.get(layer))[i] = row(result.layerLogits().get(layer), row,
						vocabulary);
			}
		}
		for (int i = Math.max(from, this.firstHiddenRow), row = hiddenRow; i < to; i++, row++) {
			this.hidden[i] = row(result.hidden(), row, width);
		}
	}

	private void takeLogProbability(int index, float[] scores) {
		int position = (this.positions != null) ? this.positions[index] : index;
		if (position >= this.query.from()) {
			this.logProbabilities[position - this.query.from()] = logProbability(scores, this.tokens[index]);
		}
	}

	private static float[] row(@Nullable FloatBuffer rows, int row, int width) {
		if (rows == null) {
			throw new IllegalStateException("The graph did not return what the step asked for");
		}
		float[] values = new float[width];
		rows.get(row * width, values);
		return values;
	}

	static double logProbability(float[] scores, int token) {
		float max = Float.NEGATIVE_INFINITY;
		for (float score : scores) {
			max = Math.max(max, score);
		}
		double sum = 0;
		for (float score : scores) {
			sum += Math.exp(score - max);
		}
		return scores[token] - max - Math.log(sum);
	}

	Evaluation.Result result(boolean shared) {
		return new Evaluation.Result() {

			@Override
			public Logits nextLogits() {
				return own(asked(Task.this.nextLogits, Output.NEXT_LOGITS));
			}

			@Override
			public double[] tokenLogProbabilities() {
				ask(Output.TOKEN_LOG_PROBABILITIES);
				return Task.this.logProbabilities.clone();
			}

			@Override
			public Logits logits(int position) {
				ask(Output.LOGITS);
				return own(asked(Task.this.logits[index(checked(position))], Output.LOGITS));
			}

			@Override
			public float[] hiddenState(int position) {
				ask(Output.HIDDEN_STATES);
				return asked(Task.this.hidden[index(checked(position))], Output.HIDDEN_STATES).clone();
			}

			@Override
			public Logits layerLogits(int layer, int position) {
				ask(Output.LAYER_LOGITS);
				float[][] rows = Task.this.layerLogits.get(layer);
				if (rows == null) {
					throw new IllegalStateException("The query did not ask for layer " + layer);
				}
				return own(asked(rows[index(checked(position))], Output.LAYER_LOGITS));
			}

			@Override
			public int cachedTokens() {
				return Math.max(0, Task.this.cachedTokens);
			}

			@Override
			public int computedTokens() {
				return Task.this.tokens.length - cachedTokens();
			}

			private Logits own(float[] scores) {
				return Logits.of(shared ? scores.clone() : scores);
			}

		};
	}

	private void ask(Output output) {
		if (!this.query.wants(output)) {
			throw new IllegalStateException("The query did not ask for " + output);
		}
	}

	private int checked(int position) {
		if (position < this.query.from() || position >= this.query.sequence().length() || index(position) < 0) {
			throw new IndexOutOfBoundsException("The query has no row for position " + position);
		}
		return position;
	}

	private static float[] asked(float @Nullable [] values, Output output) {
		if (values == null) {
			throw new IllegalStateException("The query did not ask for " + output);
		}
		return values;
	}

}
