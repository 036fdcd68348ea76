package dev.decoding.scaling.vote;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * Draws several answers, has a verifier judge them, and chooses one. All are drawn
 * together, or in rounds until they agree enough.
 * <p>
 * Formula: that of the {@link Aggregator}.
 * <p>
 * Edges: answers are drawn as the request says, so that without a temperature above 0 all
 * are the same. When interrupted, what has ended by itself so far is chosen from.
 * <p>
 * Example: 64 samples with {@link MajorityVote} are maj@64, with a verifier and
 * {@link WeightedVote} weighted best-of-64.
 * <p>
 * Cost: one call of the model a step for all answers of a round, one prefill for all, and
 * one batch a round for the verifier.
 */
public final class SampleAndAggregate implements ScalingAlgorithm {

	private final int numSamples;

	private final StopSampling stop;

	private final @Nullable Verifier verifier;

	private final StepAggregation aggregation;

	private final Aggregator aggregator;

	/**
	 * Draw all answers together, and have nobody judge them.
	 * @param numSamples how many answers to draw, at least 1
	 * @param aggregator chooses one
	 */
	public SampleAndAggregate(int numSamples, Aggregator aggregator) {
		this(numSamples, StopSampling.NEVER, null, StepAggregation.LAST, aggregator);
	}

	/**
	 * Set how to search.
	 * @param numSamples how many answers to draw at most, at least 1
	 * @param stop when there are enough
	 * @param verifier judges them, or {@code null} for nobody
	 * @param aggregation how the scores of steps become one, if the verifier has such
	 * @param aggregator chooses one
	 */
	public SampleAndAggregate(int numSamples, StopSampling stop, @Nullable Verifier verifier,
			StepAggregation aggregation, Aggregator aggregator) {
		if (numSamples < 1) {
			throw new IllegalArgumentException("'numSamples' is %d but must be at least 1".formatted(numSamples));
		}
		this.numSamples = numSamples;
		this.stop = stop;
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.aggregator = aggregator;
	}

	@Override
	public Selection search(ScalingRun run) {
		Samples samples = new Samples(run, this.numSamples, this.aggregator::select);
		int next = next(samples);
		do {
			List<Path> paths = samples.draw(next, Pause.NEVER);
			samples.add(run.judge(this.verifier, this.aggregation, paths));
			if (this.verifier != null) {
				samples.report("judging");
			}
			next = next(samples);
		}
		while (next > 0 && !run.isInterrupted());
		return this.aggregator.select(samples.candidates());
	}

	/**
	 * There is at least one candidate in any case, since one has to be chosen.
	 */
	private int next(Samples samples) {
		int drawn = samples.candidates().size();
		int left = this.numSamples - drawn;
		int next = (left > 0) ? Math.min(left, this.stop.next(samples.candidates(), left)) : 0;
		return (drawn > 0) ? next : Math.max(1, next);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		GenerationRequest judged = (this.verifier != null) ? this.verifier.prepare(request) : request;
		return this.aggregator.prepare(judged).toBuilder().numReturnSequences(this.numSamples).build();
	}

}
