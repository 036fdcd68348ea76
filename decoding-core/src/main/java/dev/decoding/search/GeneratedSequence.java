package dev.decoding.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * One finished continuation of a prompt.
 *
 * @param tokens the prompt and all generated tokens, including an end-of-text token and
 * those of a stop string
 * @param text the generated text, with that of forced tokens, without the end-of-text
 * token and cut before the stop string, or behind it if the request says so
 * @param finishReason why the sequence ended
 * @param stopString the stop string that ended it, or {@code null} if none did
 * @param score what sequences of a request are compared by, higher is better: how likely
 * the sequence is, which is the sum of the log-probabilities in nats, unless the strategy
 * says otherwise
 * @param logProbabilities the log-probability of each generated token in nats, under the
 * distribution that it was chosen from, behind all processors
 * @param beamIndices for each generated token the index of the beam that it continued;
 * empty if there are no beams
 * @param statistics what was asked for about each generated token, else empty
 * @param details what the strategy says of the sequence beside, or {@code null} for
 * nothing
 */
public record GeneratedSequence(TokenSequence tokens, String text, FinishReason finishReason,
		@Nullable String stopString, double score, List<Double> logProbabilities, List<Integer> beamIndices,
		List<TokenStatistics> statistics, @Nullable SequenceDetails details) {

	public GeneratedSequence {
		logProbabilities = List.copyOf(logProbabilities);
		beamIndices = List.copyOf(beamIndices);
		statistics = List.copyOf(statistics);
	}

	public GeneratedSequence(TokenSequence tokens, String text, FinishReason finishReason, @Nullable String stopString,
			double score, List<Double> logProbabilities, List<Integer> beamIndices, List<TokenStatistics> statistics) {
		this(tokens, text, finishReason, stopString, score, logProbabilities, beamIndices, statistics, null);
	}

	GeneratedSequence withDetails(SequenceDetails details) {
		return new GeneratedSequence(this.tokens, this.text, this.finishReason, this.stopString, this.score,
				this.logProbabilities, this.beamIndices, this.statistics, details);
	}

	/**
	 * Return this sequence with no more statistics than are wanted.
	 * @param alternatives how many alternatives each token's statistics name at most, or
	 * {@code null} for no statistics
	 * @return the sequence
	 */
	public GeneratedSequence withStatistics(@Nullable Integer alternatives) {
		List<TokenStatistics> wanted = (alternatives != null)
				? this.statistics.stream().map((token) -> token.withAlternatives(alternatives)).toList() : List.of();
		return new GeneratedSequence(this.tokens, this.text, this.finishReason, this.stopString, this.score,
				this.logProbabilities, this.beamIndices, wanted, this.details);
	}

	GeneratedSequence withText(String text) {
		return new GeneratedSequence(this.tokens, text, this.finishReason, this.stopString, this.score,
				this.logProbabilities, this.beamIndices, this.statistics, this.details);
	}

}
