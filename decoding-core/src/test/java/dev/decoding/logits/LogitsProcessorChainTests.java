package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link LogitsProcessorChain}.
 */
class LogitsProcessorChainTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1, 2);

	@Test
	void processorsRunInOrder() {
		Logits logits = Logits.of(1, 2, 3);
		LogitsProcessorChain.of(adding(1), new Temperature(0.5), adding(10)).process(SEQUENCE, logits);
		assertThat(logits.scores()).containsExactly(14, 16, 18);
	}

	@Test
	void emptyChainAcceptsAnything() {
		Logits logits = Logits.of(Float.NaN, Float.NEGATIVE_INFINITY);
		LogitsProcessorChain.EMPTY.process(SEQUENCE, logits);
		assertThat(logits.scores()).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
	}

	@Test
	void namesTheProcessorsThatLeaveNoToken() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> chain(Float.NEGATIVE_INFINITY).process(SEQUENCE, Logits.of(1, 2)))
			.withMessage("The logits processors 'temperature, filling' leave no token to choose at position 2");
	}

	@Test
	void namesTheProcessorsThatMakeAScoreNaN() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> chain(Float.NaN).process(SEQUENCE, Logits.of(1, 2)))
			.withMessage("The logits processors 'temperature, filling' made the score of token 0 NaN at position 2");
	}

	@Test
	void namesTheProcessorsThatMakeAScoreInfinite() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> chain(Float.POSITIVE_INFINITY).process(SEQUENCE, Logits.of(1, 2)))
			.withMessage(
					"The logits processors 'temperature, filling' made the score of token 0 Infinity at position 2");
	}

	@Test
	void blamesTheModelForItsOwnScores() {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> LogitsProcessorChain.of(new Temperature(2)).process(SEQUENCE, Logits.of(1, Float.NaN)))
			.withMessage("The model gave token 1 the score NaN at position 2, which the logits processors "
					+ "'temperature' left");
	}

	@Test
	void scoresThatAreNotNumbersCanBeRemoved() {
		Logits logits = Logits.of(1, Float.NaN);
		LogitsProcessorChain.of((sequence, scores) -> scores.set(1, Float.NEGATIVE_INFINITY)).process(SEQUENCE, logits);
		assertThat(logits.scores()).containsExactly(1, Float.NEGATIVE_INFINITY);
	}

	@Test
	void laterChangesOfTheListDoNotMatter() {
		LogitsProcessor[] processors = { adding(1), adding(2) };
		LogitsProcessorChain chain = new LogitsProcessorChain(Arrays.asList(processors));
		List<LogitsProcessor> before = List.of(processors);
		processors[0] = adding(5);
		assertThat(chain.processors()).isEqualTo(before);
	}

	private static LogitsProcessor adding(float bias) {
		return (sequence, logits) -> {
			for (int token = 0; token < logits.vocabularySize(); token++) {
				logits.set(token, logits.get(token) + bias);
			}
		};
	}

	private static LogitsProcessorChain chain(float score) {
		return LogitsProcessorChain.of(new Temperature(2), new Filling(score));
	}

	private record Filling(float score) implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
			Arrays.fill(logits.scores(), this.score);
		}

		@Override
		public String name() {
			return "filling";
		}

	}

}
