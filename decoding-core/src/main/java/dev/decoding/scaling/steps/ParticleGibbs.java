package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;
import org.jspecify.annotations.Nullable;

/**
 * Particle Gibbs: several {@linkplain ParticleFilter particle filters} one after the
 * other, each of which is given one particle of the one before, drawn by its weight. That
 * reference takes part in all rounds and is never given up, though others may grow from
 * its beginnings, so that what was found is improved on. A Markov chain whose references
 * follow the wanted distribution in the long run, for any number of particles, where a
 * single filter needs many.
 * <p>
 * Formula: in the round <code>t</code> the reference weighs what its first <code>t</code>
 * steps do; of the drawing anew only the cases are considered in which one child, no
 * matter which, is the reference.
 * <p>
 * Edges: the answer is one of all iterations' particles, but of
 * {@link ParticleSelection#SAMPLE} the last reference. All others as for the filter.
 * <p>
 * Example: 4 iterations of 8 particles make 8 answers, and then 3 times 7 more.
 * <p>
 * Cost: as many generations as there are particles, for each iteration after the first
 * one less; rounds of all iterations come one after the other.
 * <p>
 * Source: Andrieu, Doucet, Holenstein, <i>Particle Markov chain Monte Carlo methods</i>,
 * 2010; Chopin, Singh, <i>On particle Gibbs sampling</i>, 2015, for systematic
 * resampling; Puri, Sudalairaj, Xu, Xu, Srivastava, <i>Rollout Roulette</i>, 2025, for
 * language models.
 */
public final class ParticleGibbs implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "particle-gibbs";

	private final int numIterations;

	private final SweepSettings sweep;

	private final ParticleChoice choice;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	/**
	 * Search as the reference implementation does, by the score of the last step.
	 * @param numParticles how many particles an iteration, at least 2
	 * @param numIterations how many iterations, at least 1
	 * @param verifier what judges particles
	 */
	public ParticleGibbs(int numParticles, int numIterations, Verifier verifier) {
		this(numParticles, numIterations, VerifierBeamSearch.MAX_ROUNDS, ParticleWeights.ABSOLUTE,
				Resampling.MULTINOMIAL, 1, ParticleSelection.ARGMAX, verifier, StepAggregation.LAST);
	}

	/**
	 * Set how to search.
	 * @param numParticles how many particles an iteration, at least 2
	 * @param numIterations how many iterations, at least 1
	 * @param maxRounds how many rounds of an iteration at most, at least 1; the last one
	 * does not stop behind a step
	 * @param weights what particles weigh
	 * @param resampling how they are drawn anew
	 * @param essThreshold below which effective number of particles, as a part of their
	 * number, they are drawn anew; 0 for never, 1 for always
	 * @param selection which one is the answer
	 * @param verifier what judges particles
	 * @param aggregation how the scores of steps become one
	 */
	public ParticleGibbs(int numParticles, int numIterations, int maxRounds, ParticleWeights weights,
			Resampling resampling, double essThreshold, ParticleSelection selection, Verifier verifier,
			StepAggregation aggregation) {
		Limits.atLeast(2, numParticles, "numParticles");
		this.numIterations = Limits.atLeast(1, numIterations, "numIterations");
		this.sweep = new SweepSettings(numParticles, maxRounds, weights, resampling, essThreshold);
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
		List<Particle> all = new ArrayList<>();
		@Nullable Particle reference = null;
		for (int i = 0; i < this.numIterations && !run.isInterrupted(); i++) {
			int before = i * this.sweep.maxRounds();
			List<Particle> earlier = List.copyOf(all);
			List<Particle> particles = sweep.run(reference, (now, round) -> report(earlier, now, before + round, run));
			reference = particles.get(Resampling.draw(ParticleSweep.shares(particles), sweep.random()));
			all.addAll(normalized(particles));
		}
		return this.choice.end(all, Objects.requireNonNull(reference));
	}

	private void report(List<Particle> earlier, List<Particle> now, int round, ScalingRun run) {
		List<Particle> all = new ArrayList<>(earlier);
		all.addAll(normalized(now));
		run.report("step", round, this.numIterations * this.sweep.maxRounds(), () -> this.choice.now(all));
	}

	/**
	 * Scale the weights of an iteration to sum to 1, so that all iterations count alike.
	 */
	private static List<Particle> normalized(List<Particle> particles) {
		double[] shares = ParticleSweep.shares(particles);
		return IntStream.range(0, shares.length)
			.mapToObj((i) -> particles.get(i).withLogWeight(Math.log(shares[i])))
			.toList();
	}

}
