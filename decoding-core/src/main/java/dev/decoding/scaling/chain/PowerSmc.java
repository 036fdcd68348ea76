package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.RandomStream;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.steps.Resampling;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;

/**
 * Draws whole answers in proportion to a power of their probability, as
 * {@link PowerSampling} does, but by many answers at once: behind each block, those that
 * turned out too likely to be drawn die, and others multiply.
 * <p>
 * Formula: a block multiplies the weight of an answer by <code>p^alpha / q</code> of its
 * tokens, where <code>q</code> is what they are drawn from: with proposals at temperature
 * <code>1/alpha</code> that is <code>Z_j = sum_v p(v|y_{&lt;j})^alpha</code> for each.
 * Then answers get children in proportion to their weights by systematic resampling, and
 * all weights are the same. The last block's weights stay, and are the scores, the
 * greatest as 1; the first candidate is drawn by them.
 * <p>
 * Edges: an answer that ended keeps its place and its weight, and may multiply. With one
 * particle the proposals are what is drawn from. An infinite power has no weights and is
 * refused.
 * <p>
 * Example: with power 2, of the texts <code>ab</code> (0.4), <code>ba</code> (0.25) and
 * <code>bb</code> (0.25), 0.56 should begin with <code>a</code>, but 0.39 of those drawn
 * at temperature 1/2 do; behind the second letter, an <code>a</code> weighs 1, a
 * <code>b</code> 0.5, which makes up for it.
 * <p>
 * Cost: one answer a particle, all of which run in lock step.
 * <p>
 * Source: Doucet, de Freitas, Gordon, <i>Sequential Monte Carlo Methods in Practice</i>,
 * 2001; for the target, Karan, Du, <i>Reasoning with Sampling</i>, 2025.
 */
public final class PowerSmc implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "power-smc";

	/** The stream of random numbers; tokens have those from 0 up. */
	private static final long STREAM = Long.MIN_VALUE;

	private final double alpha;

	private final double temperature;

	private final int particles;

	private final int blocks;

	private final ChainChoice choice;

	/**
	 * Set how to draw.
	 * @param alpha the power, above 0 and finite
	 * @param temperature the temperature that tokens are drawn at, above 0; {@code null}
	 * for one divided by the power
	 * @param particles how many answers are followed, at least 1
	 * @param blocks into how many blocks the longest possible answer is divided, at least
	 * 1
	 * @param choice how the answer is chosen: each candidate's score is its weight, with
	 * a verifier multiplied by its score; there are only last states
	 */
	public PowerSmc(double alpha, @Nullable Double temperature, int particles, int blocks, ChainChoice choice) {
		if (!(alpha > 0) || Double.isInfinite(alpha)) {
			throw new IllegalArgumentException("'alpha' is %s but must be above 0 and finite".formatted(alpha));
		}
		if (particles < 1) {
			throw new IllegalArgumentException("'particles' is %d but must be at least 1".formatted(particles));
		}
		if (blocks < 1) {
			throw new IllegalArgumentException("'blocks' is %d but must be at least 1".formatted(blocks));
		}
		this.alpha = alpha;
		this.temperature = ProposalRequest.temperature(temperature, alpha);
		this.particles = particles;
		this.blocks = blocks;
		this.choice = choice;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return ProposalRequest.of(this.choice.aggregator().prepare(request), this.temperature, this.particles);
	}

	@Override
	public Selection search(ScalingRun run) {
		Horizons horizons = Horizons.of(run, this.blocks);
		List<Path> paths = run.rollout().begin(this.particles);
		double[] logWeights = new double[this.particles];
		double logEvidence = 0;
		for (int block = 0; block < horizons.blocks() && !run.isInterrupted(); block++) {
			if (block > 0) {
				logEvidence += logMean(logWeights);
				paths = resample(run, paths, normalized(logWeights), block);
				Arrays.fill(logWeights, 0);
			}
			List<Path> longer = horizons.extend(run, paths, block);
			for (int i = 0; i < longer.size(); i++) {
				int from = Math.max(horizons.first(), paths.get(i).tokens().generatedLength());
				logWeights[i] += logWeight(longer.get(i), from);
			}
			paths = longer;
			List<Path> now = paths;
			run.report("block %d of %d".formatted(block + 1, horizons.blocks()), block + 1, horizons.blocks(),
					() -> this.choice.guess(run, now));
			if (paths.stream().allMatch(Path::isFinished)) {
				break;
			}
		}
		Map<String, Double> diagnostics = diagnostics(paths, logWeights, logEvidence + logMean(logWeights));
		int[] order = order(children(run, normalized(logWeights), 1, horizons.blocks()));
		List<Path> last = paths;
		double[] scores = scores(logWeights);
		return this.choice
			.choose(run, Arrays.stream(order).mapToObj(last::get).toList(),
					Arrays.stream(order).mapToObj((i) -> scores[i]).toList())
			.withDiagnostics(diagnostics);
	}

	/**
	 * Return by how much more likely the target finds the newest tokens of a path than
	 * what they were drawn from.
	 */
	private double logWeight(Path path, int from) {
		return path.statistics()
			.subList(Math.min(from, path.statistics().size()), path.statistics().size())
			.stream()
			.mapToDouble((token) -> this.alpha * token.logProbability() - token.processedLogProbability())
			.sum();
	}

	private static List<Path> resample(ScalingRun run, List<Path> paths, double[] weights, int block) {
		int[] children = children(run, weights, weights.length, block);
		List<Path> next = new ArrayList<>();
		for (int i = 0; i < children.length; i++) {
			for (int child = 0; child < children[i]; child++) {
				next.add(paths.get(i));
			}
		}
		return next;
	}

	private static int[] children(ScalingRun run, double[] weights, int count, int block) {
		return Resampling.SYSTEMATIC.children(weights, count, RandomStream.of(run.request().seed(), STREAM, block));
	}

	/**
	 * Return the particles in order, but the one with a child first: a draw by weight.
	 */
	private static int[] order(int[] children) {
		return IntStream.range(0, children.length)
			.boxed()
			.sorted(Comparator.comparing((i) -> -children[i]))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	private static double logMean(double[] logs) {
		double max = Arrays.stream(logs).max().orElseThrow();
		return max + Math.log(Arrays.stream(logs).map((log) -> Math.exp(log - max)).average().orElseThrow());
	}

	private static double[] normalized(double[] logs) {
		double logSum = logMean(logs) + Math.log(logs.length);
		return Arrays.stream(logs).map((log) -> Math.exp(log - logSum)).toArray();
	}

	private static double[] scores(double[] logs) {
		double max = Arrays.stream(logs).max().orElseThrow();
		return Arrays.stream(logs).map((log) -> Math.exp(log - max)).toArray();
	}

	private static Map<String, Double> diagnostics(List<Path> paths, double[] logWeights, double logEvidence) {
		Map<String, Double> diagnostics = new LinkedHashMap<>();
		double squares = Arrays.stream(normalized(logWeights)).map((weight) -> weight * weight).sum();
		diagnostics.put("effectiveSampleSize", 1 / squares);
		diagnostics.put("uniqueStates", (double) paths.stream().map(Path::tokens).distinct().count());
		diagnostics.put("logEvidence", logEvidence);
		return diagnostics;
	}

}
