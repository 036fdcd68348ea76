package dev.decoding.scaling.steps;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;

/**
 * Decides on an answer among particles.
 */
final class ParticleChoice {

	private final ParticleSelection selection;

	ParticleChoice(ParticleSelection selection) {
		this.selection = selection;
	}

	/**
	 * Decide as if the search ended now, without drawing random numbers.
	 * @param particles the particles
	 */
	Selection now(List<Particle> particles) {
		List<Candidate> best = particles.stream()
			.map(Particle::candidate)
			.distinct()
			.sorted(Frontier.BEST_FIRST)
			.toList();
		return (this.selection == ParticleSelection.VOTE) ? vote(best, particles) : Selection.of(best);
	}

	/**
	 * Decide.
	 * @param particles the particles
	 * @param drawn one that was drawn by its weight
	 */
	Selection end(List<Particle> particles, Particle drawn) {
		Selection selection = now(particles);
		if (this.selection != ParticleSelection.SAMPLE) {
			return selection;
		}
		return Selection
			.of(Stream.concat(Stream.of(drawn.candidate()), selection.candidates().stream()).distinct().toList());
	}

	private static Selection vote(List<Candidate> best, List<Particle> particles) {
		Map<String, Double> shares = new LinkedHashMap<>();
		double[] weights = ParticleSweep.shares(particles);
		for (int i = 0; i < weights.length; i++) {
			String answer = particles.get(i).candidate().answer();
			if (answer != null) {
				shares.merge(answer, weights[i], Double::sum);
			}
		}
		Map<String, Double> votes = new LinkedHashMap<>();
		shares.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Double>comparingByValue().reversed())
			.forEach((vote) -> votes.put(vote.getKey(), vote.getValue()));
		String winner = votes.keySet().stream().findFirst().orElse(null);
		return new Selection(best.stream()
			.sorted(Comparator.comparing((candidate) -> winner == null || !winner.equals(candidate.answer())))
			.toList(), votes);
	}

}
