package dev.decoding.logits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Processors that run one after the other.
 *
 * @param processors the processors, first to last
 */
public record LogitsProcessorChain(List<LogitsProcessor> processors) implements StatefulLogitsProcessor {

	/** The chain that changes nothing. */
	public static final LogitsProcessorChain EMPTY = new LogitsProcessorChain(List.of());

	public LogitsProcessorChain {
		processors = List.copyOf(processors);
	}

	public static LogitsProcessorChain of(LogitsProcessor... processors) {
		return new LogitsProcessorChain(Arrays.asList(processors));
	}

	public boolean isEmpty() {
		return this.processors.isEmpty();
	}

	/**
	 * {@inheritDoc}
	 * @throws InvalidLogitsException if no token is left behind the last processor, or a
	 * score is then NaN or positive infinity; the message names the processors
	 */
	@Override
	public Following step(TokenSequence sequence, Logits logits, RandomStream random) {
		if (isEmpty()) {
			return (choice) -> this;
		}
		List<Next> following = new ArrayList<>(this.processors.size());
		boolean stateful = false;
		for (LogitsProcessor processor : this.processors) {
			if (processor instanceof StatefulLogitsProcessor state) {
				following.add(state.step(sequence, logits, random));
				stateful = true;
			}
			else {
				processor.process(sequence, logits);
				following.add((choice) -> processor);
			}
		}
		check(sequence, logits);
		return !stateful ? (choice) -> this
				: (choice) -> new LogitsProcessorChain(following.stream().map((next) -> next.after(choice)).toList());
	}

	private void check(TokenSequence sequence, Logits logits) {
		float max = logits.max();
		if (Float.isFinite(max)) {
			return;
		}
		if (max == Float.NEGATIVE_INFINITY) {
			throw new InvalidLogitsException("The logits processors '%s' leave no token to choose at position %d"
				.formatted(name(), sequence.length()));
		}
		int invalid = InvalidLogitsException.firstInvalid(logits);
		throw new InvalidLogitsException(
				"The score of token %d is %s at position %d behind the logits processors '%s': either the model gave it or one of them made it"
					.formatted(logits.token(invalid), logits.values()[invalid], sequence.length(), name()));
	}

	/**
	 * Return the names of the processors.
	 * @return the names in order, separated by commas
	 */
	@Override
	public String name() {
		return this.processors.stream().map(LogitsProcessor::name).collect(Collectors.joining(", "));
	}

	/**
	 * The chain of the next position once a token is chosen.
	 */
	@FunctionalInterface
	public interface Following extends Next {

		@Override
		LogitsProcessorChain after(Choice choice);

	}

}
