package dev.decoding.scaling.steps;

/**
 * Which particle is the answer.
 */
public enum ParticleSelection {

	/** The one with the highest score. Of those alike, the one begun first. */
	ARGMAX,

	/**
	 * One drawn by its weight, so that the answer is distributed as the particles are.
	 */
	SAMPLE,

	/**
	 * The best of those with the answer that most weight is on.
	 */
	VOTE

}
