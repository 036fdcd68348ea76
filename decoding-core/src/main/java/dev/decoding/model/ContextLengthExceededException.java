package dev.decoding.model;

/**
 * A sequence is longer than the model's context.
 */
public class ContextLengthExceededException extends ModelException {

	private final int length;

	private final int contextLength;

	public ContextLengthExceededException(int length, int contextLength, String wayOut) {
		super("The sequence has %d tokens but the model's context holds %d. %s".formatted(length, contextLength,
				wayOut));
		this.length = length;
		this.contextLength = contextLength;
	}

	public int getLength() {
		return this.length;
	}

	public int getContextLength() {
		return this.contextLength;
	}

}
