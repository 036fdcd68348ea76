package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjIntConsumer;

import dev.decoding.logits.RandomStream;
import dev.decoding.scaling.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Particles on their way from the prompt to their ends: each grows by a step a round,
 * heavy ones are copied, and light ones given up.
 */
final class ParticleSweep {

	/** Tells these random numbers from those of tokens, whose paths count from 0. */
	private static final long STREAM = -0x7061727469636C65L;

	private final Frontier frontier;

	private final SweepSettings settings;

	private int draws;

	ParticleSweep(Frontier frontier, SweepSettings settings) {
		this.frontier = frontier;
		this.settings = settings;
	}

	/**
	 * Return the next random numbers of this request that are not those of tokens.
	 */
	RandomStream random() {
		return RandomStream.of(this.frontier.run().request().seed(), STREAM, this.draws++);
	}

	/**
	 * Go all the way.
	 * @param reference a finished particle that is one of them again and survives in any
	 * case, or {@code null} for none
	 * @param listener told of the particles behind each round, from 1
	 * @return the finished particles, the reference last
	 */
	List<Particle> run(@Nullable Particle reference, ObjIntConsumer<List<Particle>> listener) {
		List<Particle> free = new ArrayList<>();
		this.frontier.run()
			.rollout()
			.begin(this.settings.numParticles() - ((reference != null) ? 1 : 0))
			.forEach((path) -> free.add(Particle.of(path)));
		double referenceWeight = 0;
		for (int round = 1;; round++) {
			grow(free, round);
			List<Particle> all = new ArrayList<>(free);
			if (reference != null) {
				referenceWeight = this.settings.weights()
					.logWeight(referenceWeight, reference.score(round - 1), reference.score(round));
				all.add(reference.at(round, referenceWeight));
			}
			listener.accept(all, round);
			if (all.stream().allMatch(Particle::isFinished) || this.frontier.run().isInterrupted()) {
				return all;
			}
			double[] shares = shares(all);
			if (isDue(shares)) {
				free.clear();
				free.addAll(children(all, shares, reference != null));
				referenceWeight = this.settings.weights().logWeightOfChild(referenceWeight);
			}
		}
	}

	private void grow(List<Particle> particles, int round) {
		List<Integer> open = new ArrayList<>();
		for (int i = 0; i < particles.size(); i++) {
			if (!particles.get(i).isFinished()) {
				open.add(i);
			}
		}
		if (open.isEmpty()) {
			return;
		}
		List<Candidate> grown = this.frontier.expand(open.stream().map((i) -> particles.get(i).path()).toList(),
				round >= this.settings.maxRounds());
		for (int i = 0; i < grown.size(); i++) {
			particles.set(open.get(i), particles.get(open.get(i)).grown(grown.get(i), this.settings.weights()));
		}
	}

	/**
	 * Return whether so few particles have most of the weight that the others are a
	 * waste.
	 */
	private boolean isDue(double[] shares) {
		double effective = 1 / Arrays.stream(shares).map((share) -> share * share).sum();
		return this.settings.essThreshold() >= 1
				|| effective < this.settings.essThreshold() * this.settings.numParticles();
	}

	/**
	 * Resample all particles but the reference, which is the last one then.
	 */
	private List<Particle> children(List<Particle> particles, double[] shares, boolean withReference) {
		int last = particles.size() - 1;
		int[] numbers = withReference ? this.settings.resampling().children(shares, particles.size(), last, random())
				: this.settings.resampling().children(shares, particles.size(), random());
		if (withReference) {
			numbers[last]--;
		}
		List<Particle> children = new ArrayList<>();
		for (int i = 0; i < particles.size(); i++) {
			Particle parent = particles.get(i);
			children.addAll(Collections.nCopies(numbers[i],
					parent.withLogWeight(this.settings.weights().logWeightOfChild(parent.logWeight()))));
		}
		return children;
	}

	/**
	 * Return the weights of particles, scaled to sum to 1.
	 */
	static double[] shares(List<Particle> particles) {
		double most = particles.stream().mapToDouble(Particle::logWeight).max().orElse(0);
		double[] shares = particles.stream().mapToDouble((particle) -> Math.exp(particle.logWeight() - most)).toArray();
		double sum = Arrays.stream(shares).sum();
		return Arrays.stream(shares).map((share) -> share / sum).toArray();
	}

}
