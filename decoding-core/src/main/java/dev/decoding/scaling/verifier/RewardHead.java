package dev.decoding.scaling.verifier;

import java.util.function.Function;

/**
 * A network of one hidden layer that turns a hidden state into a probability, trained
 * beside the model or on top of it: a process reward model that costs next to nothing.
 * <p>
 * Formula: <code>sigmoid(b2 + w2 * silu(b1 + w1 * h))</code>.
 */
public final class RewardHead {

	private final float[] hiddenWeight;

	private final float[] hiddenBias;

	private final float[] outputWeight;

	private final float outputBias;

	/**
	 * Create a head.
	 * @param hiddenWeight the weights of the hidden layer, {@code [width, hidden]}, row
	 * by row
	 * @param hiddenBias the bias of the hidden layer, {@code [width]}
	 * @param outputWeight the weights of the output, {@code [width]}
	 * @param outputBias the bias of the output
	 */
	public RewardHead(float[] hiddenWeight, float[] hiddenBias, float[] outputWeight, float outputBias) {
		if (hiddenBias.length == 0 || outputWeight.length != hiddenBias.length || hiddenWeight.length == 0
				|| hiddenWeight.length % hiddenBias.length != 0) {
			throw new IllegalArgumentException(
					"A reward head has %d hidden biases, %d hidden weights and %d output weights; "
						.formatted(hiddenBias.length, hiddenWeight.length, outputWeight.length)
							+ "check that its tensors are [width], [width, hidden] and [1, width]");
		}
		this.hiddenWeight = hiddenWeight.clone();
		this.hiddenBias = hiddenBias.clone();
		this.outputWeight = outputWeight.clone();
		this.outputBias = outputBias;
	}

	/**
	 * Take a head from a file.
	 * @param tensors gives the values of {@code hidden.weight}, {@code hidden.bias},
	 * {@code output.weight} and {@code output.bias} by name, and throws for a name that
	 * it does not have
	 * @return the head
	 */
	public static RewardHead of(Function<String, float[]> tensors) {
		return new RewardHead(tensors.apply("hidden.weight"), tensors.apply("hidden.bias"),
				tensors.apply("output.weight"), tensors.apply("output.bias")[0]);
	}

	/**
	 * Return the size of the hidden states that the head was trained on.
	 * @return the size
	 */
	public int hiddenSize() {
		return this.hiddenWeight.length / this.hiddenBias.length;
	}

	/**
	 * Judge what led to a hidden state.
	 * @param hidden the hidden state behind the final norm, {@code [hidden]}
	 * @return the probability that it is right
	 * @throws IllegalArgumentException if the hidden state has another size
	 */
	public double score(float[] hidden) {
		if (hidden.length != hiddenSize()) {
			throw new IllegalArgumentException("The hidden state has %d numbers but the reward head was trained on %d"
				.formatted(hidden.length, hiddenSize()));
		}
		double logit = this.outputBias;
		for (int unit = 0; unit < this.hiddenBias.length; unit++) {
			double sum = this.hiddenBias[unit];
			for (int i = 0; i < hidden.length; i++) {
				sum += this.hiddenWeight[unit * hidden.length + i] * hidden[i];
			}
			logit += this.outputWeight[unit] * sum / (1 + Math.exp(-sum));
		}
		return 1 / (1 + Math.exp(-logit));
	}

}
