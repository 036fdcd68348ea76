package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Weights}.
 */
class WeightsTests {

	@TempDir
	Path directory;

	@Test
	void openShouldReadSingleFile() throws IOException {
		write("model.safetensors", SafetensorsBytes.valid());
		try (Weights weights = Weights.open(this.directory)) {
			assertThat(weights.names()).containsExactly("a", "b", "c", "d");
			StoredTensor tensor = weights.get("a", 2, 3);
			assertThat(tensor.file()).isEqualTo(this.directory.resolve("model.safetensors"));
			assertThat(tensor.dtype()).isEqualTo(StoredDtype.F32);
			assertThat(tensor.dtype().isSupported()).isTrue();
			assertThat(tensor.data().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
			assertThat(tensor.data().remaining()).isEqualTo(24);
			assertThat(tensor.slice(8, 4).get()).isEqualTo((byte) 8);
			assertThat(weights.get("d").shape()).isEmpty();
			assertThat(weights.find("e")).isEmpty();
		}
	}

	@Test
	void mappedDataShouldOutliveTheWeights() throws IOException {
		write("model.safetensors", SafetensorsBytes.valid());
		ByteBuffer data;
		try (Weights weights = Weights.open(this.directory)) {
			data = weights.get("b").data();
		}
		assertThat(data.get(7)).isEqualTo((byte) 31);
	}

	@Test
	void getShouldFindTensorWithoutTheFirstPartOfItsName() throws IOException {
		write("model.safetensors", SafetensorsBytes.valid());
		try (Weights weights = Weights.open(this.directory)) {
			assertThat(weights.get("transformer.a", 2, 3).name()).isEqualTo("a");
			assertThat(weights.get("transformer.d").name()).isEqualTo("d");
		}
	}

	@Test
	void getShouldRefuseMissingTensor() throws IOException {
		Path file = write("model.safetensors", SafetensorsBytes.valid());
		try (Weights weights = Weights.open(this.directory)) {
			assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> weights.get("x.weight", 4, 5))
				.withMessage("'" + file
						+ "': expected tensor 'x.weight' of shape [4, 5], found no tensor of this name among 4");
		}
	}

	@Test
	void getShouldRefuseOtherShape() throws IOException {
		Path file = write("model.safetensors", SafetensorsBytes.valid());
		try (Weights weights = Weights.open(this.directory)) {
			assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> weights.get("a", 3, 2))
				.withMessageStartingWith("'" + file + "': expected tensor 'a' to have shape [3, 2], found [2, 3]");
		}
	}

	@Test
	void openShouldReadShards() throws IOException {
		write("one.safetensors", SafetensorsBytes.valid());
		write("two.safetensors", tensor("z"));
		writeIndex("{\"z\":\"two.safetensors\",\"a\":\"one.safetensors\"}");
		try (Weights weights = Weights.open(this.directory)) {
			assertThat(weights.names()).containsExactly("z", "a");
			assertThat(weights.get("z").file()).hasFileName("two.safetensors");
		}
	}

	@Test
	void openShouldRefuseIndexWithMissingShard() {
		writeIndex("{\"a\":\"one.safetensors\"}");
		assertRefused("model.safetensors.index.json", "expected tensor 'a' in", "one.safetensors", "no such file");
	}

	@Test
	void openShouldRefuseIndexWithTensorThatIsNotInItsShard() throws IOException {
		write("one.safetensors", tensor("b"));
		writeIndex("{\"a\":\"one.safetensors\"}");
		assertRefused("model.safetensors.index.json", "expected tensor 'a' in", "one.safetensors", "no such tensor");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "1", "{\"a\":1}", "{\"a\":\"../one.safetensors\"}", "{\"a\":\"/one.safetensors\"}",
			"{\"a\":\"C:\\\\one.safetensors\"}", "{\"a\":\"one.bin\"}", "{\"a\":\"one\\u0000.safetensors\"}" })
	void openShouldRefuseIndexOfAnotherForm(String weightMap) {
		writeIndex(weightMap);
		assertRefused("model.safetensors.index.json", "expected", "found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{}", "{} {}", "{\"weight_map\":null}" })
	void openShouldRefuseIndexThatIsNoJsonObject(String index) throws IOException {
		write("model.safetensors.index.json", index.getBytes(StandardCharsets.UTF_8));
		assertRefused("model.safetensors.index.json", "expected", "found");
	}

	@Test
	void openShouldRefuseDirectoryInPlaceOfFile() throws IOException {
		Files.createDirectory(this.directory.resolve("model.safetensors"));
		assertRefused("model.safetensors", "expected a file, found a directory");
	}

	@Test
	void openShouldRefuseDirectoryWithoutWeights() {
		assertRefused("model.safetensors", "found neither");
	}

	@Test
	void openShouldSayHowToConvertPickle() throws IOException {
		write("pytorch_model.bin", new byte[4]);
		assertRefused("pytorch_model.bin", "Only safetensors are read", "safe_serialization=True");
	}

	@Test
	void tensorsLargerThanABufferAreReadInSlices() throws IOException {
		long size = (1L << 31) + 8;
		byte[] head = SafetensorsBytes
			.of("{\"big\":{\"dtype\":\"F32\",\"shape\":[" + size / 4 + "],\"data_offsets\":[0," + size + "]}}", 0);
		Path path = write("model.safetensors", head);
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			file.setLength(head.length + size);
			file.seek(head.length + size - 1);
			file.write(7);
		}
		try (Weights weights = Weights.open(this.directory)) {
			StoredTensor tensor = weights.get("big", size / 4);
			assertThat(tensor.size()).isEqualTo(size);
			assertThatIllegalStateException().isThrownBy(tensor::data).withMessageContaining("'big'");
			assertThat(tensor.slice(size - 4, 4).get(3)).isEqualTo((byte) 7);
			ByteBuffer copy = ByteBuffer.allocate(2);
			tensor.read(size - 2, copy);
			assertThat(copy.array()).containsExactly(0, 7);
		}
	}

	private byte[] tensor(String name) {
		return SafetensorsBytes.of("{\"" + name + "\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
	}

	private void writeIndex(String weightMap) {
		write("model.safetensors.index.json",
				("{\"metadata\":{},\"weight_map\":" + weightMap + "}").getBytes(StandardCharsets.UTF_8));
	}

	private Path write(String name, byte[] bytes) {
		try {
			return Files.write(this.directory.resolve(name), bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertRefused(String... messages) {
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> Weights.open(this.directory))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages))
			.withMessageContaining("'" + this.directory);
	}

}
