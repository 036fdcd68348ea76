package dev.decoding.scaling.vote;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.vote.TraceConfidence.Measure;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * Draws some answers to see how confident the model is, then more of which it gives up
 * each as soon as its confidence falls below that, and stops when they agree.
 * <p>
 * Formula: the bar <code>s</code> is the <code>1 - eta</code> percentile of the first
 * answers' least window, see {@link Measure#MIN}. A later answer ends where the mean
 * confidence of its last window falls below <code>s</code>. The vote is weighed by the
 * least window.
 * <p>
 * Edges: what was given up does not vote, nor do first answers below the bar; a later
 * answer that is shorter than the window votes in any case. Tie and fallback rules are
 * those of {@link WeightedVote}.
 * <p>
 * Diagnostics: <code>bar</code> is <code>s</code>, <code>stopped</code> how many answers
 * were given up.
 * <p>
 * Example: of 16 first answers with <code>eta</code> 0.9, the bar leaves 14, and about
 * one in ten of the later ones is given up.
 * <p>
 * Cost: the statistics of each token, and a call of the model a step of each round.
 * <p>
 * Source: Fu et al., <i>Deep Think with Confidence</i>, 2025, section 3.3, algorithm 2,
 * and its reference implementation: 512 samples, 16 of them first, a window of 2048, 20
 * likeliest tokens, a consensus of 0.95.
 */
public final class DeepConfOnline implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "deep-conf-online";

	/**
	 * What is as confident as the bar must not fall below it by another order of sums.
	 */
	private static final double ROUNDING = 1e-9;

	private final int numSamples;

	private final int warmUp;

	private final int roundSize;

	private final TraceConfidence confidence;

	private final double eta;

	private final double consensus;

	/**
	 * Set how to search.
	 * @param numSamples how many answers to draw at most, at least 1
	 * @param warmUp how many of them to draw first, from 1 to {@code numSamples}
	 * @param roundSize how many of the others to draw together, at least 1
	 * @param window how many tokens make a window, at least 1
	 * @param topK how many of the likeliest tokens the confidence looks at, at least 1
	 * @param eta which share of the first answers is confident enough, above 0, up to 1
	 * @param consensus which share of the votes the best answer needs to stop, above 0;
	 * above 1 never to stop
	 */
	public DeepConfOnline(int numSamples, int warmUp, int roundSize, int window, int topK, double eta,
			double consensus) {
		if (numSamples < 1) {
			throw new IllegalArgumentException("'numSamples' is %d but must be at least 1".formatted(numSamples));
		}
		if (warmUp < 1 || warmUp > numSamples) {
			throw new IllegalArgumentException(
					"'warmUp' is %d but must be at least 1 and at most 'numSamples', which is %d".formatted(warmUp,
							numSamples));
		}
		if (roundSize < 1) {
			throw new IllegalArgumentException("'roundSize' is %d but must be at least 1".formatted(roundSize));
		}
		DeepConf.checkEta(eta);
		if (!(consensus > 0)) {
			throw new IllegalArgumentException("'consensus' is %s but must be above 0".formatted(consensus));
		}
		this.numSamples = numSamples;
		this.warmUp = warmUp;
		this.roundSize = roundSize;
		this.confidence = new TraceConfidence(Measure.MIN, window, topK);
		this.eta = eta;
		this.consensus = consensus;
	}

	@Override
	public Selection search(ScalingRun run) {
		Samples samples = new Samples(run, this.numSamples, this::vote);
		draw(run, samples, this.warmUp, () -> Pause.NEVER);
		double bar = Percentile.of(Tally.scores(samples.candidates(), this.confidence), 1 - this.eta);
		Supplier<Pause> belowBar = () -> {
			ConfidenceWindow latest = this.confidence.latest();
			return Pause.when((statistics) -> latest.latest(statistics) < bar - ROUNDING);
		};
		while (samples.candidates().size() < this.numSamples && !run.isInterrupted()
				&& Consensus.share(vote(samples.candidates(), bar)) < this.consensus) {
			draw(run, samples, Math.min(this.roundSize, this.numSamples - samples.candidates().size()), belowBar);
		}
		double stopped = samples.candidates().stream().filter((candidate) -> !candidate.path().isFinished()).count();
		return vote(samples.candidates(), bar).withDiagnostics(Map.of("bar", bar, "stopped", stopped));
	}

	private static void draw(ScalingRun run, Samples samples, int count, Supplier<Pause> stop) {
		List<Path> paths = samples.draw(count, stop);
		samples.add(paths.stream().map(run::candidate).toList());
	}

	private Selection vote(List<Candidate> candidates) {
		return vote(candidates, 0);
	}

	/**
	 * Let all vote but first answers below the bar; what was given up has no answer.
	 */
	private Selection vote(List<Candidate> candidates, double bar) {
		double[] weights = Tally.scores(candidates, this.confidence);
		for (int i = 0; i < Math.min(this.warmUp, weights.length); i++) {
			weights[i] = (weights[i] >= bar) ? weights[i] : 0;
		}
		return Tally.count(candidates, this.confidence, weights);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.confidence.prepare(request).toBuilder().numReturnSequences(this.numSamples).build();
	}

}
