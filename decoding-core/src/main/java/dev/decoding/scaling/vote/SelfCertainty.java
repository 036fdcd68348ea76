package dev.decoding.scaling.vote;

import dev.decoding.scaling.Candidate;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.TokenStatistics;

/**
 * How certain the model was of a candidate: how far its distributions are from finding
 * all tokens alike. Needs no verifier, and unlike how likely the candidate is, does not
 * favour short ones.
 * <p>
 * Formula: the mean over all tokens of
 * <code>-1/V sum_j log p_j - log V = KL(U || p)</code>, where <code>p</code> is the
 * model's own distribution, before any processor.
 * <p>
 * Edges: 0 for a candidate without a token; tokens that the model itself finds impossible
 * are left out of <code>V</code>.
 * <p>
 * Example: as certain of two of four tokens, 0.49 and 0.49 to 0.01 and 0.01, is 1.27.
 * <p>
 * Cost: a look at the whole vocabulary each token; use it with {@link BordaCount}.
 * <p>
 * Source: Kang, Zhao, Song, <i>Scalable Best-of-N Selection for Large Language Models via
 * Self-Certainty</i>, 2025, section 4.
 */
public final class SelfCertainty implements CandidateScore {

	/** The name of the strategy. */
	public static final String NAME = "self-certainty";

	@Override
	public double of(Candidate candidate) {
		return TraceConfidence.statistics(candidate)
			.stream()
			.mapToDouble(TokenStatistics::selfCertainty)
			.average()
			.orElse(0);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return (request.statistics() != null) ? request : request.toBuilder().statistics(0).build();
	}

}
