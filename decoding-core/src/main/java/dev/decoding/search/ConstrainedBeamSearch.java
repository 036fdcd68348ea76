package dev.decoding.search;

import java.util.List;

import dev.decoding.model.CausalLm;

/**
 * A {@link BeamSearch} for sequences that contain given phrases, wherever they fit best.
 * <p>
 * Formula: in each step the beams are continued by the most likely tokens, and also by
 * those that lead on to a phrase that is missing. Continuations that have got equally far
 * with the phrases are a bank, and the beams of the next step are taken from all banks in
 * turn. A sequence that ends by itself is finished only if it has all phrases.
 * <p>
 * Edges: tokens of the prompt do not count, those of a forced prefix do. A token counts
 * for one phrase only, and a token that interrupts a phrase does not begin it again. If
 * fewer beams than sequences are wanted have all phrases in the end, the others compete
 * with them, and a likelier one without them comes first; with one sequence, that means
 * only if no beam has all. So have more beams than phrases have tokens, and room for
 * them. Phrases that the processors forbid are never led to.
 * <p>
 * Example: where <code>a</code> follows with probability 0.9 and <code>b</code> with 0.1,
 * whatever was before, three tokens with the phrase <code>b a</code> are
 * <code>a b a</code> or <code>b a a</code>, of probability 0.081 each, though
 * <code>a a a</code> is likelier.
 * <p>
 * Cost: one call of the model a step, with one sequence a beam.
 * <p>
 * Streaming: a token is told as soon as all beams and all finished sequences share it,
 * which is mostly in the end.
 * <p>
 * Source: Anderson et al., <i>Guided Open Vocabulary Image Captioning with Constrained
 * Beam Search</i>, 2017; Post and Vilar, <i>Fast Lexically Constrained Decoding with
 * Dynamic Beam Allocation</i>, 2018; Hugging Face's <code>generate</code> with
 * <code>force_words_ids</code>, as in version 4 of transformers, which also counts the
 * tokens of the prompt.
 */
public final class ConstrainedBeamSearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "constrained-beam";

	private final BeamSettings settings;

	private final List<RequiredPhrase> phrases;

	/**
	 * Create a search.
	 * @param settings how many beams there are, and how they go on
	 * @param phrases the phrases that must occur, at least one, in any order
	 * @throws IllegalArgumentException if there is no phrase
	 */
	public ConstrainedBeamSearch(BeamSettings settings, List<RequiredPhrase> phrases) {
		if (phrases.isEmpty()) {
			throw new IllegalArgumentException(
					"'phrases' is empty but must have at least one phrase; use beam search for none");
		}
		this.settings = settings;
		this.phrases = List.copyOf(phrases);
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException also if more sequences are wanted than there are
	 * beams, or if the vocabulary does not have a token of a phrase
	 */
	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new ConstrainedBeams(lm, request, listener, this.settings, this.phrases).run();
	}

}
