package dev.decoding.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntBinaryOperator;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

import org.jspecify.annotations.Nullable;

/**
 * A query about a continuation in which the sequence outgrows a length behind which the
 * model sees all its tokens otherwise. What is asked of earlier positions is asked of the
 * shorter sequence, so that each position gives what it gave when it was the last.
 *
 * @param before what is asked of the longest sequence before the change
 * @param after what is asked of the positions behind it
 */
record SplitQuery(Query before, Query after) {

	/**
	 * Split a query.
	 * @param query the query
	 * @param keyLength from the lengths of a prompt and of the sequence to the length
	 * that counts for all its tokens at least
	 * @return the two halves, or {@code null} if the query can be answered as a whole
	 */
	static @Nullable SplitQuery of(Query query, IntBinaryOperator keyLength) {
		int length = query.sequence().length();
		int prompt = seen(query, query.sequence().promptLength());
		int whole = keyLength.applyAsInt(prompt, seen(query, length));
		if (whole == 0) {
			return null;
		}
		int first = wantsRows(query) ? query.from() - (query.wants(Output.TOKEN_LOG_PROBABILITIES) ? 1 : 0) : length;
		int change = length;
		while (change > first && keyLength.applyAsInt(prompt, seen(query, change)) == whole) {
			change--;
		}
		while (change > first && !isSeen(query, change - 1)) {
			change--;
		}
		return (change > first) ? at(query, change) : null;
	}

	private static boolean wantsRows(Query query) {
		return query.from() < query.sequence().length() && !query.outputs().equals(Set.of(Output.NEXT_LOGITS));
	}

	private static boolean isSeen(Query query, int position) {
		boolean[] mask = query.attentionMask();
		return mask == null || mask[position];
	}

	/**
	 * Return how many of the first tokens the model sees.
	 */
	private static int seen(Query query, int length) {
		boolean[] mask = query.attentionMask();
		int seen = length;
		for (int i = 0; mask != null && i < length; i++) {
			seen -= mask[i] ? 0 : 1;
		}
		return seen;
	}

	private static SplitQuery at(Query query, int change) {
		EnumSet<Output> outputs = EnumSet.copyOf(query.outputs());
		outputs.remove(Output.NEXT_LOGITS);
		if (query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
			outputs.add(Output.NEXT_LOGITS);
		}
		boolean[] mask = query.attentionMask();
		return new SplitQuery(
				new Query(query.sequence().take(change), Math.min(query.from(), change), outputs, query.layers(),
						(mask != null) ? Arrays.copyOf(mask, change) : null),
				new Query(query.sequence(), Math.max(query.from(), change), query.outputs(), query.layers(), mask));
	}

	Evaluation.Result join(Evaluation.Result earlier, Evaluation.Result later) {
		int change = this.before.sequence().length();
		return new Evaluation.Result() {

			@Override
			public Logits nextLogits() {
				return later.nextLogits();
			}

			@Override
			public double[] tokenLogProbabilities() {
				double[] first = earlier.tokenLogProbabilities();
				double[] second = later.tokenLogProbabilities();
				double[] all = new double[first.length + second.length];
				System.arraycopy(first, 0, all, 0, first.length);
				System.arraycopy(second, 0, all, first.length, second.length);
				int changed = SplitQuery.this.after.sequence().get(change);
				all[first.length] = earlier.nextLogits().logProbability(changed);
				return all;
			}

			@Override
			public Logits logits(int position) {
				return at(position).logits(position);
			}

			@Override
			public float[] hiddenState(int position) {
				return at(position).hiddenState(position);
			}

			@Override
			public Logits layerLogits(int layer, int position) {
				return at(position).layerLogits(layer, position);
			}

			private Evaluation.Result at(int position) {
				return (position < change) ? earlier : later;
			}

			@Override
			public int cachedTokens() {
				return earlier.cachedTokens();
			}

			@Override
			public int computedTokens() {
				return earlier.computedTokens() + later.computedTokens();
			}

		};
	}

}
