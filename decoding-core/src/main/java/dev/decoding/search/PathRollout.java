package dev.decoding.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * Extends many paths of one request in lock step, with one call of the model a round, for
 * searches that stop on the way to judge, fork and go back: a step of reasoning, a
 * rollout to see where a step leads, a proposal for another ending are one call each.
 * <p>
 * A path that pauses goes on as if it had not: where each is extended once, the texts are
 * those of {@link Sampling}. What a path draws depends on the seed, its index and the
 * position, not on what else runs.
 * <p>
 * Once the request is cancelled or a {@linkplain Limits limit} is reached, paths come
 * back finished, with {@link FinishReason#CANCELLED} or {@link FinishReason#LENGTH}, and
 * none is extended any more.
 * <p>
 * Not safe for use by several threads.
 */
public final class PathRollout {

	private final Execution execution;

	private final Limits limits;

	private final List<Segment> segments;

	private final Set<Path> continued = Collections.newSetFromMap(new IdentityHashMap<>());

	/** How many paths there are, those of other models included. */
	private final AtomicInteger paths;

	private final List<PathRollout> others = new ArrayList<>();

	private int generations;

	private int newTokens;

	private @Nullable FinishReason interruption;

	/**
	 * Begin a request.
	 * @param lm the model
	 * @param request what is wanted; its number of sequences is how many paths are meant
	 * to be begun, which matters to samplers that divide a range among them
	 * @param limits what ends the search early
	 */
	public PathRollout(CausalLm lm, GenerationRequest request, Limits limits) {
		this(lm, request, limits, new ArrayList<>(), new AtomicInteger());
	}

	private PathRollout(CausalLm lm, GenerationRequest request, Limits limits, List<Segment> segments,
			AtomicInteger paths) {
		this.execution = new Execution(lm, request, 0);
		this.limits = limits;
		this.segments = segments;
		this.paths = paths;
	}

	/**
	 * Begin a request to another model, such as one to fall back on. Its paths are
	 * counted on from those of this one, what it takes is part of this one's result, and
	 * it may take what is left of this one's limits now.
	 * @param other the other model
	 * @param request what is wanted of it
	 * @return what extends paths by that model
	 */
	public PathRollout beside(CausalLm other, GenerationRequest request) {
		PathRollout rollout = new PathRollout(other, request,
				this.limits.without(this.newTokens, this.execution.nanos()), this.segments, this.paths);
		this.others.add(rollout);
		return rollout;
	}

	public CausalLm lm() {
		return this.execution.lm();
	}

	public GenerationRequest request() {
		return this.execution.request();
	}

	/**
	 * Return the prompt behind truncation.
	 * @return the tokens
	 */
	public TokenSequence prompt() {
		return this.execution.prompt().tokens();
	}

	/**
	 * Begin paths, each of which counts as a generation.
	 * @param count how many
	 * @return paths without a token
	 */
	public List<Path> begin(int count) {
		return begin(Collections.nCopies(count, prompt()));
	}

	/**
	 * Begin paths that continue prompts of their own, such as one that holds an earlier
	 * answer. Their texts begin behind it. Each counts as a generation.
	 * @param prompts the prompt of each path
	 * @return paths without a token
	 * @throws ContextLengthExceededException if a prompt leaves no room, see
	 * {@link #room}
	 */
	public List<Path> begin(List<TokenSequence> prompts) {
		int least = Math.max(1, request().forcedPrefix().size());
		for (TokenSequence prompt : prompts) {
			if (room(prompt) < least) {
				throw new ContextLengthExceededException(prompt.length(), lm().info().contextLength(),
						"A path of the search has no room to continue: begin it with a shorter prompt");
			}
		}
		this.generations += prompts.size();
		return prompts.stream().map(this::begin).toList();
	}

	private Path begin(TokenSequence prompt) {
		TokenSequence whole = (prompt.generatedLength() == 0) ? prompt : prompt.withPromptLength(prompt.length());
		return new Path(new Branch(this.paths.getAndIncrement(), this.execution, whole, request().sampler(),
				GenerationListener.NONE), -1);
	}

	/**
	 * Return how many tokens a path can have.
	 * @param prompt what it continues
	 * @return as many as the request wants at most, or the context holds behind the
	 * prompt, if that is less
	 */
	public int room(TokenSequence prompt) {
		return this.execution.mostTokens(prompt);
	}

	/**
	 * Count answers that were begun beside those of {@link #begin}.
	 * @param count how many
	 */
	public void addGenerations(int count) {
		this.generations += count;
	}

	/**
	 * Extend paths.
	 * @param paths the paths; one that occurs several times is forked, one that is
	 * finished is returned as it is
	 * @param pause when to stop on the way
	 * @return the extended paths, in the same order
	 */
	public List<Path> extend(List<Path> paths, Pause pause) {
		return extend(paths, pause, null);
	}

	/**
	 * Extend paths by another sampler than the request's.
	 * @param paths the paths; one that occurs several times is forked, one that is
	 * finished is returned as it is
	 * @param pause when to stop on the way
	 * @param sampler chooses the tokens, or {@code null} for the path's own sampler
	 * @return the extended paths, in the same order, which have their own sampler again
	 */
	public List<Path> extend(List<Path> paths, Pause pause, @Nullable TokenSampler sampler) {
		return extendEach(paths.stream().map((path) -> new Extension(path, pause, sampler)).toList());
	}

	/**
	 * Extend paths, each in its own way, with one call of the model a round for all of
	 * them.
	 * @param extensions the paths, and how to extend them; one that occurs several times
	 * is forked, one that is finished is returned as it is
	 * @return the extended paths, in the same order, which have their own sampler again
	 */
	public List<Path> extendEach(List<Extension> extensions) {
		List<Growth> growths = extensions.stream()
			.map((extension) -> new Growth(extension, fork(extension.path())))
			.toList();
		for (List<Growth> live = live(growths); !live.isEmpty(); live = live(live)) {
			if (interruption() == null) {
				try {
					round(live);
				}
				catch (EvaluationCancelledException ex) {
					this.interruption = FinishReason.CANCELLED;
				}
			}
			if (this.interruption != null) {
				FinishReason reason = this.interruption;
				live.stream()
					.map(Growth::branch)
					.filter((branch) -> !branch.isFinished())
					.forEach((branch) -> branch.finish(reason));
			}
		}
		return growths.stream().map(this::path).toList();
	}

	/**
	 * Return why the search has to end.
	 * @return the reason, or {@code null} if it may go on
	 */
	public @Nullable FinishReason interruption() {
		if (this.interruption == null) {
			if (request().cancellation().isCancelled()) {
				this.interruption = FinishReason.CANCELLED;
			}
			else if (this.limits.isReached(this.newTokens, this.execution.nanos())) {
				this.interruption = FinishReason.LENGTH;
			}
		}
		return this.interruption;
	}

	/**
	 * Ask the model for what judges paths. What it computes counts as the verifier's.
	 * @param queries the queries; what is to be hidden of the prompt is hidden of those
	 * that continue it
	 * @return their results
	 * @throws EvaluationCancelledException if the request was cancelled
	 */
	public Evaluation judge(List<Query> queries) {
		return judge(lm(), queries);
	}

	/**
	 * Ask any model for what judges paths.
	 * @param lm the model
	 * @param queries the queries
	 * @return their results
	 * @throws EvaluationCancelledException if the request was cancelled
	 */
	public Evaluation judge(CausalLm lm, List<Query> queries) {
		return this.execution.judge(lm, queries);
	}

	/**
	 * Return all that was made, discarded paths included.
	 * @return the segments in the order in which they were made
	 */
	public List<Segment> segments() {
		return Collections.unmodifiableList(this.segments);
	}

	/**
	 * Return how many tokens were made so far.
	 * @return the number, those of discarded paths included
	 */
	public int newTokens() {
		return this.newTokens;
	}

	/**
	 * End the request.
	 * @param sequences what it made, best first
	 * @return the result
	 */
	public GenerationResult result(List<GeneratedSequence> sequences) {
		GenerationResult result = this.execution.result(sequences, this.newTokens, this.generations);
		Cost cost = result.cost();
		for (PathRollout other : this.others) {
			cost = cost.plus(other.result(List.of()).cost());
		}
		return new GenerationResult(result.sequences(), cost, result.timings());
	}

	private Branch fork(Path path) {
		if (path.isFinished()) {
			return path.branch();
		}
		boolean first = !path.isRewound() && this.continued.add(path);
		int index = first ? path.index() : this.paths.getAndIncrement();
		return path.branch().fork(index, path.tokens().generatedLength());
	}

	private static List<Growth> live(List<Growth> growths) {
		return growths.stream().filter((growth) -> !growth.branch().isFinished() && !growth.isDue()).toList();
	}

	/**
	 * Extend each branch by one token. Those that are still the same sequence are one
	 * query.
	 */
	private void round(List<Growth> live) {
		Map<TokenSequence, List<Branch>> groups = new IdentityHashMap<>();
		List<TokenSequence> order = new ArrayList<>();
		for (Growth growth : live) {
			groups.computeIfAbsent(growth.branch().tokens(), (tokens) -> {
				order.add(tokens);
				return new ArrayList<>();
			}).add(growth.branch());
		}
		Evaluation evaluation = this.execution.evaluate(order.stream()
			.map((tokens) -> (tokens.generatedLength() == 0) ? ForcedPrefix.of(this.execution, tokens).query()
					: Query.next(tokens))
			.toList());
		for (int i = 0; i < order.size(); i++) {
			extend(order.get(i), groups.getOrDefault(order.get(i), List.of()), evaluation.get(i));
		}
	}

	private void extend(TokenSequence tokens, List<Branch> branches, Result result) {
		if (tokens.generatedLength() == 0) {
			for (ForcedPrefix.Token token : ForcedPrefix.of(this.execution, tokens).read(result)) {
				branches.forEach((branch) -> branch.force(token));
				this.newTokens += branches.size();
			}
		}
		List<Branch> open = branches.stream().filter((branch) -> !branch.isFinished()).toList();
		Logits logits = result.nextLogits();
		for (int i = 0; i < open.size(); i++) {
			open.get(i).extend((i < open.size() - 1) ? logits.copy() : logits);
		}
		this.newTokens += open.size();
		unite(open);
	}

	/**
	 * Paths that were one sequence and drew the same token still are one, so that the
	 * model is asked about it once.
	 */
	private static void unite(List<Branch> branches) {
		Map<Integer, TokenSequence> sequences = new HashMap<>();
		for (Branch branch : branches) {
			TokenSequence tokens = branch.tokens();
			branch.unite(sequences.computeIfAbsent(tokens.get(tokens.length() - 1), (last) -> tokens));
		}
	}

	private Path path(Growth growth) {
		Path from = growth.path();
		Branch branch = growth.end();
		if (from.isFinished()) {
			return from;
		}
		boolean forked = branch.index() != from.index();
		Path path = new Path(branch, forked ? from.index() : from.parent());
		int start = from.tokens().generatedLength();
		this.segments.add(new Segment(path.index(), path.parent(), start, branch.tokens().generatedLength() - start,
				branch.decoded().subSequence(from.branch().decoded().length(), branch.decoded().length()).toString(),
				branch.logProbabilities()
					.subList(start, branch.logProbabilities().size())
					.stream()
					.mapToDouble(Double::doubleValue)
					.sum(),
				branch.finishReason()));
		return path;
	}

	/**
	 * A path on the way to the next pause.
	 */
	private static final class Growth {

		private final Path path;

		private final Pause pause;

		private final Branch branch;

		private final @Nullable TokenSampler own;

		Growth(Extension extension, Branch branch) {
			this.path = extension.path();
			this.pause = extension.pause();
			this.branch = branch;
			TokenSampler sampler = extension.sampler();
			this.own = (sampler != null && !branch.isFinished()) ? branch.sampler() : null;
			if (sampler != null && this.own != null) {
				branch.sampleWith(sampler);
			}
		}

		Path path() {
			return this.path;
		}

		Branch branch() {
			return this.branch;
		}

		boolean isDue() {
			int tokens = this.branch.tokens().generatedLength() - this.path.tokens().generatedLength();
			CharSequence decoded = this.branch.decoded();
			return tokens > 0
					&& this.pause.isDue(decoded.subSequence(this.path.branch().decoded().length(), decoded.length()),
							tokens, this.branch.statistics());
		}

		/**
		 * Return the branch with its own sampler.
		 */
		Branch end() {
			if (this.own != null) {
				this.branch.sampleWith(this.own);
			}
			return this.branch;
		}

	}

	/**
	 * How to extend a path.
	 *
	 * @param path the path
	 * @param pause when to stop on the way
	 * @param sampler chooses the tokens, or {@code null} for the path's own sampler
	 */
	public record Extension(Path path, Pause pause, @Nullable TokenSampler sampler) {
	}

	/**
	 * What one call made of one path.
	 *
	 * @param path the index of the path
	 * @param parent the index of the path that it was forked from, or -1 for none
	 * @param start how many generated tokens it had before
	 * @param tokens how many it got
	 * @param text the text that they make
	 * @param logProbability the sum of their log-probabilities in nats, under the
	 * distributions that they were chosen from
	 * @param finishReason why the path ended, or {@code null} if it goes on
	 */
	public record Segment(int path, int parent, int start, int tokens, String text, double logProbability,
			@Nullable FinishReason finishReason) {
	}

	/**
	 * What ends a search early. Paths that are unfinished then end there.
	 *
	 * @param newTokens how many tokens may be made in all, or {@code null} for any number
	 * @param time how long it may take, or {@code null} for as long as it needs; a
	 * running computation is not interrupted
	 */
	public record Limits(@Nullable Integer newTokens, @Nullable Duration time) {

		/** None. */
		public static final Limits NONE = new Limits(null, null);

		boolean isReached(int newTokens, long nanos) {
			return this.newTokens != null && newTokens >= this.newTokens
					|| this.time != null && nanos >= this.time.toNanos();
		}

		/**
		 * Return what is left of the limits.
		 */
		Limits without(int newTokens, long nanos) {
			return new Limits((this.newTokens != null) ? Math.max(0, this.newTokens - newTokens) : null,
					(this.time != null) ? this.time.minusNanos(nanos) : null);
		}

	}

}
