package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;

/**
 * The possible continuations of one beam.
 *
 * @param hypothesis the beam
 * @param beam its index
 * @param scores the scores of the sequences that each token makes of it
 * @param following what follows the processors
 * @param unprocessed the model's own scores, if statistics are asked for
 * @param alternatives how many alternatives to name in them
 */
record Expansion(Hypothesis hypothesis, int beam, Logits scores, LogitsProcessorChain.Following following,
		@Nullable Logits unprocessed, int alternatives) {

	/**
	 * Continue the beam by one of the candidates.
	 * @param candidate the index of the candidate in the scores
	 */
	Hypothesis extend(int candidate) {
		return extend(this.scores.token(candidate), this.scores.values()[candidate]);
	}

	/**
	 * Continue the beam by a token.
	 * @param token the token
	 * @param score the score of the sequence with it
	 */
	Hypothesis extend(int token, float score) {
		Choice choice = new Choice(token, (double) score - this.hypothesis.score());
		TokenStatistics statistics = (this.unprocessed != null)
				? TokenStatistics.of(this.unprocessed.copy(), choice, this.alternatives) : null;
		return new Hypothesis(this.hypothesis, this.hypothesis.tokens().append(token), choice, this.beam, score,
				this.following.after(choice), statistics);
	}

}
