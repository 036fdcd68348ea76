package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

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
		@Nullable List<Integer> negativePrompt) implements CausalLm {

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
	public ModelInfo info() {
		return this.lm.info();
	}

	@Override
	public Tokenizer tokenizer() {
		return this.lm.tokenizer();
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
	 * @throws IllegalArgumentException also if scores inside the prompt are asked for
	 */
	@Override
	public Evaluation evaluate(List<Query> queries) {
		List<Query> both = new ArrayList<>();
		queries.forEach((query) -> both.add(conditional(query)));
		queries.forEach((query) -> both.add(unconditional(query)));
		Evaluation evaluation = this.lm.evaluate(both);
		List<Evaluation.Result> results = new ArrayList<>();
		for (int i = 0; i < queries.size(); i++) {
			Query query = queries.get(i);
			results.add(new GuidedResult(query, evaluation.get(i), evaluation.get(queries.size() + i),
					(float) this.guidanceScale, offset(query.sequence())));
		}
		return new Evaluation(results);
	}

	/**
	 * The log-probabilities of tokens take the scores from one position before on.
	 */
	private static Query conditional(Query query) {
		if (!query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
			return query;
		}
		EnumSet<Output> outputs = EnumSet.copyOf(query.outputs());
		outputs.remove(Output.TOKEN_LOG_PROBABILITIES);
		outputs.add(Output.LOGITS);
		return new Query(query.sequence(), query.from() - 1, outputs, query.layers(), query.attentionMask());
	}

	private Query unconditional(Query query) {
		TokenSequence sequence = query.sequence();
		Query conditional = conditional(query);
		boolean wantsLogits = conditional.wants(Output.LOGITS);
		int first = Math.max(0, sequence.promptLength() - 1);
		if (wantsLogits && conditional.from() < first) {
			throw new IllegalArgumentException(
					"Guidance has no scores inside the prompt; ask for them from position %d on instead of %d"
						.formatted(first, conditional.from()));
		}
		TokenSequence unconditional = TokenSequence.of(negativePrompt(sequence)).append(sequence.generated());
		int from = wantsLogits ? conditional.from() - offset(sequence) : unconditional.length();
		Set<Output> outputs = wantsLogits ? EnumSet.of(Output.LOGITS) : EnumSet.noneOf(Output.class);
		if (conditional.wants(Output.NEXT_LOGITS) || !wantsLogits) {
			outputs.add(Output.NEXT_LOGITS);
		}
		return new Query(unconditional, from, outputs, List.of(), mask(query, unconditional));
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

	/**
	 * By how much positions are higher behind the prompt than without it.
	 */
	private int offset(TokenSequence sequence) {
		return sequence.promptLength() - ((this.negativePrompt != null) ? this.negativePrompt.size() : 1);
	}

	/**
	 * Does nothing: the model is closed by those who loaded it.
	 */
	@Override
	public void close() {
		// owns nothing
	}

}
