package dev.decoding.scaling.vote;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;

/**
 * Lets those candidates vote that the model was most confident of, each with the weight
 * of its confidence.
 * <p>
 * Formula: <code>argmax_a sum_{i: a_i = a, c_i &gt;= s} c_i</code>, where <code>c</code>
 * is the {@link TraceConfidence} and <code>s</code> the <code>1 - eta</code> percentile
 * of those of all candidates with an answer.
 * <p>
 * Edges: as for {@link WeightedVote}; the most confident candidate votes in any case.
 * <p>
 * Example: of ten answers with the confidences 1 to 10, with <code>eta</code> 0.1, only
 * the last one votes.
 * <p>
 * Cost: the statistics of each token.
 * <p>
 * Source: Fu et al., <i>Deep Think with Confidence</i>, 2025, section 3.2: 512 samples,
 * <code>eta</code> 0.1 or 0.9.
 */
public final class DeepConf implements Aggregator {

	/** The name of the strategy. */
	public static final String NAME = "deep-conf";

	private final TraceConfidence confidence;

	private final double eta;

	/**
	 * Set who votes.
	 * @param confidence the weights
	 * @param eta which share of the candidates votes, above 0, up to 1 for all
	 */
	public DeepConf(TraceConfidence confidence, double eta) {
		checkEta(eta);
		this.confidence = confidence;
		this.eta = eta;
	}

	static void checkEta(double eta) {
		if (!(eta > 0 && eta <= 1)) {
			throw new IllegalArgumentException("'eta' is %s but must be above 0 and at most 1".formatted(eta));
		}
	}

	@Override
	public Selection select(List<Candidate> candidates) {
		double[] weights = Tally.scores(candidates, this.confidence);
		double[] answered = IntStream.range(0, weights.length)
			.filter((i) -> candidates.get(i).hasAnswer())
			.mapToDouble((i) -> weights[i])
			.toArray();
		double least = (answered.length > 0) ? Percentile.of(answered, 1 - this.eta) : 0;
		for (int i = 0; i < weights.length; i++) {
			weights[i] = (weights[i] >= least) ? weights[i] : 0;
		}
		return Tally.count(candidates, this.confidence, weights);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.confidence.prepare(request);
	}

}
