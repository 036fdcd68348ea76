package dev.decoding.spring;

/**
 * The keys of what a response tells beside its text.
 */
public final class ResponseMetadata {

	/** Name of the strategy that was used, a {@code String}. */
	public static final String STRATEGY = "strategy";

	/**
	 * Seed of the random numbers, a {@code Long}: with it, the answer can be repeated.
	 */
	public static final String SEED = "seed";

	/**
	 * The prompt as the model read it, a {@code String} with special tokens by name; if
	 * it was asked for.
	 */
	public static final String PROMPT = "prompt";

	/** Generated tokens a second once the prompt was read, a {@code Double}. */
	public static final String TOKENS_PER_SECOND = "tokens-per-second";

	/** Time from the start of the computation to its first token, a {@code Duration}. */
	public static final String TIME_TO_FIRST_TOKEN = "time-to-first-token";

	/** Time spent waiting for a free thread, a {@code Duration}. */
	public static final String QUEUE_DURATION = "queue-duration";

	/** Time from the start of the computation to its end, a {@code Duration}. */
	public static final String TOTAL_DURATION = "total-duration";

	/**
	 * Share of the guessed tokens that were accepted, from 0 to 1, a {@code Double}; if
	 * the strategy guesses tokens.
	 */
	public static final String ACCEPTANCE_RATE = "acceptance-rate";

	/**
	 * What the answer took, a {@link dev.decoding.search.Cost}.
	 */
	public static final String COST = "cost";

	/**
	 * Log-probability of a whole sequence in nats, a {@code Double}; of each result, not
	 * of the response.
	 */
	public static final String SCORE = "score";

	/**
	 * How likely each token was, a {@code List} of {@link TokenLogprobs}; of each result,
	 * if it was asked for. The parts of a stream have those of their own tokens, and the
	 * last part has all.
	 */
	public static final String LOGPROBS = "logprobs";

	/**
	 * Votes of each answer, most first, a {@code Map} of {@code String} and
	 * {@code Double}; if test-time compute put it to a vote.
	 */
	public static final String VOTES = "votes";

	/**
	 * How many answers there were to choose from, an {@code Integer}; with test-time
	 * compute.
	 */
	public static final String CANDIDATES = "candidates";

	/**
	 * Why test-time compute ended before it was done, a {@code String}: {@code length}
	 * for a limit of time or tokens. The answer is the best so far.
	 */
	public static final String INTERRUPTION = "interruption";

	/**
	 * The whole tree of a search, a {@link dev.decoding.scaling.SearchTrace}; with
	 * test-time compute, if it was asked for.
	 */
	public static final String TRACE = "trace";

	/**
	 * How far a search has come, a {@link dev.decoding.search.SearchProgress}; of the
	 * parts of a stream that come before the text, with test-time compute.
	 */
	public static final String PROGRESS = "progress";

	private ResponseMetadata() {
	}

}
