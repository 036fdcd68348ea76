package dev.decoding.search;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.mixture.Vocabularies;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * Guesses with a smaller model that has the same tokens: it goes on as the request would
 * with it, through the same processors, and stops where it is not sure.
 * <p>
 * Edges: a token whose probability is below the threshold is still guessed, as the last
 * one; nothing is guessed where the sequence outgrows the model's context. Spare scores
 * behind those of the tokens do not count.
 * <p>
 * Cost: one call of the model a guessed token, for all sequences of a request together.
 * <p>
 * Source: Hugging Face's {@code AssistedCandidateGenerator}; the threshold is its
 * {@code assistant_confidence_threshold}.
 */
public final class DraftModel implements Drafter {

	/** Hugging Face's threshold. */
	public static final double DEFAULT_CONFIDENCE_THRESHOLD = 0.4;

	private final CausalLm lm;

	private final double confidenceThreshold;

	/** Those of models that have the same tokens. */
	private final Set<Tokenizer> checked = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

	/**
	 * Guess with a model and {@link #DEFAULT_CONFIDENCE_THRESHOLD}.
	 * @param lm the model, which stays open
	 */
	public DraftModel(CausalLm lm) {
		this(lm, DEFAULT_CONFIDENCE_THRESHOLD);
	}

	/**
	 * Guess with a model.
	 * @param lm the model, which stays open
	 * @param confidenceThreshold the least probability to go on behind, from 0 to 1
	 */
	public DraftModel(CausalLm lm, double confidenceThreshold) {
		if (!(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
			throw new IllegalArgumentException(
					"'confidenceThreshold' is %s but must be from 0 to 1".formatted(confidenceThreshold));
		}
		this.lm = lm;
		this.confidenceThreshold = confidenceThreshold;
	}

	/**
	 * {@inheritDoc}
	 * @throws dev.decoding.mixture.VocabularyMismatchException if the models do not have
	 * the same tokens
	 */
	@Override
	public void check(CausalLm lm) {
		if (!this.checked.contains(lm.tokenizer())) {
			Vocabularies.requireSame(List.of(lm, this.lm));
			this.checked.add(lm.tokenizer());
		}
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

	@Override
	public String toString() {
		return "DraftModel[%s, %s]".formatted(this.lm.info().name(), this.confidenceThreshold);
	}

}
