package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.logits.TokenSampler.Draw;
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

	private final Ending ending;

	private final StreamingDecoder decoder;

	private final StopStrings stopStrings;

	private final StringBuilder text = new StringBuilder();

	private final List<Double> logProbabilities = new ArrayList<>();

	private final List<TokenStatistics> statistics = new ArrayList<>();

	/** The model's own scores while processors change them, if they are asked for. */
	private float @Nullable [] unprocessed;

	private TokenSequence tokens;

	private LogitsProcessorChain processors;

	private TokenSampler sampler;

	private @Nullable FinishReason finishReason;

	Branch(int index, Execution execution, TokenSampler sampler, GenerationListener listener) {
		this.index = index;
		this.request = execution.request();
		this.listener = listener;
		this.ending = new Ending(execution);
		TokenSequence prompt = execution.prompt().tokens();
		this.decoder = execution.lm().tokenizer().streamingDecoder(prompt.toArray(), this.request.skipSpecialTokens());
		this.stopStrings = new StopStrings(this.request.stopStrings(), this.request.includeStopString());
		this.tokens = prompt;
		this.processors = this.request.processors();
		this.sampler = sampler.start(this.request.seed(), index, this.request.numReturnSequences());
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
		if (this.ending.isFull(this.tokens)) {
			finish(FinishReason.LENGTH);
		}
	}

	/**
	 * Begin a guess of how the sequence goes on.
	 * @param execution the request
	 * @param most how many tokens to guess at most
	 * @return the guess, with the state that the sequence has here
	 */
	Draft draft(Execution execution, int most) {
		int room = this.ending.room(this.tokens) - 1;
		return new Draft(execution, this.ending, this.index, this.tokens, Math.min(most, room), this.processors,
				this.sampler);
	}

	/**
	 * Choose the next token and add it.
	 * @param logits the model's scores, which are changed
	 */
	void extend(Logits logits) {
		extend(logits, null);
	}

	/**
	 * Choose the next token by another sampler than the sequence's own and add it.
	 * @param logits the model's scores, which are changed
	 * @param other what chooses, followed by the sequence's next sampler, or {@code null}
	 * for the sequence's own
	 */
	void extend(Logits logits, @Nullable TokenSampler other) {
		RandomStream random = RandomStream.of(this.request.seed(), this.index, this.tokens.length());
		Integer alternatives = this.request.statistics();
		if (alternatives != null) {
			remember(logits.scores());
		}
		this.ending.beforeProcessing(this.tokens, logits);
		LogitsProcessorChain.Following following = this.processors.step(this.tokens, logits, random);
		Draw draw = ((other != null) ? other : this.sampler).draw(logits, random);
		this.processors = following.after(draw.choice());
		this.sampler = draw.next();
		if (alternatives != null && this.unprocessed != null) {
			report(TokenStatistics.of(Logits.of(this.unprocessed), draw.choice(), alternatives));
		}
		commit(draw.choice());
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
	 * Add a token that was chosen elsewhere, whatever may end the sequence.
	 * @param choice the token
	 * @param statistics its statistics, if they are asked for
	 */
	void add(Choice choice, @Nullable TokenStatistics statistics) {
		if (statistics != null) {
			report(statistics);
		}
		append(choice);
		emit(choice, this.ending.isEndOfText(this.tokens) ? "" : searched(this.decoder.next(choice.token())));
	}

	/**
	 * Add a token, and finish if it was the last one.
	 */
	private void commit(Choice choice) {
		add(choice, null);
		FinishReason reason = (this.stopStrings.found() != null) ? FinishReason.STOP
				: this.ending.check(this.tokens, choice);
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

	private String searched(String text) {
		return this.ending.mayStop(this.tokens) ? this.stopStrings.next(text) : this.stopStrings.pass(text);
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

	/**
	 * Return the finished sequence, whose score is how likely it is.
	 */
	GeneratedSequence sequence() {
		return sequence(this.logProbabilities.stream().mapToDouble(Double::doubleValue).sum(), List.of());
	}

	GeneratedSequence sequence(double score, List<Integer> beamIndices) {
		if (this.finishReason == null) {
			throw new IllegalStateException("Sequence " + this.index + " is not finished");
		}
		return new GeneratedSequence(this.tokens, this.text.toString(), this.finishReason, this.stopStrings.found(),
				score, this.logProbabilities, beamIndices, this.statistics);
	}

}
