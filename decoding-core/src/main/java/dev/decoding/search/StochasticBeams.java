package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.GumbelTopK;
import dev.decoding.logits.GumbelTopK.Perturbed;
import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Distribution;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.SharedPrefix.Finished;

/**
 * One run of a stochastic beam search.
 */
final class StochasticBeams {

	private final Execution execution;

	private final GenerationRequest request;

	private final Ending ending;

	private final SharedPrefix output;

	/** The drawn beginnings of sequences and finished sequences, best first. */
	private List<Node> drawn;

	/** The scores of those that are not finished. */
	private List<Logits> logits = List.of();

	/** The highest perturbed log-probability that was dropped. */
	private double kappa = Double.NEGATIVE_INFINITY;

	private int newTokens;

	StochasticBeams(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		this.execution = new Execution(lm, request, request.numReturnSequences());
		this.request = request;
		this.ending = new Ending(this.execution);
		ForcedPrefix prefix = ForcedPrefix.of(this.execution);
		List<ForcedPrefix.Token> forced = List.of();
		FinishReason reason = FinishReason.CANCELLED;
		try {
			Result result = this.execution.evaluate(List.of(prefix.query())).get(0);
			forced = prefix.read(result);
			this.logits = List.of(result.nextLogits());
			reason = this.ending.isFull(prefix.query().sequence()) ? FinishReason.LENGTH : null;
		}
		catch (EvaluationCancelledException ex) {
			// finished as it is
		}
		this.newTokens = forced.size();
		this.output = new SharedPrefix(this.execution, listener, forced);
		this.drawn = List.of(Node.root(Hypothesis.root(prefix.query().sequence(), 0, request.processors()), reason));
	}

	GenerationResult run() {
		while (this.drawn.stream().anyMatch(Node::isOpen)) {
			step();
			this.output.tell(this.drawn.stream().map(Node::hypothesis).toList());
			evaluate();
		}
		List<GeneratedSequence> sequences = this.output.finish(this.drawn.stream().map(Node::finished).toList());
		return this.execution.result(IntStream.range(0, sequences.size())
			.mapToObj((i) -> sequences.get(i).withDetails(this.drawn.get(i).weight(this.kappa)))
			.toList(), this.newTokens);
	}

	/**
	 * Continue what is not finished, and keep the best of all.
	 */
	private void step() {
		List<Candidate> candidates = new ArrayList<>();
		InvalidLogitsException invalid = null;
		int row = 0;
		for (int beam = 0; beam < this.drawn.size(); beam++) {
			Node node = this.drawn.get(beam);
			if (!node.isOpen()) {
				candidates.add(new Candidate(node.perturbed(), () -> node));
				continue;
			}
			try {
				candidates.addAll(continuations(node, beam, this.logits.get(row++)));
			}
			catch (InvalidLogitsException ex) {
				invalid = ex;
			}
		}
		if (candidates.isEmpty() && invalid != null) {
			throw invalid;
		}
		candidates.sort(Comparator.comparing(Candidate::perturbed).reversed());
		int kept = Math.min(candidates.size(), this.request.numReturnSequences());
		if (kept < candidates.size()) {
			this.kappa = Math.max(this.kappa, candidates.get(kept).perturbed());
		}
		this.drawn = candidates.subList(0, kept).stream().map((candidate) -> candidate.node().get()).toList();
	}

	/**
	 * Draw the best continuations: as many as are wanted in all, and one more.
	 */
	private List<Candidate> continuations(Node node, int beam, Logits scores) {
		TokenSequence tokens = node.hypothesis().tokens();
		Logits unprocessed = (this.request.statistics() != null) ? scores.copy() : null;
		this.ending.beforeProcessing(tokens, scores);
		RandomStream random = RandomStream.of(this.request.seed(), node.key(), tokens.length());
		LogitsProcessorChain.Following following = node.hypothesis().processors().step(tokens, scores, random);
		List<Perturbed> best = GumbelTopK.draw(scores, this.request.numReturnSequences() + 1, random);
		Distribution distribution = scores.distribution();
		double offset = node.logProbability() - distribution.logNormalizer();
		double highest = offset + best.get(0).score();
		double wanted = node.isRoot() ? highest : node.perturbed();
		return best.stream().map((perturbed) -> {
			int token = scores.token(perturbed.candidate());
			Choice choice = new Choice(token, distribution.logProbability(scores.values()[perturbed.candidate()]));
			double conditioned = conditioned(offset + perturbed.score(), highest, wanted);
			return new Candidate(conditioned,
					() -> extend(node, beam, choice, conditioned, following.after(choice), unprocessed));
		}).toList();
	}

