package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY })
	void namesTheProcessorsBehindWhichAScoreIsNotANumber(float score) {
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> chain(score).process(SEQUENCE, Logits.of(1, 2)))
			.withMessage(
					"The score of token 0 is %s at position 2 behind the logits processors 'temperature, filling': "
							+ "either the model gave it or one of them made it",
					score);
	}

	@Test
	void theStateOfAProcessorIsAValue() {
		LogitsProcessorChain first = LogitsProcessorChain.of(new Temperature(2), new Counting(0));
		LogitsProcessorChain second = step(first, 5);
		LogitsProcessorChain third = step(second, 6);
		assertThat(third.processors()).containsExactly(new Temperature(2), new Counting(11));
		assertThat(step(second, 1).processors()).containsExactly(new Temperature(2), new Counting(6));
		assertThat(first.processors()).containsExactly(new Temperature(2), new Counting(0));
	}

	@Test
	void aChainWithoutStateIsFollowedByItself() {
		LogitsProcessorChain chain = LogitsProcessorChain.of(new Temperature(2));
		assertThat(step(chain, 1)).isSameAs(chain);
		assertThat(step(LogitsProcessorChain.EMPTY, 1)).isSameAs(LogitsProcessorChain.EMPTY);
	}

	private static LogitsProcessorChain step(LogitsProcessorChain chain, int token) {
		return chain.step(SEQUENCE, Logits.of(1, 2), RandomStream.of(0, 0, 2)).after(new Choice(token, -1));
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

	private record Counting(int sum) implements StatefulLogitsProcessor {

		@Override
		public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
			return (choice) -> new Counting(this.sum + choice.token());
		}

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
