package dev.decoding.arithmetic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RewardHead}.
 */
class RewardHeadTests {

	private static final String HEADER = "{\"__metadata__\":{\"activation\":\"silu\"},"
			+ "\"hidden.bias\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},"
			+ "\"hidden.weight\":{\"dtype\":\"BF16\",\"shape\":[2,3],\"data_offsets\":[4,16]},"
			+ "\"output.bias\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[16,18]},"
			+ "\"output.weight\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[18,22]}}";

	@TempDir
	private Path directory;

	@Test
	void computesTheNetwork() throws IOException {
		RewardHead head = RewardHead.read(write(HEADER, 0.5f, -1, 1, 0, 2, -1, 0.5f, 0, 0.25f, 2, -4));
		double first = silu(0.5 + 1 * 1 + 2 * 3);
		double second = silu(-1 - 1 * 1 + 0.5 * 2);
		assertThat(head.score(new float[] { 1, 2, 3 })).isCloseTo(1 / (1 + Math.exp(-(0.25 + 2 * first - 4 * second))),
				within(1e-9));
	}

	@Test
	void refusesAHiddenStateOfAnotherModel() throws IOException {
		RewardHead head = RewardHead.read(write(HEADER, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> head.score(new float[4]))
			.withMessageContaining("4 numbers")
			.withMessageContaining("on 3");
	}

	@Test
	void namesWhatIsMissing() throws IOException {
		Path file = write(HEADER.replace("output.weight", "other"), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
		assertThatIllegalArgumentException().isThrownBy(() -> RewardHead.read(file))
			.withMessageContaining("'output.weight'");
	}

	private static double silu(double x) {
		return x / (1 + Math.exp(-x));
	}

	private Path write(String header, float... values) throws IOException {
		byte[] text = header.getBytes(StandardCharsets.UTF_8);
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + text.length + values.length * Short.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN);
		buffer.putLong(text.length).put(text);
		for (float value : values) {
			buffer.putShort((short) (Float.floatToIntBits(value) >>> Short.SIZE));
		}
		return Files.write(this.directory.resolve("head.safetensors"), buffer.array());
	}

}
