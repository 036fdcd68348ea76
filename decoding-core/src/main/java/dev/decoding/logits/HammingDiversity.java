package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes the groups of a diverse beam search choose different tokens: a token becomes less
 * likely for each beam of an earlier group that has chosen it in the same step. A search
 * makes one such processor a step and group.
 * <p>
 * Formula: <code>score[i] = score[i] - penalty * count[i]</code>, where
 * <code>count[i]</code> is how often token <code>i</code> was chosen, in single
 * precision.
 * <p>
 * Edges: for the first group nothing was chosen, and nothing is changed.
 * <p>
 * Example: with <code>penalty = 0.5</code> and the chosen tokens <code>[1, 1]</code> the
 * scores <code>[2, 3]</code> become <code>[2, 2]</code>.
 * <p>
 * Order: behind {@link SequenceBias}, before the penalties.
 * <p>
 * Source: Vijayakumar et al., <i>Diverse Beam Search: Decoding Diverse Solutions from
 * Neural Sequence Models</i>, 2016; Hugging Face's
 * <code>HammingDiversityLogitsProcessor</code>, which the releases from version 5 on no
 * longer have.
 *
 * @param diversityPenalty the penalty, above 0
 * @param chosen the tokens that the beams of earlier groups have chosen in this step
 */
public record HammingDiversity(double diversityPenalty, List<Integer> chosen) implements LogitsProcessor {

	public HammingDiversity {
		if (!(diversityPenalty > 0)) {
			throw new IllegalArgumentException(
					"'diversityPenalty' is %s but must be above 0".formatted(diversityPenalty));
		}
		chosen = List.copyOf(chosen);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the vocabulary does not have a chosen token
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		TokenIds.checkInVocabulary("chosen", this.chosen, logits.vocabularySize());
		float penalty = (float) this.diversityPenalty;
		float[] scores = logits.scores();
		for (int i = 0; i < this.chosen.size(); i++) {
			int token = this.chosen.get(i);
			if (this.chosen.indexOf(token) == i) {
				scores[token] -= penalty * count(token);
			}
		}
	}

	private int count(int token) {
		return (int) this.chosen.stream().filter((other) -> other == token).count();
	}

	@Override
	public String name() {
		return "hamming-diversity";
	}

}
