package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What measurements of revisions are called.
 */
final class RevisionNames {

	static final String VERIFIER = "verifier";

	static final String MAJORITY = "majority";

	/** How right the tries of a number are, which stands for the budget. */
	static final String STEP = "revision";

	/** How often a try is right and the next one is wrong. */
	static final String LOST = "revision-lost";

	/** How often a try that is revised is right. */
	static final String KEPT = "revision-before";

	private RevisionNames() {
	}

	/**
	 * Return the strategy with a number of tries one after the other.
	 * @param by what decides
	 * @param length how many tries one after the other
	 */
	static String name(String by, int length) {
		return "revisions-by-" + by + "-" + length;
	}

	/**
	 * Return all strategies by the verifier at a budget, from side by side to one after
	 * the other.
	 */
	static List<String> ratios(int budget) {
		List<String> names = new ArrayList<>();
		for (int length = 1; length <= budget; length *= 4) {
			names.add(name(VERIFIER, length));
		}
		return names;
	}

}
