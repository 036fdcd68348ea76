package dev.decoding.search;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.decoding.logits.ArgmaxSampler;

/**
 * Tells the listener of a search over several hypotheses what is certain: the tokens that
 * all of them share, and in the end the rest of those that are returned.
 */
final class SharedPrefix {

	private final List<Branch> branches;

	/** How long sequences are before the first token that was chosen. */
	private final int root;

	private int told;

	SharedPrefix(Execution execution, GenerationListener listener, List<ForcedPrefix.Token> forced) {
		this.branches = IntStream.range(0, execution.request().numReturnSequences())
			.mapToObj((index) -> new Branch(index, execution, new ArgmaxSampler(), listener))
			.toList();
		this.root = execution.prompt().tokens().length() + forced.size();
		forced.forEach((token) -> this.branches.forEach((branch) -> branch.force(token)));
	}

	/**
	 * Tell what all hypotheses share.
	 * @param hypotheses all that can be returned or lead to what is, at least one
	 */
	void tell(Collection<Hypothesis> hypotheses) {
		Hypothesis any = hypotheses.iterator().next();
		int shared = this.told;
		while (agree(hypotheses, any, this.root + shared)) {
			shared++;
		}
		if (shared > this.told) {
			List<Hypothesis> news = any.path().subList(this.told, shared);
			this.branches.forEach((branch) -> news.forEach((step) -> add(branch, step)));
			this.told = shared;
		}
	}

	private static boolean agree(Collection<Hypothesis> hypotheses, Hypothesis any, int position) {
		return hypotheses.stream()
			.allMatch((other) -> position < other.tokens().length() && position < any.tokens().length()
					&& other.tokens().get(position) == any.tokens().get(position));
	}

	private static void add(Branch branch, Hypothesis step) {
		branch.add(Objects.requireNonNull(step.choice()), step.statistics());
	}

	/**
	 * Tell the rest of what is returned.
	 * @param finished the hypotheses, best first
	 * @return the sequences
	 */
	List<GeneratedSequence> finish(List<Finished> finished) {
		return IntStream.range(0, Math.min(finished.size(), this.branches.size())).mapToObj((index) -> {
			Hypothesis hypothesis = finished.get(index).hypothesis();
			Branch branch = this.branches.get(index);
			List<Hypothesis> path = hypothesis.path();
			path.subList(this.told, path.size()).forEach((step) -> add(branch, step));
			branch.finish(finished.get(index).reason());
			return branch.sequence(finished.get(index).score(), hypothesis.beamIndices());
		}).toList();
	}

	/**
	 * A hypothesis that has ended.
	 *
	 * @param hypothesis the hypothesis
	 * @param score what it is compared with other finished ones by
	 * @param reason why it ended
	 */
	record Finished(Hypothesis hypothesis, float score, FinishReason reason) {
	}

}
