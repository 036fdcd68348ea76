package dev.decoding.search;

import java.util.List;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.TokenSequence;

/**
 * Guesses with a smaller model that has the same tokens: it goes on as the request would
 * with it, through the same processors, and stops where it is not sure.
 * <p>
 * Edges: a token whose probability is below the threshold is still guessed, as the last
 * one; nothing is guessed where the sequence outgrows the model's context.
 * <p>
 * Cost: one call of the model a guessed token, for all sequences of a request together.
 * <p>
 * Source: Hugging Face's {@code AssistedCandidateGenerator}; the threshold is its
 * {@code assistant_confidence_threshold}, which defaults to 0.4 there.
 *
 * @param lm the model, which stays open
 * @param confidenceThreshold the least probability to go on behind, from 0 to 1
 */
public record DraftModel(CausalLm lm, double confidenceThreshold) implements Drafter {

	/** Hugging Face's threshold. */
	public static final double DEFAULT_CONFIDENCE_THRESHOLD = 0.4;

	public DraftModel {
		if (!(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
			throw new IllegalArgumentException(
					"'confidenceThreshold' is %s but must be from 0 to 1".formatted(confidenceThreshold));
		}
	}

	/**
	 * Guess with a model and {@link #DEFAULT_CONFIDENCE_THRESHOLD}.
	 * @param lm the model
	 */
	public DraftModel(CausalLm lm) {
		this(lm, DEFAULT_CONFIDENCE_THRESHOLD);
	}

	@Override
	public void draft(List<Draft> drafts) {
		for (List<Draft> open = open(drafts); !open.isEmpty(); open = open(open)) {
			Evaluation evaluation = this.lm.evaluate(open.stream().map(Draft::query).toList());
			for (int i = 0; i < open.size(); i++) {
				Choice choice = open.get(i).add(evaluation.get(i));
				if (choice == null || (float) Math.exp(choice.logProbability()) < (float) this.confidenceThreshold) {
					open.get(i).close();
				}
			}
		}
	}

	private List<Draft> open(List<Draft> drafts) {
		return drafts.stream().filter((draft) -> draft.room() > 0 && isReadable(draft.tokens())).toList();
	}

	private boolean isReadable(TokenSequence tokens) {
		if (tokens.length() > this.lm.info().contextLength()) {
			return false;
		}
		for (int i = 0; i < tokens.length(); i++) {
			if (tokens.get(i) >= this.lm.info().vocabularySize()) {
				return false;
			}
		}
		return true;
	}

}
