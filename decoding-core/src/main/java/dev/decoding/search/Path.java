package dev.decoding.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * An answer, or the beginning of one, that a search follows. Immutable: extending a path
 * makes another one, extending it again forks it, and {@link #take} goes back. All that
 * processors and samplers remember goes with it.
 *
 * @see PathRollout
 */
public final class Path {

	private final Branch branch;

	private final int parent;

	private final boolean rewound;

	Path(Branch branch, int parent) {
		this(branch, parent, false);
	}

	private Path(Branch branch, int parent, boolean rewound) {
		this.branch = branch;
		this.parent = parent;
		this.rewound = rewound;
	}

	Branch branch() {
		return this.branch;
	}

	/**
	 * Return whether this is an earlier state of a path, whose random numbers are used
	 * up.
	 */
	boolean isRewound() {
		return this.rewound;
	}

	/**
	 * Return which path of the request this is. Paths are counted in the order in which
	 * they are begun or forked; what extends a path for the first time has its index.
	 * @return the index, from 0
	 */
	public int index() {
		return this.branch.index();
	}

	/**
	 * Return which path this was forked from.
	 * @return its index, or -1 for none
	 */
	public int parent() {
		return this.parent;
	}

	/**
	 * Return the tokens.
	 * @return the prompt and all generated tokens
	 */
	public TokenSequence tokens() {
		return this.branch.tokens();
	}

	/**
	 * Return the text so far.
	 * @return the generated text without what could still become a stop string; all of it
	 * when finished
	 */
	public String text() {
		return this.branch.text().toString();
	}

	/**
	 * Return the text of all generated tokens but those that end it.
	 * @return the text, also what {@link #text()} holds back or cuts off
	 */
	public String decoded() {
		return this.branch.decoded().toString();
	}

	/**
	 * Find the token that completes a part of the decoded text.
	 * @param end the index behind the last character of the part
	 * @return the number of generated tokens up to and including the one with which the
	 * decoded text first is as long as that; all if none is
	 */
	public int tokensUpTo(int end) {
		List<Integer> lengths = this.branch.decodedLengths();
		int low = 0;
		int high = lengths.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (lengths.get(middle) >= end) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return Math.min(low + 1, lengths.size());
	}

	/**
	 * Return the log-probability of each generated token.
	 * @return the log-probabilities in nats, under the distributions that the tokens were
	 * chosen from, behind all processors
	 */
	public List<Double> logProbabilities() {
		return this.branch.logProbabilities();
	}

	/**
	 * Return what was asked for about each generated token.
	 * @return the statistics, empty if the request asks for none
	 */
	public List<TokenStatistics> statistics() {
		return this.branch.statistics();
	}

	public boolean isFinished() {
		return this.branch.isFinished();
	}

	/**
	 * Return whether the path ended by itself, rather than by its length or from outside.
	 * @return whether it is a whole answer
	 */
	public boolean isComplete() {
		return this.branch.finishReason() == FinishReason.STOP;
	}

	public @Nullable FinishReason finishReason() {
		return this.branch.finishReason();
	}

	/**
	 * Go back.
	 * @param length how many generated tokens to keep
	 * @return the path as it was when it had that many; this one if it has no more
	 */
	public Path take(int length) {
		if (length == tokens().generatedLength()) {
			return this;
		}
		return new Path(this.branch.fork(index(), length), this.parent, true);
	}

	/**
	 * Return this path as a result, which it has to be finished for.
	 * @param score what it is compared with others by
	 * @param details what the strategy says of it, or {@code null} for nothing
	 * @return the sequence
	 */
	public GeneratedSequence sequence(double score, @Nullable SequenceDetails details) {
		GeneratedSequence sequence = this.branch.sequence(score, List.of());
		return (details != null) ? sequence.withDetails(details) : sequence;
	}

	/**
	 * Tell a listener of all tokens, as if they were made only now.
	 * @param index the index of the sequence among those that are returned
	 * @param alternatives how many alternatives to name at most in the statistics of each
	 * token, or {@code null} to tell no statistics
	 * @param listener whom to tell
	 */
	public void tell(int index, @Nullable Integer alternatives, GenerationListener listener) {
		this.branch.tell(index, alternatives, listener);
	}

	@Override
	public String toString() {
		return "Path[" + index() + ", " + text() + "]";
	}

}
