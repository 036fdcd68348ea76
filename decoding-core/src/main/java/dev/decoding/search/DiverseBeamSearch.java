package dev.decoding.search;

import dev.decoding.logits.HammingDiversity;
import dev.decoding.model.CausalLm;

/**
 * Splits the beams of a {@link BeamSearch} into groups that choose one after the other,
 * and makes tokens less likely that earlier groups have chosen in the same step. So the
 * sequences differ where those of a beam search are nearly the same.
 * <p>
 * Formula: in each step the score of token <code>i</code> for the beams of a group is
 * <code>log p(i) - diversityPenalty * count[i]</code>, where <code>count[i]</code> is how
 * many beams of earlier groups have just been continued by <code>i</code>. Each group has
 * <code>numBeams / numBeamGroups</code> beams and as many places for finished sequences,
 * and stops looking by itself, as {@link EarlyStopping} says. Of the finished sequences
 * of all groups the best are returned; their scores contain the penalties.
 * <p>
 * Edges: the first group finds what a beam search with so many beams finds; groups that
 * have stopped are no longer differed from; beam indices count from the first beam of the
 * group; with one group there is nothing to differ from, and that is refused.
 * <p>
 * Example: with two groups of one beam and <code>diversityPenalty = 0.5</code>, where the
 * log-probabilities of the next token are <code>[-0.5, -0.9]</code>, the first group
 * takes the first token, for the second group they are <code>[-1, -0.9]</code>, and it
 * takes the second token.
 * <p>
 * Cost: one call of the model a step, with one sequence a beam.
 * <p>
 * Streaming: a token is told as soon as all beams and all finished sequences share it,
 * which is mostly in the end.
 * <p>
 * Source: Vijayakumar et al., <i>Diverse Beam Search: Decoding Diverse Solutions from
 * Neural Sequence Models</i>, 2016; Hugging Face's <code>generate</code> with
 * <code>num_beam_groups</code>, as in version 4 of transformers.
 *
 * @see HammingDiversity
 */
public final class DiverseBeamSearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "diverse-beam";

	private final BeamSettings settings;

	private final int numBeamGroups;

	private final double diversityPenalty;

	/**
	 * Create a search.
	 * @param settings how many beams there are in all groups together, and how they go on
	 * @param numBeamGroups the number of groups, at least 2, which divides the number of
	 * beams
	 * @param diversityPenalty what is taken from the score of a token for each beam of an
	 * earlier group that has chosen it, in nats, above 0; usually from 0.5 to 1
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public DiverseBeamSearch(BeamSettings settings, int numBeamGroups, double diversityPenalty) {
		if (numBeamGroups < 2) {
			throw new IllegalArgumentException(
					"'numBeamGroups' is %d but must be at least 2; use beam search for one group"
						.formatted(numBeamGroups));
		}
		if (settings.numBeams() % numBeamGroups != 0) {
			throw new IllegalArgumentException("'numBeams' is %d but must be a multiple of 'numBeamGroups', which is %d"
				.formatted(settings.numBeams(), numBeamGroups));
		}
		if (!(diversityPenalty > 0) || Double.isInfinite(diversityPenalty)) {
			throw new IllegalArgumentException(
					"'diversityPenalty' is %s but must be a finite number above 0".formatted(diversityPenalty));
		}
		this.settings = settings;
		this.numBeamGroups = numBeamGroups;
		this.diversityPenalty = diversityPenalty;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException also if more sequences are wanted than there are
	 * beams
	 */
	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new DiverseBeams(lm, request, listener, this.settings, this.numBeamGroups, this.diversityPenalty).run();
	}

}
