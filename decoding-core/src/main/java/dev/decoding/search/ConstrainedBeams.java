package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;

/**
 * One run of a constrained beam search: the bookkeeping of Hugging Face's
 * <code>ConstrainedBeamSearchScorer</code>, in single precision as there.
 */
final class ConstrainedBeams {

	private final BeamExecution execution;

	private final GenerationRequest request;

	private final BeamSettings settings;

	private final BeamGroup group;

	private final int longest;

	/** How far each beam is, and each of its continuations. */
	private Map<Hypothesis, PhraseProgress> progress = new IdentityHashMap<>();

	ConstrainedBeams(CausalLm lm, GenerationRequest request, GenerationListener listener, BeamSettings settings,
			List<RequiredPhrase> phrases) {
		settings.check(request);
		check(phrases, lm.info().vocabularySize());
		this.execution = new BeamExecution(lm, request, listener, settings.numBeams());
		this.request = request;
		this.settings = settings;
		this.group = new BeamGroup(settings.numBeams(), settings, this.execution);
		this.longest = phrases.stream().mapToInt(RequiredPhrase::longest).max().orElseThrow();
		Hypothesis root = this.execution.root();
		this.progress.put(root, PhraseProgress.none(phrases).after(root.tokens(), root.tokens().promptLength()));
	}

	private static void check(List<RequiredPhrase> phrases, int vocabulary) {
		phrases.stream()
			.flatMap((phrase) -> phrase.alternatives().stream().flatMap(List::stream))
			.filter((token) -> token >= vocabulary)
			.findFirst()
			.ifPresent((token) -> {
				throw new IllegalArgumentException("'phrases' has the token %d but the vocabulary goes from 0 to %d"
					.formatted(token, vocabulary - 1));
			});
	}

	GenerationResult run() {
		boolean hasRoom = this.execution.hasRoom(this.execution.root());
		while (hasRoom && !this.execution.isCancelled()) {
			int before = this.group.running().size();
			step();
			this.execution.tell(this.group.alive(), Math.max(before, this.group.running().size()));
			hasRoom = !this.group.isDone() && this.execution.hasRoom(this.group.running().get(0));
			if (hasRoom) {
				this.execution.evaluate(this.group.running());
			}
		}
		if (!this.group.isDone()) {
			finish(this.execution.isCancelled() ? FinishReason.CANCELLED : FinishReason.LENGTH);
		}
		return this.execution.finish(this.group.finished());
	}

	/**
	 * Extend all beams by one token.
	 */
	private void step() {
		List<Expansion> expansions = this.execution.expand(this.group.running(), 0);
		List<Hypothesis> leading = leading(expansions);
		List<Hypothesis> candidates = this.execution.select(expansions, CandidateSelection.HIGHEST,
				this.execution.candidates(this.settings.numBeams()));
		Map<Hypothesis, PhraseProgress> progress = new IdentityHashMap<>();
		candidates.forEach((candidate) -> progress.put(candidate, progressOf(candidate)));
		leading.forEach((candidate) -> progress.put(candidate, progressOf(candidate)));
		this.progress = progress;
		List<Hypothesis> open = this.group.sift(candidates, this::isComplete);
		leading.removeIf((candidate) -> open.stream().anyMatch((other) -> isSame(candidate, other)));
		this.group.follow(leading.isEmpty() ? open : balance(open, leading));
	}

	/**
	 * Continue each beam by the tokens that lead it on, however unlikely they are.
	 */
	private List<Hypothesis> leading(List<Expansion> expansions) {
		List<Hypothesis> leading = new ArrayList<>();
		for (Expansion expansion : expansions) {
			for (int token : progress(expansion.hypothesis()).next()) {
				float score = expansion.scores().get(token);
				if (score > Float.NEGATIVE_INFINITY) {
					leading.add(expansion.extend(token, score));
				}
			}
		}
		return leading;
	}

	private static boolean isSame(Hypothesis candidate, Hypothesis other) {
		return candidate.parent() == other.parent() && candidate.tokens().last() == other.tokens().last();
	}

	private PhraseProgress progressOf(Hypothesis candidate) {
		return progress(Objects.requireNonNull(candidate.parent())).after(candidate.tokens().last());
	}

	private PhraseProgress progress(Hypothesis hypothesis) {
		return Objects.requireNonNull(this.progress.get(hypothesis));
	}

	private boolean isComplete(Hypothesis hypothesis) {
		return progress(hypothesis).isComplete();
	}

	private int bank(Hypothesis hypothesis) {
		return progress(hypothesis).bank(this.longest);
	}

	/**
	 * Choose beams from all banks in turn: the best of each, then the second best of
	 * each, and so on, in each round the banks that are furthest first.
	 */
	private List<Hypothesis> balance(List<Hypothesis> open, List<Hypothesis> leading) {
		List<Hypothesis> all = new ArrayList<>(open);
		all.addAll(leading);
		all.sort(Comparator.comparing((Hypothesis hypothesis) -> bank(hypothesis) * 100 + hypothesis.score())
			.reversed());
		int[] rounds = new int[all.size()];
		for (int i = 1; i < rounds.length; i++) {
			rounds[i] = (bank(all.get(i)) == bank(all.get(i - 1))) ? rounds[i - 1] + 1 : 0;
		}
		return IntStream.range(0, rounds.length)
			.boxed()
			.sorted(Comparator.comparing((Integer index) -> rounds[index]))
			.limit(this.settings.numBeams())
			.map(all::get)
			.toList();
	}

	/**
	 * Finish the beams that have all phrases, and the others only if there are not
	 * enough.
	 */
	private void finish(FinishReason reason) {
		List<Hypothesis> complete = this.group.running().stream().filter(this::isComplete).toList();
		complete.forEach((beam) -> this.group.finish(beam, reason));
		if (complete.size() < this.request.numReturnSequences()) {
			this.group.running()
				.stream()
				.filter((beam) -> !isComplete(beam))
				.forEach((beam) -> this.group.finish(beam, reason));
		}
	}

}
