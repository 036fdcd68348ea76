package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of the beginnings of a text without reading it as a solution.
 */
final class Prefixes {

	private static final long FACTOR = 0xD1342543DE82EF95L;

	private Prefixes() {
	}

	/**
	 * Return the hash of each prefix.
	 * @param tokens the text
	 * @return the hashes, from that of no token on
	 */
	static long[] hashes(int[] tokens) {
		long[] hashes = new long[tokens.length + 1];
		long hash = 0;
		for (int i = 0; i < tokens.length; i++) {
			hash = (hash + tokens[i] + 1) * FACTOR;
			hash ^= hash >>> 32;
			hashes[i + 1] = hash;
		}
		return hashes;
	}

	/**
	 * Return the number of tokens up to the end of the problem, 0 if it has none.
	 */
	static int problemLength(int[] tokens) {
		for (int i = 0; i < tokens.length; i++) {
			if (tokens[i] == ChainVocabulary.EQUALS) {
				return i + 1;
			}
		}
		return 0;
	}

	/**
	 * Return the problem that a text begins with.
	 * @param tokens the text
	 * @param length how many of its tokens the problem has
	 * @return the problem, or {@code null} if it is none
	 */
	static @Nullable ChainProblem problem(int[] tokens, int length) {
		State state = ProblemState.BEGINNING;
		for (int i = 0; i < length; i++) {
			state = state.next(tokens[i]);
		}
		return (state instanceof LineState line) ? line.problem() : null;
	}

	/**
	 * Return the hash of a conversation's first try.
	 * @param tokens the conversation
	 * @param from the index of the first token behind the problem
	 */
	static long firstTry(int[] tokens, int from) {
		long hash = 0;
		for (int i = from; i < tokens.length && tokens[i] != ChainVocabulary.REVISE; i++) {
			if (tokens[i] != ChainVocabulary.LINE_FEED) {
				hash = Hashes.of(hash, tokens[i]);
			}
		}
		return hash;
	}

}
