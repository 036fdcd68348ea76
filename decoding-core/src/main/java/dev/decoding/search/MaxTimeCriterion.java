package dev.decoding.search;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Ends a sequence by the first token that is ready after a given time.
 * <p>
 * Edges: the time of the prompt counts, and a running computation is not interrupted, so
 * a sequence has at least one token and can take longer by the time of one.
 * <p>
 * Example: with a {@code maxTime} of 2 seconds and a token ready every 0.3 seconds the
 * seventh token is the last.
 * <p>
 * Source: Hugging Face's {@code MaxTimeCriteria}.
 */
public final class MaxTimeCriterion implements StoppingCriterion {

	private final Duration maxTime;

	private final LongSupplier clock;

	private final long start;

	/**
	 * Create a criterion.
	 * @param maxTime the time from the beginning of the generation, not negative
	 */
	public MaxTimeCriterion(Duration maxTime) {
		this(maxTime, System::nanoTime);
	}

	/**
	 * Create a criterion with a clock of its own.
	 * @param maxTime the time, not negative
	 * @param clock tells nanoseconds since some moment
	 */
	MaxTimeCriterion(Duration maxTime, LongSupplier clock) {
		if (maxTime.isNegative()) {
			throw new IllegalArgumentException("'maxTime' is %s but must not be negative".formatted(maxTime));
		}
		this.maxTime = maxTime;
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	@Override
	public StoppingCriterion start() {
		return new MaxTimeCriterion(this.maxTime, this.clock);
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		Duration elapsed = Duration.ofNanos(this.clock.getAsLong() - this.start);
		return (elapsed.compareTo(this.maxTime) > 0) ? FinishReason.LENGTH : null;
	}

	@Override
	public String toString() {
		return "MaxTimeCriterion[maxTime=" + this.maxTime + "]";
	}

}
