package dev.decoding.scaling.steps;

/**
 * How particles are drawn in one sweep.
 *
 * @param numParticles how many particles there are
 * @param maxRounds how many rounds at most, at least 1; the last one does not stop behind
 * a step
 * @param weights what particles weigh
 * @param resampling how they are drawn anew
 * @param essThreshold below which effective number of particles, as a part of their
 * number, they are drawn anew, from 0 for never to 1 for always
 */
record SweepSettings(int numParticles, int maxRounds, ParticleWeights weights, Resampling resampling,
		double essThreshold) {

	SweepSettings {
		Limits.atLeast(1, maxRounds, "maxRounds");
		Limits.share(essThreshold, "essThreshold");
	}

}
