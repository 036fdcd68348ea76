package dev.decoding.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A sequence, and what is wanted of it. What is wanted at positions behind the prompt is
 * what the model gives where the sequence ends there: also for the few models in which
 * positions look otherwise from further on.
 *
 * @param sequence the tokens to run the model on, at least one
 * @param from the first position of which {@link Output#TOKEN_LOG_PROBABILITIES},
 * {@link Output#LOGITS}, {@link Output#HIDDEN_STATES} and {@link Output#LAYER_LOGITS} are
 * wanted; positions from there to the last are returned
 * @param outputs what is wanted
 * @param layers the layers whose logits are wanted: 0 is the embeddings, {@code n} is
 * behind the {@code n}-th layer
 * @param attentionMask for each token whether it is seen at all, or {@code null} if all
 * are; positions count only the seen ones, as left padding does
 */
public record Query(TokenSequence sequence, int from, Set<Output> outputs, List<Integer> layers,
		boolean @Nullable [] attentionMask) {

	/**
	 * What a query can ask for.
	 */
	public enum Output {

		/** Logits for the token after the last one, {@code [vocabulary]}. */
		NEXT_LOGITS,

		/**
		 * Log-probability, in nats, of each token from {@code from} on given the ones
		 * before it, {@code [length - from]}; {@code from} is at least 1.
		 */
		TOKEN_LOG_PROBABILITIES,

		/**
		 * Logits at each position from {@code from} on,
		 * {@code [length - from, vocabulary]}.
		 */
		LOGITS,

		/**
		 * Hidden states behind the final norm at each position from {@code from} on,
		 * {@code [length - from, hidden]}.
		 */
		HIDDEN_STATES,

		/**
		 * Logits read off from earlier layers at each position from {@code from} on,
		 * {@code [layers, length - from, vocabulary]}: the states of the layer times the
		 * output matrix, without the final norm unless it is the last layer.
		 */
		LAYER_LOGITS

	}

	public Query {
		outputs = outputs.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(outputs));
		layers = List.copyOf(layers);
		if (sequence.isEmpty()) {
			throw new IllegalArgumentException("A query needs a sequence of at least one token");
		}
		if (outputs.isEmpty()) {
			throw new IllegalArgumentException("A query needs at least one output");
		}
		int lowest = outputs.contains(Output.TOKEN_LOG_PROBABILITIES) ? 1 : 0;
		if (from < lowest || from > sequence.length()) {
			throw new IllegalArgumentException(
					"'from' is %d but must lie between %d and %d".formatted(from, lowest, sequence.length()));
		}
		if (attentionMask != null) {
			if (attentionMask.length != sequence.length()) {
				throw new IllegalArgumentException("The attention mask has %d entries for %d tokens"
					.formatted(attentionMask.length, sequence.length()));
			}
			attentionMask = attentionMask.clone();
		}
	}

	/**
	 * Ask for the logits of the token after the last one.
	 * @param sequence the tokens so far
	 * @return the query
	 */
	public static Query next(TokenSequence sequence) {
		return new Query(sequence, sequence.length(), Set.of(Output.NEXT_LOGITS), List.of(), null);
	}

	/**
	 * Ask for the log-probabilities of given tokens.
	 * @param sequence the tokens
	 * @param from the first position of interest, at least 1
	 * @return the query
	 */
	public static Query tokenLogProbabilities(TokenSequence sequence, int from) {
		return new Query(sequence, from, Set.of(Output.TOKEN_LOG_PROBABILITIES), List.of(), null);
	}

	/**
	 * Ask for the logits at every position from one on.
	 * @param sequence the tokens
	 * @param from the first position of interest
	 * @return the query
	 */
	public static Query logits(TokenSequence sequence, int from) {
		return new Query(sequence, from, Set.of(Output.LOGITS), List.of(), null);
	}

	/**
	 * Ask for the final hidden states at every position from one on.
	 * @param sequence the tokens
	 * @param from the first position of interest
	 * @return the query
	 */
	public static Query hiddenStates(TokenSequence sequence, int from) {
		return new Query(sequence, from, Set.of(Output.HIDDEN_STATES), List.of(), null);
	}

	/**
	 * Return this query asking for one thing more.
	 * @param output what else is wanted
	 * @return the wider query
	 */
	public Query and(Output output) {
		EnumSet<Output> wider = EnumSet.copyOf(this.outputs);
		wider.add(output);
		return new Query(this.sequence, this.from, wider, this.layers, this.attentionMask);
	}

	/**
	 * Return this query asking also for the logits of earlier layers.
	 * @param layers the layers: 0 is the embeddings, {@code n} is behind the {@code n}-th
	 * @return the wider query
	 */
	public Query withLayers(List<Integer> layers) {
		return new Query(this.sequence, this.from, this.outputs, layers, this.attentionMask).and(Output.LAYER_LOGITS);
	}

	/**
	 * Return this query with some tokens hidden from the model.
	 * @param attentionMask for each token whether it is seen
	 * @return the masked query
	 */
	public Query withAttentionMask(boolean[] attentionMask) {
		return new Query(this.sequence, this.from, this.outputs, this.layers, attentionMask);
	}

	public boolean wants(Output output) {
		return this.outputs.contains(output);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Query that && this.sequence.equals(that.sequence) && this.from == that.from
				&& this.outputs.equals(that.outputs) && this.layers.equals(that.layers)
				&& Arrays.equals(this.attentionMask, that.attentionMask);
	}

	@Override
	public int hashCode() {
		return 31 * this.sequence.hashCode() + this.from;
	}

}
