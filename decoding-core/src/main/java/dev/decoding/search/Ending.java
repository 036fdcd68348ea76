package dev.decoding.search;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer.StreamingDecoder;

/**
 * When the sequences of a request end.
 */
final class Ending {

	private final Execution execution;

	private final GenerationRequest request;

	private final Collection<Integer> endOfTextTokens;

	private final int mostTokens;

	private final List<StoppingCriterion> criteria;

	Ending(Execution execution) {
		this(execution, execution.prompt().tokens());
	}

	/**
	 * Begin to look at the sequences that continue a prompt.
	 * @param execution the request
	 * @param prompt the prompt, if not the request's
	 */
	Ending(Execution execution, TokenSequence prompt) {
		this.execution = execution;
		this.request = execution.request();
		this.endOfTextTokens = execution.endOfTextTokens();
		this.mostTokens = execution.mostTokens(prompt);
		this.criteria = this.request.stoppingCriteria().stream().map(StoppingCriterion::start).toList();
	}

	/**
	 * Remove the end-of-text tokens until a sequence has as many tokens as it must have.
	 * @param tokens the sequence
	 * @param logits the scores of its next token
	 */
	void beforeProcessing(TokenSequence tokens, Logits logits) {
		if (tokens.generatedLength() >= this.request.minNewTokens()) {
			return;
		}
		for (int token : this.endOfTextTokens) {
			if (token >= 0 && token < logits.vocabularySize()) {
				logits.set(token, Float.NEGATIVE_INFINITY);
			}
		}
	}

	/**
	 * Return whether the newest token ends the text and is no part of it.
	 * @param tokens the sequence
	 * @return whether it does
	 */
	boolean isEndOfText(TokenSequence tokens) {
		return mayEnd(tokens) && this.endOfTextTokens.contains(tokens.get(tokens.length() - 1));
	}

	/**
	 * Return whether a stop string counts that the newest token completes: from the first
	 * token on that is not one of the least number.
	 * @param tokens the sequence
	 * @return whether it does
	 */
	boolean mayStop(TokenSequence tokens) {
		return tokens.generatedLength() > this.request.minNewTokens();
	}

	/**
	 * Look at everything but stop strings.
	 * @param tokens the sequence
	 * @param last its newest token
	 * @return why the sequence ends, or {@code null} if it goes on
	 */
	@Nullable FinishReason check(TokenSequence tokens, Choice last) {
		if (isEndOfText(tokens)) {
			return FinishReason.STOP;
		}
		for (StoppingCriterion criterion : mayEnd(tokens) ? this.criteria : List.<StoppingCriterion>of()) {
			FinishReason reason = criterion.check(tokens, last);
			if (reason != null) {
				return reason;
			}
		}
		return isFull(tokens) ? FinishReason.LENGTH : null;
	}

	/**
	 * Look at everything, decoding the sequence if there are stop strings.
	 * @param tokens the sequence
	 * @param last its newest token
	 * @return why the sequence ends, or {@code null} if it goes on
	 */
	@Nullable FinishReason checkText(TokenSequence tokens, Choice last) {
		return hasStopString(tokens) ? FinishReason.STOP : check(tokens, last);
	}

	private boolean hasStopString(TokenSequence tokens) {
		if (this.request.stopStrings().isEmpty()) {
			return false;
		}
		StreamingDecoder decoder = this.execution.lm()
			.tokenizer()
			.streamingDecoder(tokens.toArray(0, tokens.promptLength()), this.request.skipSpecialTokens());
		StopStrings stopStrings = new StopStrings(this.request.stopStrings(), this.request.includeStopString());
		for (int i = tokens.promptLength(); i < tokens.length(); i++) {
			String text = decoder.next(tokens.get(i));
			if (mayStop(tokens.take(i + 1))) {
				stopStrings.next(text);
			}
			else {
				stopStrings.pass(text);
			}
		}
		return stopStrings.found() != null;
	}

	boolean isFull(TokenSequence tokens) {
		return room(tokens) <= 0;
	}

	/**
	 * Return how many more tokens a sequence can have.
	 */
	int room(TokenSequence tokens) {
		return this.mostTokens - tokens.generatedLength();
	}

	private boolean mayEnd(TokenSequence tokens) {
		return tokens.generatedLength() >= this.request.minNewTokens();
	}

}
