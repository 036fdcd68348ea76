package dev.decoding.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
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

	private final List<StoppingCriterion> criteria;

	private final StringBuilder text = new StringBuilder();

	private final List<Double> logProbabilities = new ArrayList<>();

	private final List<TokenStatistics> statistics = new ArrayList<>();

	/** The model's own scores while processors change them, if they are asked for. */
	private float @Nullable [] unprocessed;

	private TokenSequence tokens;

	private LogitsProcessorChain processors;

	private TokenSampler sampler;

	private @Nullable FinishReason finishReason;

	Branch(int index, TokenSequence prompt, TokenSampler sampler, CausalLm lm, GenerationRequest request,
			GenerationListener listener) {
		this.index = index;
		this.request = request;
		this.listener = listener;
		this.endOfTextTokens = (request.endOfTextTokens() != null) ? request.endOfTextTokens()
				: lm.info().endOfTextTokens();
		int room = lm.info().contextLength() - prompt.length();
		Integer wanted = request.maxNewTokens();
		this.mostTokens = (wanted != null) ? Math.min(wanted, room) : room;
		this.decoder = lm.tokenizer().streamingDecoder(prompt.toArray(), request.skipSpecialTokens());
		this.stopStrings = new StopStrings(request.stopStrings(), request.includeStopString());
		this.criteria = request.stoppingCriteria().stream().map(StoppingCriterion::start).toList();
		this.tokens = prompt;
		this.processors = request.processors();
		this.sampler = sampler.start(request.seed(), index, request.numReturnSequences());
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
	 * Add a token that is not for the sequence to choose, and finish only if there is no
	 * room for another one.
	 * @param token the token
	 */
	void force(ForcedPrefix.Token token) {
		if (token.statistics() != null) {
			report(token.statistics());
		}
		append(token.choice());
		emit(token.choice(), this.stopStrings.pass(this.decoder.next(token.choice().token())));
		if (isFull()) {
			finish(FinishReason.LENGTH);
		}
	}

	/**
	 * Choose the next token and add it.
	 * @param logits the model's scores, which are changed
	 */
	void extend(Logits logits) {
		RandomStream random = RandomStream.of(this.request.seed(), this.index, this.tokens.length());
		Integer alternatives = this.request.statistics();
		if (alternatives != null) {
			remember(logits.scores());
		}
		if (this.tokens.generatedLength() < this.request.minNewTokens()) {
			removeEndOfText(logits);
		}
		LogitsProcessorChain.Following following = this.processors.step(this.tokens, logits, random);
		Draw draw = this.sampler.draw(logits, random);
		this.processors = following.after(draw.choice());
		this.sampler = draw.next();
		if (alternatives != null && this.unprocessed != null) {
			report(TokenStatistics.of(Logits.of(this.unprocessed), draw.choice(), alternatives));
		}
		commit(draw.choice());
	}

	private void removeEndOfText(Logits logits) {
		for (int token : this.endOfTextTokens) {
			if (token >= 0 && token < logits.vocabularySize()) {
				logits.set(token, Float.NEGATIVE_INFINITY);
			}
		}
	}

	private void remember(float[] scores) {
		if (this.unprocessed == null) {
			this.unprocessed = new float[scores.length];
		}
		System.arraycopy(scores, 0, this.unprocessed, 0, scores.length);
	}

	private void report(TokenStatistics statistics) {
		this.statistics.add(statistics);
		this.listener.onStatistics(this.index, statistics);
	}

	/**
	 * Add a token, and finish if it was the last one.
	 * @param choice the token and what it adds to the score
	 */
	private void commit(Choice choice) {
		append(choice);
		boolean endOfText = mayEnd() && this.endOfTextTokens.contains(choice.token());
		String complete = endOfText ? "" : searched(this.decoder.next(choice.token()));
		emit(choice, complete);
		FinishReason reason = (endOfText || this.stopStrings.found() != null) ? FinishReason.STOP : check(choice);
		if (reason != null) {
			finish(reason);
		}
	}

	private void append(Choice choice) {
		this.tokens = this.tokens.append(choice.token());
		this.logProbabilities.add(choice.logProbability());
	}

	private void emit(Choice choice, String complete) {
		this.text.append(complete);
		this.listener.onToken(this.index, choice.token(), complete);
	}

	private boolean isFull() {
		return this.tokens.generatedLength() >= this.mostTokens;
	}

	private boolean mayEnd() {
		return this.tokens.generatedLength() >= this.request.minNewTokens();
	}

	/**
	 * Look for stop strings, which count from the first token on that is not one of the
	 * least number.
	 */
	private String searched(String text) {
		return (this.tokens.generatedLength() > this.request.minNewTokens()) ? this.stopStrings.next(text)
				: this.stopStrings.pass(text);
	}

	private @Nullable FinishReason check(Choice choice) {
		for (StoppingCriterion criterion : mayEnd() ? this.criteria : List.<StoppingCriterion>of()) {
			FinishReason reason = criterion.check(this.tokens, choice);
			if (reason != null) {
				return reason;
			}
		}
		return isFull() ? FinishReason.LENGTH : null;
	}

	/**
	 * End the sequence. What was held back is part of the text, unless it completes a
	 * stop string.
	 * @param reason why it ends
	 */
	void finish(FinishReason reason) {
		String held = searched(this.decoder.end()) + this.stopStrings.end();
		this.text.append(held);
		this.finishReason = (this.stopStrings.found() != null) ? FinishReason.STOP : reason;
		this.listener.onFinish(this.index, held, this.finishReason);
	}

	GeneratedSequence sequence() {
		if (this.finishReason == null) {
			throw new IllegalStateException("Sequence " + this.index + " is not finished");
		}
		return new GeneratedSequence(this.tokens, this.text.toString(), this.finishReason, this.stopStrings.found(),
				this.logProbabilities, this.statistics);
	}

}
