package dev.decoding.search;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer.StreamingDecoder;

/**
 * One sequence of a request while it grows: knows its text so far, and when it ends.
 */
final class Branch {

	private final int index;

	private final GenerationRequest request;

	private final GenerationListener listener;

	private final Collection<Integer> endOfTextTokens;

	private final int mostTokens;

	private final StreamingDecoder decoder;

	private final StopStrings stopStrings;

	private final StringBuilder text = new StringBuilder();

	private TokenSequence tokens;

	private double score;

	private @Nullable FinishReason finishReason;

	Branch(int index, TokenSequence prompt, CausalLm lm, GenerationRequest request, GenerationListener listener) {
		this.index = index;
		this.request = request;
		this.listener = listener;
		this.endOfTextTokens = (request.endOfTextTokens() != null) ? request.endOfTextTokens()
				: lm.info().endOfTextTokens();
		int room = lm.info().contextLength() - prompt.length();
		Integer wanted = request.maxNewTokens();
		this.mostTokens = (wanted != null) ? Math.min(wanted, room) : room;
		this.decoder = lm.tokenizer().streamingDecoder(prompt.toArray(), request.skipSpecialTokens());
		this.stopStrings = new StopStrings(request.stopStrings());
		this.tokens = prompt;
	}

	int index() {
		return this.index;
	}

	TokenSequence tokens() {
		return this.tokens;
	}

	boolean isFinished() {
		return this.finishReason != null;
	}

	/**
	 * Add a token, and finish if it was the last one.
	 * @param choice the token and what it adds to the score
	 */
	void commit(Choice choice) {
		this.tokens = this.tokens.append(choice.token());
		this.score += choice.logProbability();
		boolean endOfText = this.endOfTextTokens.contains(choice.token());
		String complete = endOfText ? "" : this.stopStrings.next(this.decoder.next(choice.token()));
		this.text.append(complete);
		this.listener.onToken(this.index, choice.token(), complete);
		FinishReason reason = (endOfText || this.stopStrings.found() != null) ? FinishReason.STOP : check();
		if (reason != null) {
			finish(reason);
		}
	}

	private @Nullable FinishReason check() {
		for (StoppingCriterion criterion : this.request.stoppingCriteria()) {
			FinishReason reason = criterion.check(this.tokens);
			if (reason != null) {
				return reason;
			}
		}
		return (this.tokens.generatedLength() >= this.mostTokens) ? FinishReason.LENGTH : null;
	}

	/**
	 * End the sequence. What was held back is part of the text, unless it completes a
	 * stop string.
	 * @param reason why it ends
	 */
	void finish(FinishReason reason) {
		String held = this.stopStrings.next(this.decoder.end()) + this.stopStrings.end();
		this.text.append(held);
		this.finishReason = (this.stopStrings.found() != null) ? FinishReason.STOP : reason;
		this.listener.onFinish(this.index, held, this.finishReason);
	}

	GeneratedSequence sequence() {
		if (this.finishReason == null) {
			throw new IllegalStateException("Sequence " + this.index + " is not finished");
		}
		return new GeneratedSequence(this.tokens, this.text.toString(), this.finishReason, this.stopStrings.found(),
				this.score);
	}

}
