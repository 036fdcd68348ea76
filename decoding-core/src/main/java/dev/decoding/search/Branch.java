package dev.decoding.search;

import java.util.ArrayList;
import java.util.Collections;
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

	private final Execution execution;

	private final TokenSequence prompt;

	private final Ending ending;

	private final StreamingDecoder decoder;

	private final StopStrings stopStrings;

	private final StringBuilder text = new StringBuilder();

	/** All that is decoded, also what is held back or cut off. */
	private final StringBuilder decoded = new StringBuilder();

	/** How long the decoded text is behind each token. */
	private final List<Integer> decodedLengths = new ArrayList<>();

	/** What follows each number of tokens. */
	private final List<State> states = new ArrayList<>();

	private final List<Double> logProbabilities = new ArrayList<>();

	private final List<TokenStatistics> statistics = new ArrayList<>();

	/** The model's own scores while processors change them, if they are asked for. */
	private float @Nullable [] unprocessed;

	private TokenSequence tokens;

	private LogitsProcessorChain processors;

	private TokenSampler sampler;

	private @Nullable FinishReason finishReason;

	Branch(int index, Execution execution, TokenSampler sampler, GenerationListener listener) {
		this(index, execution, execution.prompt().tokens(), sampler, listener);
	}

	/**
	 * Begin a sequence.
	 * @param index its index, from which it draws its random numbers
	 * @param execution the request
	 * @param prompt what it continues, all of it prompt, if not the request's prompt
	 * @param sampler chooses the tokens
	 * @param listener whom it tells
	 */
	Branch(int index, Execution execution, TokenSequence prompt, TokenSampler sampler, GenerationListener listener) {
		this(index, execution, prompt, new Ending(execution, prompt), sampler, listener);
	}

	private Branch(int index, Execution execution, TokenSequence prompt, Ending ending, TokenSampler sampler,
			GenerationListener listener) {
		this.index = index;
		this.execution = execution;
		this.prompt = prompt;
		this.request = execution.request();
		this.listener = listener;
		this.ending = ending;
		this.decoder = execution.lm().tokenizer().streamingDecoder(prompt.toArray(), this.request.skipSpecialTokens());
		this.stopStrings = new StopStrings(this.request.stopStrings(), this.request.includeStopString());
		this.tokens = prompt;
		this.processors = this.request.processors();
		this.sampler = sampler.start(this.request.seed(), index, this.request.numReturnSequences());
		this.states.add(new State(this.processors, this.sampler));
	}

	/**
	 * Begin another sequence with the first tokens of this one, in the state that this
	 * one had there. It has not ended, and tells nobody.
	 * @param index its index, from which it draws its random numbers
	 * @param length how many generated tokens to begin with
	 * @return the other sequence
	 */
	Branch fork(int index, int length) {
		Branch fork = new Branch(index, this.execution, this.prompt, this.ending, this.request.sampler(),
				GenerationListener.NONE);
		fork.states.clear();
		fork.states.addAll(this.states.subList(0, length + 1));
		fork.processors = this.states.get(length).processors();
		fork.sampler = this.states.get(length).sampler();
		fork.replay(this, length);
		return fork;
	}

	private void replay(Branch other, int length) {
		int prompt = other.tokens.promptLength();
		for (int i = 0; i < length; i++) {
			this.tokens = other.tokens.take(prompt + i + 1);
			this.logProbabilities.add(other.logProbabilities.get(i));
			read(this.tokens.get(prompt + i), i < this.request.forcedPrefix().size());
		}
		this.statistics.addAll(other.statistics.subList(0, Math.min(length, other.statistics.size())));
		this.tokens = (length == other.tokens.generatedLength()) ? other.tokens : this.tokens;
	}

	/**
	 * Tell a listener all that this sequence would have told.
	 * @param index the index to tell it under
	 * @param alternatives how many alternatives to name at most in statistics, or
	 * {@code null} to tell none
	 * @param listener whom to tell
	 */
	void tell(int index, @Nullable Integer alternatives, GenerationListener listener) {
		Branch again = new Branch(index, this.execution, this.prompt, this.ending, this.request.sampler(), listener);
		int prompt = this.tokens.promptLength();
		for (int i = 0; i < this.logProbabilities.size(); i++) {
			again.tokens = this.tokens.take(prompt + i + 1);
			if (alternatives != null && i < this.statistics.size()) {
				listener.onStatistics(index, this.statistics.get(i).withAlternatives(alternatives));
			}
			int token = again.tokens.get(prompt + i);
			listener.onToken(index, token, again.read(token, i < this.request.forcedPrefix().size()));
		}
		if (this.finishReason != null) {
			again.finish(this.finishReason);
		}
	}

	/**
	 * Take another state than the one that follows from the tokens so far.
	 */
	void sampleWith(TokenSampler sampler) {
		this.sampler = sampler;
		this.states.set(this.states.size() - 1, new State(this.processors, sampler));
	}

	/**
	 * Take an equal sequence for this one's, so that both are found to be the same.
	 */
	void unite(TokenSequence tokens) {
		this.tokens = tokens;
	}

	TokenSampler sampler() {
		return this.sampler;
	}

	CharSequence text() {
		return this.text;
	}

	CharSequence decoded() {
		return this.decoded;
	}

	List<Integer> decodedLengths() {
		return Collections.unmodifiableList(this.decodedLengths);
	}

	List<Double> logProbabilities() {
		return Collections.unmodifiableList(this.logProbabilities);
	}

	List<TokenStatistics> statistics() {
		return Collections.unmodifiableList(this.statistics);
	}

	@Nullable FinishReason finishReason() {
		return this.finishReason;
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
		emit(token.choice(), true);
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
		emit(choice, false);
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
		this.states.add(new State(this.processors, this.sampler));
	}

	private void emit(Choice choice, boolean forced) {
		this.listener.onToken(this.index, choice.token(), read(choice.token(), forced));
	}

	/**
	 * Read the text of the newest token.
	 * @param token the token
	 * @param forced whether it is not for the sequence to choose, so that nothing ends
	 * with it
	 * @return the text that is now complete
	 */
	private String read(int token, boolean forced) {
		String next = (!forced && this.ending.isEndOfText(this.tokens)) ? "" : this.decoder.next(token);
		this.decoded.append(next);
		this.decodedLengths.add(this.decoded.length());
		String complete = forced ? this.stopStrings.pass(next) : searched(next);
		this.text.append(complete);
		return complete;
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
		String end = this.decoder.end();
		this.decoded.append(end);
		String held = searched(end) + this.stopStrings.end();
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

	/**
	 * What chooses the next token.
	 */
	private record State(LogitsProcessorChain processors, TokenSampler sampler) {
	}

}
