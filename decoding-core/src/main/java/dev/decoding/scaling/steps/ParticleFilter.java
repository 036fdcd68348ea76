package dev.decoding.scaling.steps;

import java.util.List;

import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;

/**
 * Particle filtering: many samples grow by a step a round, and in each round all of them
 * are drawn anew from among them, by weights that come from a process verifier. A beam
 * that the verifier likes is copied, one that it does not like has a chance still, so
 * that the search forgives an imperfect verifier.
 * <p>
 * Formula: with the score <code>s(t)</code> behind the round <code>t</code> a particle
 * weighs <code>s(t) / (1 - s(t))</code> ({@link ParticleWeights#ABSOLUTE}), or
 * <code>s(t) / s(t-1)</code> times what it weighed since it was drawn last
 * ({@link ParticleWeights#INCREMENTAL}, for which the particles follow the model's
 * distribution times the final score). They are drawn anew where the effective number of
 * particles, <code>1 / sum(share^2)</code>, is below a part of their number.
 * <p>
 * Edges: finished particles keep their weight, and can be copied and given up like
 * others; nothing is drawn anew behind the last round, in which particles are sampled to
 * their ends.
 * <p>
 * Example: of 4 particles with the scores 0.9, 0.5, 0.5 and 0.1 the first weighs 9, the
 * next two 1, and the last 0.11, so that it has 3.2 children on average.
 * <p>
 * Cost: as many generations as there are particles; one rollout and one judging call a
 * round for all of them together.
 * <p>
 * Source: Puri, Sudalairaj, Xu, Xu, Srivastava, <i>Rollout Roulette: A Probabilistic
 * Inference Approach to Inference-Time Scaling of LLMs using Particle-Based Monte Carlo
 * Methods</i>, 2025; Doucet, Johansen, <i>A Tutorial on Particle Filtering and
 * Smoothing</i>, 2009, for the textbook's form.
 */
public final class ParticleFilter implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "particle-filter";

	private final SweepSettings sweep;

	private final ParticleChoice choice;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	/**
	 * Search as the reference implementation does, by the score of the last step.
	 * @param numParticles how many particles, at least 1
	 * @param verifier what judges particles
	 */
	public ParticleFilter(int numParticles, Verifier verifier) {
		this(numParticles, VerifierBeamSearch.MAX_ROUNDS, ParticleWeights.ABSOLUTE, Resampling.MULTINOMIAL, 1,
				ParticleSelection.ARGMAX, verifier, StepAggregation.LAST);
	}

	/**
	 * Set how to search.
	 * @param numParticles how many particles, at least 1
	 * @param maxRounds how many rounds at most, at least 1; the last one does not stop
	 * behind a step
	 * @param weights what particles weigh
	 * @param resampling how they are drawn anew
	 * @param essThreshold below which effective number of particles, as a part of their
	 * number, they are drawn anew; 0 for never, 1 for always
	 * @param selection which one is the answer
	 * @param verifier what judges particles
	 * @param aggregation how the scores of steps become one
	 */
	public ParticleFilter(int numParticles, int maxRounds, ParticleWeights weights, Resampling resampling,
			double essThreshold, ParticleSelection selection, Verifier verifier, StepAggregation aggregation) {
		this.sweep = new SweepSettings(Limits.atLeast(1, numParticles, "numParticles"), maxRounds, weights, resampling,
				essThreshold);
		this.choice = new ParticleChoice(selection);
		this.verifier = verifier;
		this.aggregation = aggregation;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.verifier.prepare(request).toBuilder().numReturnSequences(this.sweep.numParticles()).build();
	}

	@Override
	public Selection search(ScalingRun run) {
		ParticleSweep sweep = new ParticleSweep(new Frontier(run, this.verifier, this.aggregation, 0), this.sweep);
		List<Particle> particles = sweep.run(null,
				(now, round) -> run.report("step", round, this.sweep.maxRounds(), () -> this.choice.now(now)));
		int drawn = Resampling.draw(ParticleSweep.shares(particles), sweep.random());
		return this.choice.end(particles, particles.get(drawn));
	}

}
