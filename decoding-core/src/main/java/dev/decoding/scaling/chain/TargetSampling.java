package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;

/**
 * Draws whole answers that a verifier likes, yet such as the model would give: what
 * training against the verifier, held near the model, would make of it.
 * <p>
 * Formula: the target is <code>p(y)^alpha * exp(r(y) / beta)</code>, with the verifier's
 * score <code>r</code> from 0 to 1; the chain is that of {@link PowerSampling}. With
 * <code>alpha = 1</code> and proposals at temperature 1 the model's terms cancel, and a
 * proposal is accepted if <code>ln U &lt; (r(new) - r(old)) / beta</code>.
 * <p>
 * Edges: with <code>alpha = 0</code> only the reward counts, among answers that the
 * proposals make. An infinite <code>beta</code> leaves the verifier out. A verifier that
 * judges only whole answers wants one block, the standard here; one that judges steps can
 * guide unfinished answers over several.
 * <p>
 * Example: with <code>beta = 0.1</code> an answer of score 0.9 is drawn
 * <code>exp(4)</code>, 55 times as often as one of score 0.5 that is as likely.
 * <p>
 * Cost: that of {@link PowerSampling}, and one judgement of each proposal.
 * <p>
 * Source: Faria, Smith, <i>Sample, Don't Search: Rethinking Test-Time Alignment for
 * Language Models</i>, 2025 (QAlign, <code>alpha = 1</code>); Faria et al., <i>QUEST:
 * Quality-Aware Metropolis-Hastings Sampling for Machine Translation</i>, 2024
 * (<code>alpha = 0</code>).
 */
public final class TargetSampling implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "target-sampling";

	/** One chain of 32 steps on whole answers, of which the second half counts. */
	public static final ChainSchedule STANDARD_SCHEDULE = new ChainSchedule(1, 1, 32, 16);

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final double alpha;

	private final double beta;

	private final double temperature;

	private final ChainSchedule schedule;

	private final ChainChoice choice;

	/**
	 * Draw as published, and return the last state of one chain.
	 * @param verifier gives the reward
	 */
	public TargetSampling(Verifier verifier) {
		this(verifier, StepAggregation.LAST, 1, 0.1, null, STANDARD_SCHEDULE, ChainChoice.LAST_STATE);
	}

	/**
	 * Set how to draw.
	 * @param verifier gives the reward
	 * @param aggregation how the scores of steps become one, if the verifier has such
	 * @param alpha the power of the model's own probability, at least 0 and finite
	 * @param beta how little the reward counts, above 0, perhaps infinite
	 * @param temperature the temperature that proposals are drawn at, above 0;
	 * {@code null} for one divided by the power, or 1 if that is 0
	 * @param schedule how long the chains run
	 * @param choice how the answer is chosen
	 */
	public TargetSampling(Verifier verifier, StepAggregation aggregation, double alpha, double beta,
			@Nullable Double temperature, ChainSchedule schedule, ChainChoice choice) {
		if (!(alpha >= 0) || Double.isInfinite(alpha)) {
			throw new IllegalArgumentException("'alpha' is %s but must be at least 0 and finite".formatted(alpha));
		}
		if (!(beta > 0)) {
			throw new IllegalArgumentException("'beta' is %s but must be above 0".formatted(beta));
		}
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.alpha = alpha;
		this.beta = beta;
		this.temperature = ProposalRequest.temperature(temperature, alpha);
		this.schedule = schedule;
		this.choice = choice;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return ProposalRequest.of(this.verifier.prepare(this.choice.aggregator().prepare(request)), this.temperature,
				this.schedule.chains());
	}

	@Override
	public Selection search(ScalingRun run) {
		Map<Path, Double> known = new IdentityHashMap<>();
		AnswerTarget target = new AnswerTarget(this.alpha, (paths) -> {
			judge(run, paths, known);
			return paths.stream().map((path) -> known.getOrDefault(path, 0.0) / this.beta).toList();
		});
		return new AnswerChains(run, this.schedule, this.choice, target, Acceptance.METROPOLIS_HASTINGS).search();
	}

	/**
	 * Judge the paths that are not known yet.
	 */
	private void judge(ScalingRun run, List<Path> paths, Map<Path, Double> known) {
		List<Path> unknown = new ArrayList<>();
		for (Path path : paths) {
			if (known.putIfAbsent(path, 0.0) == null) {
				unknown.add(path);
			}
		}
		if (!unknown.isEmpty()) {
			for (Candidate candidate : run.judge(this.verifier, this.aggregation, unknown)) {
				known.put(candidate.path(), candidate.score());
			}
		}
	}

}
