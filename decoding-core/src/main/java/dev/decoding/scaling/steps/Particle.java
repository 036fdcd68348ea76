package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.search.Path;

/**
 * A path that is one of many samples.
 *
 * @param candidate the path, and what is thought of it
 * @param logWeight the logarithm of its weight
 * @param past how it was behind each round, the latest last
 */
record Particle(Candidate candidate, double logWeight, List<Moment> past) {

	Particle {
		past = List.copyOf(past);
	}

	/**
	 * Return a particle of a path without a token.
	 */
	static Particle of(Path path) {
		return new Particle(new Candidate(path, null, 1, List.of()), 0, List.of());
	}

	Path path() {
		return this.candidate.path();
	}

	boolean isFinished() {
		return path().isFinished();
	}

	/**
	 * Return what becomes of this particle with another step.
	 */
	Particle grown(Candidate candidate, ParticleWeights weights) {
		List<Moment> past = new ArrayList<>(this.past);
		past.add(new Moment(candidate.path().tokens().generatedLength(), candidate));
		return new Particle(candidate, weights.logWeight(this.logWeight, this.candidate.score(), candidate.score()),
				past);
	}

	Particle withLogWeight(double logWeight) {
		return new Particle(this.candidate, logWeight, this.past);
	}

	/**
	 * Return how this particle was behind a round, with another weight.
	 * @param round the round, from 1; behind the last one it does not change any more
	 */
	Particle at(int round, double logWeight) {
		if (round >= this.past.size()) {
			return withLogWeight(logWeight);
		}
		Moment then = this.past.get(round - 1);
		Candidate candidate = new Candidate(path().take(then.tokens()), null, then.candidate().score(),
				then.candidate().steps());
		return new Particle(candidate, logWeight, this.past.subList(0, round));
	}

	/**
	 * Return what was thought of this particle behind a round.
	 * @param round the round; 0 for before the first
	 */
	double score(int round) {
		return (round == 0) ? 1 : this.past.get(Math.min(round, this.past.size()) - 1).candidate().score();
	}

	/**
	 * How a particle was behind a round.
	 *
	 * @param tokens how many generated tokens it had
	 * @param candidate what was thought of it
	 */
	record Moment(int tokens, Candidate candidate) {
	}

}
