package dev.decoding.benchmark;

import dev.decoding.scaling.vote.DeepConfOnline;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.SampleAndAggregate;

/**
 * Gives up samples that the model is not confident of. The same seed draws the same
 * samples for the vote of all.
 */
final class ConfidenceExperiment implements Experiment {

	/** The vote of the samples that would be drawn if none was given up. */
	static final String SAME_SAMPLES = "majority-same-samples";

	private static final int WARM_UP = 16;

	private static final int ROUND = 8;

	/** As many tokens as a line has. */
	private static final int WINDOW = 4;

	private static final int TOP = 20;

	private static final double ETA = 0.9;

	private static final double CONSENSUS = 0.95;

	private final int samples;

	ConfidenceExperiment(int samples) {
		this.samples = samples;
	}

	@Override
	public void run(Trial trial) {
		trial.measure(SAME_SAMPLES, this.samples, new SampleAndAggregate(this.samples, new MajorityVote()));
		trial.measure(DeepConfOnline.NAME, this.samples,
				new DeepConfOnline(this.samples, Math.min(WARM_UP, this.samples), ROUND, WINDOW, TOP, ETA, CONSENSUS));
	}

}