	/**
	 * Change a perturbed log-probability as if the highest one had been another.
	 * @param value the perturbed log-probability
	 * @param highest the highest one of all continuations
	 * @param wanted what the highest one is to be
	 * @return <code>-log(exp(-wanted) - exp(-highest) + exp(-value))</code>
	 */
	static double conditioned(double value, double highest, double wanted) {
		double u = wanted - value + Math.log1p(-Math.exp(value - highest));
		return wanted - Math.max(0, u) - Math.log1p(Math.exp(-Math.abs(u)));
	}

	private Node extend(Node node, int beam, Choice choice, double perturbed, LogitsProcessorChain processors,
			@Nullable Logits unprocessed) {
		Hypothesis parent = node.hypothesis();
		TokenSequence tokens = parent.tokens().append(choice.token());
		Integer alternatives = this.request.statistics();
		TokenStatistics statistics = (unprocessed != null && alternatives != null)
				? TokenStatistics.of(unprocessed.copy(), choice, alternatives) : null;
		Hypothesis hypothesis = new Hypothesis(parent, tokens, choice, beam, (float) perturbed, processors, statistics);
		this.newTokens++;
		return new Node(hypothesis, node.logProbability() + choice.logProbability(), perturbed,
				RandomStream.of(node.key(), choice.token(), tokens.length()).nextLong(),
				this.ending.checkText(tokens, choice));
	}

	private void evaluate() {
		List<Query> queries = this.drawn.stream()
			.filter(Node::isOpen)
			.map((node) -> Query.next(node.hypothesis().tokens()))
			.toList();
		if (queries.isEmpty()) {
			return;
		}
		try {
			this.logits = this.execution.evaluate(queries).results().stream().map(Result::nextLogits).toList();
		}
		catch (EvaluationCancelledException ex) {
			this.drawn = this.drawn.stream()
				.map((node) -> node.isOpen() ? node.ended(FinishReason.CANCELLED) : node)
				.toList();
		}
	}

	/**
	 * What is drawn if it is among the best.
	 *
	 * @param perturbed its perturbed log-probability
	 * @param node makes it
	 */
	private record Candidate(double perturbed, Supplier<Node> node) {
	}

	/**
	 * A sequence or the beginning of one.
	 *
	 * @param hypothesis its tokens
	 * @param logProbability how likely it is
	 * @param perturbed the perturbed log-probability of the best sequence that begins so;
	 * meaningless for the root
	 * @param key what its random numbers depend on, beside the seed: its tokens, so that
	 * they are the same whatever else is drawn
	 * @param reason why it ended, or {@code null} if it goes on
	 */
	private record Node(Hypothesis hypothesis, double logProbability, double perturbed, long key,
			@Nullable FinishReason reason) {

		static Node root(Hypothesis hypothesis, @Nullable FinishReason reason) {
			return new Node(hypothesis, 0, 0, 0, reason);
		}

		boolean isRoot() {
			return this.hypothesis.parent() == null;
		}

		boolean isOpen() {
			return this.reason == null;
		}

		Node ended(FinishReason reason) {
			return new Node(this.hypothesis, this.logProbability, this.perturbed, this.key, reason);
		}

		Finished finished() {
			return new Finished(this.hypothesis, (float) this.perturbed, Objects.requireNonNull(this.reason));
		}

		SampleWeight weight(double kappa) {
			return new SampleWeight(this.logProbability, this.perturbed, kappa);
		}

	}

}
