package dev.decoding.scaling.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * Spends a budget as a table says is best for prompts of that difficulty. A few answers
 * tell how difficult the prompt is; they are part of the budget, and of the answers that
 * are chosen from in the end.
 * <p>
 * Edges: with a budget that the first answers use up, they are all there is; where the
 * table has no entry for a bin, more answers are sampled.
 * <p>
 * Cost: the budget, in answers.
 * <p>
 * Source: Snell et al., <i>Scaling LLM Test-Time Compute Optimally</i>, 2024, who do not
 * count the answers that tell the difficulty, 2,048 a question.
 */
public final class ComputeOptimal implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "compute-optimal";

	private final int budget;

	private final int probes;

	private final ComputePolicy policy;

	private final DifficultyEstimator difficulty;

	private final Map<String, IntFunction<ScalingAlgorithm>> strategies;

	private final @Nullable Verifier verifier;

	private final StepAggregation aggregation;

	private final Aggregator aggregator;

	/**
	 * Set how to search.
	 * @param budget how many answers may be made, at least 1
	 * @param probes how many answers tell the difficulty, at least 1
	 * @param policy the table
	 * @param difficulty guesses the difficulty
	 * @param strategies makes each strategy that the table names, for a budget
	 * @param verifier judges the first answers, or {@code null} for none
	 * @param aggregation how the scores of steps become one
	 * @param aggregator chooses among all answers in the end
	 */
	public ComputeOptimal(int budget, int probes, ComputePolicy policy, DifficultyEstimator difficulty,
			Map<String, IntFunction<ScalingAlgorithm>> strategies, @Nullable Verifier verifier,
			StepAggregation aggregation, Aggregator aggregator) {
		if (budget < 1) {
			throw new IllegalArgumentException("'budget' is %d but must be at least 1".formatted(budget));
		}
		if (probes < 1) {
			throw new IllegalArgumentException("'probes' is %d but must be at least 1".formatted(probes));
		}
		for (ComputePolicy.Entry entry : policy.entries()) {
			if (!strategies.containsKey(entry.strategy())) {
				throw new IllegalArgumentException("'policy' names the strategy '%s', but there are only %s"
					.formatted(entry.strategy(), strategies.keySet()));
			}
		}
		this.budget = budget;
		this.probes = probes;
		this.policy = policy;
		this.difficulty = difficulty;
		this.strategies = Map.copyOf(strategies);
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.aggregator = aggregator;
	}

	/**
	 * {@inheritDoc}
	 * @return the request with the statistics that any of the strategies needs; what else
	 * they would change is left, since all answers are drawn alike
	 */
	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		GenerationRequest prepared = (this.verifier != null) ? this.verifier.prepare(request) : request;
		for (IntFunction<ScalingAlgorithm> strategy : this.strategies.values()) {
			Integer wanted = strategy.apply(this.budget).prepare(request).statistics();
			Integer so = prepared.statistics();
			if (wanted != null && (so == null || wanted > so)) {
				prepared = prepared.toBuilder().statistics(wanted).build();
			}
		}
		return prepared;
	}

	@Override
	public Selection search(ScalingRun run) {
		List<Candidate> candidates = new ArrayList<>(sample(run, Math.min(this.probes, this.budget)));
		int left = this.budget - candidates.size();
		if (left > 0 && !run.isInterrupted()) {
			int bin = this.policy.bins().bin(this.difficulty.rate(candidates));
			IntFunction<ScalingAlgorithm> chosen = this.policy.choose(bin, this.budget)
				.map(this.strategies::get)
				.orElse(null);
			List<Candidate> more = (chosen != null) ? chosen.apply(left).search(run).candidates() : sample(run, left);
			candidates.addAll(more);
		}
		return this.aggregator.select(candidates);
	}

	private List<Candidate> sample(ScalingRun run, int count) {
		List<Path> paths = run.rollout().extend(run.rollout().begin(count), Pause.NEVER);
		List<Candidate> candidates = run.judge(this.verifier, this.aggregation, paths);
		run.report("samples", count, this.budget, () -> this.aggregator.select(candidates));
		return candidates;
	}

}
