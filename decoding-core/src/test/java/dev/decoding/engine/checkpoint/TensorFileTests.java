package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TensorFile}.
 */
class TensorFileTests {

	private static final String HEADER = """
			{"single":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},\
			"brain":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},\
			"half":{"dtype":"F16","shape":[6],"data_offsets":[12,24]},\
			"whole":{"dtype":"I64","shape":[],"data_offsets":[24,32]}}""";

	@TempDir
	private Path directory;

	private String write() throws IOException {
		byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + header.length + 32).order(ByteOrder.LITTLE_ENDIAN);
		buffer.putLong(header.length).put(header);
		buffer.putFloat(1.25f).putFloat(-1e-30f);
		buffer.putShort((short) 0x3FC0).putShort((short) 0xC000);
		for (int half : new int[] { 0x3C00, 0xC500, 0x7BFF, 0x0001, 0x8000, 0x7C00 }) {
			buffer.putShort((short) half);
		}
		buffer.putLong(7);
		return Files.write(this.directory.resolve("head.safetensors"), buffer.array()).toString();
	}

	@Test
	void readsFloatsOfEachType() throws IOException {
		TensorFile file = TensorFile.read(write());
		assertThat(file.floats("single")).containsExactly(1.25f, -1e-30f);
		assertThat(file.floats("brain")).containsExactly(1.5f, -2);
		assertThat(file.floats("half")).containsExactly(1, -5, 65504, 0x1p-24f, -0f, Float.POSITIVE_INFINITY);
	}

	@Test
	void namesWhatIsMissingOrOfAnotherType() throws IOException {
		TensorFile file = TensorFile.read(write());
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> file.floats("other"))
			.withMessageContaining("'other'")
			.withMessageContaining("single");
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> file.floats("whole"))
			.withMessageContaining("'whole' to be F32, F16 or BF16, found I64");
	}

	@Test
	void refusesWhatIsNoFile() throws IOException {
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> TensorFile.read("classpath:/nowhere.safetensors"))
			.withMessageContaining("'classpath:/nowhere.safetensors'");
		Path file = Files.write(this.directory.resolve("short"), new byte[] { 40, 0, 0, 0, 0, 0, 0, 0, '{' });
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> TensorFile.read(file.toString()))
			.withMessageContaining("found 9 bytes");
	}

}
