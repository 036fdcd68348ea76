package dev.decoding.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.CategoricalSampler;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * A guess of how one sequence goes on, while a {@link Drafter} makes it.
 */
public final class Draft {

	private final Execution execution;

	private final Ending ending;

	private final int branch;

	private final TokenSequence start;

	private final int most;

	private final boolean rejecting;

	/** What chooses at the positions of tokens whose distribution is known. */
	private final Map<Integer, TokenSampler> samplers = new HashMap<>();

	private TokenSequence tokens;

	private LogitsProcessorChain processors;

	private TokenSampler sampler;

	private boolean closed;

	private int calls;

	private long forwardTokens;

	Draft(Execution execution, Ending ending, int branch, TokenSequence start, int most,
			LogitsProcessorChain processors, TokenSampler sampler) {
		this.execution = execution;
		this.ending = ending;
		this.branch = branch;
		this.start = start;
		this.most = most;
		this.tokens = start;
		this.processors = processors;
		this.sampler = sampler;
		this.rejecting = sampler instanceof CategoricalSampler;
	}

	/**
	 * Return the sequence and what has been guessed so far.
	 * @return the tokens
	 */
	public TokenSequence tokens() {
		return this.tokens;
	}

	/**
	 * Return what removes tokens that will not be chosen next.
	 * @return the processors of the request, with the state of this position
	 */
	public LogitsProcessor processors() {
		return this.processors;
	}

	/**
	 * Return the tokens that end a text.
	 * @return the token ids
	 */
	public Set<Integer> endOfTextTokens() {
		return Set.copyOf(this.execution.endOfTextTokens());
	}

	/**
	 * Return how many tokens the model has.
	 * @return the number of its scores
	 */
	public int vocabularySize() {
		return this.execution.lm().info().vocabularySize();
	}

	/**
	 * Return how many more tokens can be guessed: none behind a token that ends the text.
	 * @return the number of tokens
	 */
	public int room() {
		return this.closed ? 0 : this.most - length();
	}

	/**
	 * Guess a token outright.
	 * @param token the token id
	 * @throws IllegalStateException if no more tokens can be guessed
	 */
	public void add(int token) {
		if (room() < 1) {
			throw new IllegalStateException("The draft has no room for token %d; see 'room()'".formatted(token));
		}
		this.tokens = this.tokens.append(token);
		this.closed = this.ending.isEndOfText(this.tokens);
	}

	/**
	 * Ask a draft model what comes next.
	 * @return the query, in which the request's hidden tokens are hidden
	 */
	public Query query() {
		this.execution.checkCancelled();
		return this.execution.prompt().masked(Query.next(this.tokens));
	}

	/**
	 * Guess a token as the request would choose it if the draft model were the model.
	 * Nothing more is guessed where it could not choose any.
	 * @param result the draft model's answer to {@link #query()}
	 * @return the token and its log-probability behind all processors, or {@code null} if
	 * there is none
	 * @throws IllegalStateException if no more tokens can be guessed
	 */
	public @Nullable Choice add(Result result) {
		this.calls++;
		this.forwardTokens += result.computedTokens();
		try {
			return add(fitted(result.nextLogits()));
		}
		catch (InvalidLogitsException ex) {
			close();
			return null;
		}
	}

	/**
	 * The numbers that processors draw are those that they will draw again when the guess
	 * is checked. A token that is accepted or rejected by chance must be drawn by numbers
	 * of its own.
	 */
	private Choice add(Logits logits) {
		int position = this.tokens.length();
		long seed = this.execution.request().seed();
		RandomStream random = RandomStream.of(seed, this.branch, position);
		this.ending.beforeProcessing(this.tokens, logits);
		LogitsProcessorChain.Following following = this.processors.step(this.tokens, logits, random);
		Draw draw = this.sampler.draw(logits, this.rejecting ? RandomStream.of(seed, ~this.branch, position) : random);
		Choice choice = draw.choice();
		add(choice.token());
		if (this.rejecting) {
			this.samplers.put(position, new RejectionSampler(choice.token(), logits, this.sampler));
		}
		this.processors = following.after(choice);
		this.sampler = draw.next();
		return choice;
	}

	/**
	 * A smaller model may have fewer or more spare scores behind those of its tokens.
	 */
	private Logits fitted(Logits logits) {
		int size = vocabularySize();
		if (logits.vocabularySize() == size) {
			return logits;
		}
		float[] scores = Arrays.copyOf(logits.scores(), size);
		if (logits.vocabularySize() < size) {
			Arrays.fill(scores, logits.vocabularySize(), size, Float.NEGATIVE_INFINITY);
		}
		return Logits.of(scores);
	}

	/**
	 * Guess nothing more.
	 */
	public void close() {
		this.closed = true;
	}

	int length() {
		return this.tokens.length() - this.start.length();
	}

	/**
	 * Ask the model what comes next at each position of the draft and behind it.
	 */
	Query check() {
		return Query.logits(this.tokens, this.start.length() - 1);
	}

	/**
	 * Return what chooses the token at a position instead of the sequence's own sampler.
	 */
	@Nullable TokenSampler sampler(int position) {
		return this.samplers.get(position);
	}

	/**
	 * Return whether the draft has a token at a position.
	 */
	boolean guesses(int token, int position) {
		return position < this.tokens.length() && this.tokens.get(position) == token;
	}

	int calls() {
		return this.calls;
	}

	long forwardTokens() {
		return this.forwardTokens;
	}

}
