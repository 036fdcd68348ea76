package dev.decoding.scaling;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.search.Path;

/**
 * An answer among others.
 *
 * @param path the whole text
 * @param answer what is compared with other answers, or {@code null} if the text has
 * none, or did not end by itself; then it has no vote
 * @param score what a verifier thinks of it, a probability from 0 to 1; 0 if none looked
 * at it
 * @param steps what a verifier thinks of its steps, perhaps empty
 */
public record Candidate(Path path, @Nullable String answer, double score, List<Double> steps) {

	public Candidate {
		steps = List.copyOf(steps);
	}

	/**
	 * Return this candidate with another score.
	 * @param score the score
	 * @return the candidate
	 */
	public Candidate withScore(double score) {
		return new Candidate(this.path, this.answer, score, this.steps);
	}

	public boolean hasAnswer() {
		return this.answer != null;
	}

}
