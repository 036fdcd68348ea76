package dev.decoding.mixture;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * A model that follows its prompt more closely, or keeps away from a negative prompt: it
 * asks another model twice, with the prompt and without it, and moves away from what
 * would be said without it.
 * <p>
 * Formula: with <code>c</code> the log-probabilities behind the prompt and <code>u</code>
 * those behind the negative prompt, or else behind the last token of the prompt alone,
 * the scores are <code>guidanceScale * (c - u) + u</code>, in single precision. They are
 * not log-probabilities themselves.
 * <p>
 * Edges: a scale of 1 gives <code>c</code>, 0 gives <code>u</code>, and a negative one
 * moves away from the prompt; inside the prompt there are no scores. Hidden states and
 * the logits of earlier layers are those behind the prompt.
 * <p>
 * Example: with a scale of 2, where a token has probability 0.5 behind the prompt and
 * 0.25 without it, it weighs 0.5 * 0.5 / 0.25 = 1, twice as much as before.
 * <p>
 * Cost: both prompts are evaluated in one call, but each token is computed twice.
 * <p>
 * Source: Sanchez et al., <i>Stay on topic with Classifier-Free Guidance</i>, 2023;
 * Hugging Face's <code>UnbatchedClassifierFreeGuidanceLogitsProcessor</code>.
 *
 * @param lm the model to ask, which stays open when this one is closed
 * @param guidanceScale how far to move, a finite number
 * @param negativePrompt the token ids to keep away from, at least one, or {@code null}
 * for the last token of the prompt
 */
public record ClassifierFreeGuidance(CausalLm lm, double guidanceScale,
		@Nullable List<Integer> negativePrompt) implements Mixture {

	public ClassifierFreeGuidance {
		if (!Double.isFinite(guidanceScale)) {
			throw new IllegalArgumentException(
					"'guidanceScale' is %s but must be a finite number".formatted(guidanceScale));
		}
		if (negativePrompt != null) {
			negativePrompt = List.copyOf(negativePrompt);
			if (negativePrompt.isEmpty()) {
				throw new IllegalArgumentException(
						"'negativePrompt' has no token; leave it out to move away from the prompt's last token alone");
			}
		}
	}

	/**
	 * Move away from what the model says behind the last token of the prompt alone.
	 * @param lm the model to ask
	 * @param guidanceScale how far to move
	 */
	public ClassifierFreeGuidance(CausalLm lm, double guidanceScale) {
		this(lm, guidanceScale, null);
	}

	@Override
	public List<CausalLm> members() {
		return List.of(this.lm, this.lm);
	}

	/**
	 * {@inheritDoc}
	 * @return true, as in Hugging Face's beam search, which does not normalise what
	 * guidance makes
	 */
	@Override
	public boolean addsScores() {
		return true;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if scores inside the prompt are asked for
	 */
	@Override
	public Query ask(int member, Query query) {
		return (member == 1) ? unconditional(query) : query;
	}

	private Query unconditional(Query query) {
		TokenSequence sequence = query.sequence();
		int first = Math.max(0, sequence.promptLength() - 1);
		if (query.from() < first) {
			throw new IllegalArgumentException(
					"Guidance has no scores inside the prompt; ask for them from position %d on instead of %d"
						.formatted(first, query.from()));
		}
		TokenSequence unconditional = TokenSequence.of(negativePrompt(sequence)).append(sequence.generated());
		return new Query(unconditional, query.from() - sequence.length() + unconditional.length(), query.outputs(),
				query.layers(), mask(query, unconditional));
	}

	private int[] negativePrompt(TokenSequence sequence) {
		if (this.negativePrompt != null) {
			return this.negativePrompt.stream().mapToInt(Integer::intValue).toArray();
		}
		return new int[] { sequence.get(sequence.promptLength() - 1) };
	}

	/**
	 * All of the negative prompt is seen.
	 */
	private static boolean @Nullable [] mask(Query query, TokenSequence unconditional) {
		boolean[] mask = query.attentionMask();
		if (mask == null) {
			return null;
		}
		boolean[] seen = new boolean[unconditional.length()];
		int negative = unconditional.promptLength();
		for (int i = 0; i < seen.length; i++) {
			seen[i] = i < negative || mask[query.sequence().promptLength() + i - negative];
		}
		return seen;
	}

	@Override
	public Logits combine(List<Logits> rows) {
		Logits guided = rows.get(0);
		guided.normalize();
		float scale = (float) this.guidanceScale;
		if (scale == 1) {
			return guided;
		}
		rows.get(1).normalize();
		float[] with = guided.scores();
		float[] without = rows.get(1).scores();
		for (int token = 0; token < with.length; token++) {
			with[token] = scale * (with[token] - without[token]) + without[token];
		}
		return guided;
	}

}
