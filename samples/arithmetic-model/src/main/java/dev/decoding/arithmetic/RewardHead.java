package dev.decoding.arithmetic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process reward model: a network of one hidden layer on the model's final hidden
 * state. At the line feed that ends a step of a chain it tells how likely it is that all
 * steps so far are right.
 * <p>
 * Its file is in the format of safetensors, in bfloat16: {@code hidden.weight}
 * {@code [width, hidden]}, {@code hidden.bias} {@code [width]}, {@code output.weight}
 * {@code [1, width]}, {@code output.bias} {@code [1]}, with SiLU between and a sigmoid
 * behind.
 */
public final class RewardHead {

	/** Where the shipped model's file is on the class path. */
	public static final String RESOURCE = "/decoding/arithmetic/reward_head.safetensors";

	private final float[] hiddenWeight;

	private final float[] hiddenBias;

	private final float[] outputWeight;

	private final float outputBias;

	private RewardHead(byte[] file) {
		ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		int size = Math.toIntExact(buffer.getLong(0));
		String header = new String(file, Long.BYTES, size, StandardCharsets.UTF_8);
		ByteBuffer data = buffer.slice(Long.BYTES + size, file.length - Long.BYTES - size)
			.order(ByteOrder.LITTLE_ENDIAN);
		this.hiddenWeight = read("hidden.weight", header, data);
		this.hiddenBias = read("hidden.bias", header, data);
		this.outputWeight = read("output.weight", header, data);
		this.outputBias = read("output.bias", header, data)[0];
	}

	private static float[] read(String name, String header, ByteBuffer data) {
		Matcher entry = Pattern
			.compile("\"" + Pattern.quote(name)
					+ "\"\\s*:\\s*\\{[^}]*\"data_offsets\"\\s*:\\s*\\[\\s*(\\d+)\\s*,\\s*(\\d+)")
			.matcher(header);
		if (!entry.find() || !entry.group().contains("\"BF16\"")) {
			throw new IllegalArgumentException(
					"The reward head has no tensor '" + name + "' in bfloat16; train it again");
		}
		int begin = Integer.parseInt(entry.group(1));
		float[] values = new float[(Integer.parseInt(entry.group(2)) - begin) / Short.BYTES];
		for (int i = 0; i < values.length; i++) {
			values[i] = Float.intBitsToFloat(data.getShort(begin + i * Short.BYTES) << Short.SIZE);
		}
		return values;
	}

	/**
	 * Read a reward head.
	 * @param file its file
	 * @return the reward head
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if a tensor is missing
	 */
	public static RewardHead read(Path file) throws IOException {
		return new RewardHead(Files.readAllBytes(file));
	}

	/**
	 * Read the shipped model's reward head.
	 * @return the reward head
	 * @throws IOException if it cannot be read
	 */
	public static RewardHead shipped() throws IOException {
		try (InputStream stream = RewardHead.class.getResourceAsStream(RESOURCE)) {
			if (stream == null) {
				throw new IOException("There is no 'classpath:" + RESOURCE + "'; check the build of the jar");
			}
			return new RewardHead(stream.readAllBytes());
		}
	}

	/**
	 * Judge a beginning.
	 * @param hidden the hidden state behind the final norm at the token that ends a step,
	 * {@code [hidden]}
	 * @return the probability that all steps so far are right
	 */
	public double score(float[] hidden) {
		if (hidden.length * this.hiddenBias.length != this.hiddenWeight.length) {
			throw new IllegalArgumentException("The hidden state has %d numbers but the reward head was trained on %d"
				.formatted(hidden.length, this.hiddenWeight.length / this.hiddenBias.length));
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
