package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Processors that run one after the other.
 *
 * @param processors the processors, first to last
 */
public record LogitsProcessorChain(List<LogitsProcessor> processors) implements LogitsProcessor {

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
	public void process(TokenSequence sequence, Logits logits) {
		if (isEmpty()) {
			return;
		}
		boolean wasNumeric = firstInvalid(logits) < 0;
		for (LogitsProcessor processor : this.processors) {
			processor.process(sequence, logits);
		}
		int invalid = firstInvalid(logits);
		if (invalid >= 0) {
			throw new InvalidLogitsException((wasNumeric
					? "The logits processors '%s' made the score of token %d %s at position %d"
					: "The model gave token %2$d the score %3$s at position %4$d, which the logits processors '%1$s' left")
				.formatted(name(), invalid, logits.get(invalid), sequence.length()));
		}
		if (!leavesToken(logits)) {
			throw new InvalidLogitsException("The logits processors '%s' leave no token to choose at position %d"
				.formatted(name(), sequence.length()));
		}
	}

	/**
	 * Return the names of the processors.
	 * @return the names in order, separated by commas
	 */
	@Override
	public String name() {
		return this.processors.stream().map(LogitsProcessor::name).collect(Collectors.joining(", "));
	}

	private static int firstInvalid(Logits logits) {
		float[] scores = logits.scores();
		for (int token = 0; token < scores.length; token++) {
			if (!(scores[token] < Float.POSITIVE_INFINITY)) {
				return token;
			}
		}
		return -1;
	}

	private static boolean leavesToken(Logits logits) {
		for (float score : logits.scores()) {
			if (score != Float.NEGATIVE_INFINITY) {
				return true;
			}
		}
		return false;
	}

}
