package dev.decoding.search;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MaxTimeCriterion}.
 */
class MaxTimeCriterionTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);

	private final StoppingCriterion criterion = new MaxTimeCriterion(Duration.ofNanos(100), this.clock::get);

	@Test
	void endsOnceTheTimeIsOver() {
		this.clock.addAndGet(100);
		assertThat(this.criterion.check(SEQUENCE)).isNull();
		this.clock.addAndGet(1);
		assertThat(this.criterion.check(SEQUENCE)).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void countsAnewForEachGeneration() {
		this.clock.addAndGet(1000);
		StoppingCriterion started = this.criterion.start();
		assertThat(started.check(SEQUENCE)).isNull();
		this.clock.addAndGet(101);
		assertThat(started.check(SEQUENCE)).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void readsTheClockOfTheMachine() {
		assertThat(new MaxTimeCriterion(Duration.ofDays(1)).check(SEQUENCE)).isNull();
	}

	@Test
	void refusesNegativeTimes() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MaxTimeCriterion(Duration.ofMillis(-1)))
			.withMessage("'maxTime' is PT-0.001S but must not be negative");
	}

}
