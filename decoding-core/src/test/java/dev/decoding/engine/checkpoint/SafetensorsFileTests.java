package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SafetensorsFile} and {@link SafetensorsHeader}.
 */
class SafetensorsFileTests {

	@TempDir
	Path directory;

	@Test
	void openShouldReadEveryTensor() throws IOException {
		try (SafetensorsFile file = open(SafetensorsBytes.valid())) {
			assertThat(file.entries().keySet()).containsExactly("a", "b", "c", "d");
			TensorEntry b = Objects.requireNonNull(file.entries().get("b"));
			assertThat(b.dtype()).isEqualTo(StoredDtype.BF16);
			assertThat(b.shape()).containsExactly(4);
			ByteBuffer data = file.map(b, 0, (int) b.size());
			assertThat(data.isDirect()).isTrue();
			assertThat(data.getShort()).isEqualTo((short) (25 << 8 | 24));
		}
	}

	@Test
	void openShouldAcceptTensorsInAnyOrderOfNames() throws IOException {
		try (SafetensorsFile file = open(SafetensorsBytes.of("""
				{"z":{"dtype":"U8","shape":[3],"data_offsets":[2,5]},\
				"y":{"dtype":"U8","shape":[2],"data_offsets":[0,2],"note":{"more":[1]}},\
				"x":{"dtype":"U8","shape":[0,7],"data_offsets":[2,2]}}""", 5))) {
			assertThat(file.entries().keySet()).containsExactly("y", "x", "z");
		}
	}

	@Test
	void openShouldAcceptFileWithoutTensors() throws IOException {
		try (SafetensorsFile file = open(SafetensorsBytes.of("{}", 0))) {
			assertThat(file.entries()).isEmpty();
		}
	}

	@Test
	void openShouldCountBitsOfSmallTypes() throws IOException {
		try (SafetensorsFile file = open(
				SafetensorsBytes.of("{\"a\":{\"dtype\":\"F4\",\"shape\":[3,2],\"data_offsets\":[0,3]}}", 3))) {
			assertThat(file.entries().values()).extracting(TensorEntry::size).containsExactly(3L);
		}
		assertRefused(SafetensorsBytes.of("{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}", 2),
				"'a' of dtype F4 and shape [3] to have a possible size, found 2 bytes");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7 })
	void openShouldRefuseFileShorterThanItsHeaderSize(int length) throws IOException {
		assertRefused(Arrays.copyOf(SafetensorsBytes.valid(), length), "expected at least 8 bytes, found " + length);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 18446744073709551615", "100000001, 100000001", "9223372036854775807, 9223372036854775807" })
	void openShouldRefuseAbsurdHeaderSize(long size, String found) throws IOException {
		assertRefused(SafetensorsBytes.of(size, new byte[16], 0),
				"expected a header size of at most 100000000 bytes, found " + found);
	}

	@Test
	void openShouldRefuseHeaderLongerThanFile() throws IOException {
		assertRefused(SafetensorsBytes.of(17, new byte[16], 0),
				"expected a header of 17 bytes, found a file of 24 bytes");
	}

	@Test
	void openShouldRefuseTruncatedData() throws IOException {
		byte[] valid = SafetensorsBytes.valid();
		assertRefused(Arrays.copyOf(valid, valid.length - 1),
				"'data_offsets' of tensor 'd' to lie in the file's 43 bytes of data, found [36, 44]");
	}

	@Test
	void openShouldRefuseTrailingData() throws IOException {
		byte[] valid = SafetensorsBytes.valid();
		assertRefused(Arrays.copyOf(valid, valid.length + 2),
				"expected the data to end at byte 44, right after tensor 'd', found 46 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "[]", "1", "\"a\"", "{", "{\"a\":", "{}{}", "{} 1", "{\"a\":1}", "{\"a\":null}",
			"{\"a\":[]}", "{\"__metadata__\":1}", "{\"__metadata__\":{\"a\":1}}", "nonsense", "{\"a\":{}}" })
	void openShouldRefuseHeaderOfAnotherForm(String header) throws IOException {
		assertRefused(SafetensorsBytes.of(header, 0), "found");
	}

	@Test
	void openShouldRefuseHeaderThatIsNotUtf8() throws IOException {
		byte[] header = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertRefused(SafetensorsBytes.of(header.length, header, 0), "expected the header to be UTF-8");
		byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
		assertRefused(SafetensorsBytes.of(wide.length, wide, 0), "expected the header to be a JSON object");
	}

	@Test
	void openShouldRefuseDeepNesting() throws IOException {
		assertRefused(SafetensorsBytes.of("{\"a\":{\"b\":" + "[".repeat(100_000), 0), "JSON object");
	}

	@Test
	void openShouldRefuseDuplicateNames() throws IOException {
		String tensor = "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
		assertRefused(SafetensorsBytes.of("{" + tensor + "," + tensor + "}", 0), "Duplicate");
	}

	@Test
	void openShouldRefuseUnknownDtype() throws IOException {
		assertRefused(tensor("Q4", "[1]", "[0,1]", 1), "dtype of tensor 'a' to be one of [BOOL,", "found 'Q4'");
	}

	@Test
	void openShouldRefuseMissingField() throws IOException {
		assertRefused(SafetensorsBytes.of("{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}", 1), "found no 'data_offsets'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[-1] | found -1", "[1.0] | whole numbers", "[\"1\"] | whole numbers", "1 | to be an array",
					"[99999999999999999999] | found 99999999999999999999", "[4294967296,4294967296] | a possible size",
					"[9223372036854775807,2] | a possible size", "[2] | to have 8 bytes, found 4 bytes" })
	void openShouldRefuseWrongShape(String shape, String message) throws IOException {
		assertRefused(tensor("F32", shape, "[0,4]", 4), "tensor 'a'", message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[0] | expected two", "[0,2,4] | expected two", "[4,0] | to lie in the file's",
					"[0,5] | to lie in the file's", "[-4,0] | found -4",
					"[9223372036854775804,9223372036854775807] | to lie" })
	void openShouldRefuseWrongOffsets(String offsets, String message) throws IOException {
		assertRefused(tensor("F32", "[1]", offsets, 4), "tensor 'a'", message);
	}

	@Test
	void openShouldRefuseHoles() throws IOException {
		assertRefused(tensor("U8", "[2]", "[1,3]", 3),
				"tensor 'a' to begin at byte 0, right after the header, found 1: the data has a hole");
	}

	@Test
	void openShouldRefuseOverlap() throws IOException {
		assertRefused(SafetensorsBytes.of("""
				{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},\
				"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3),
				"tensor 'b' to begin at byte 2, right after tensor 'a', found 1: the data overlaps");
	}

	@Test
	void openShouldRecogniseGitLfsPointer() throws IOException {
		byte[] pointer = """
				version https://git-lfs.github.com/spec/v1
				oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
				size 12345
				""".getBytes(StandardCharsets.US_ASCII);
		assertRefused(pointer, "Git LFS pointer", "git lfs pull");
	}

	@Test
	void openShouldRefuseDirectory() {
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> SafetensorsFile.open(this.directory))
			.withMessageContaining("'" + this.directory + "'")
			.withMessageContaining("found a directory");
	}

	private byte[] tensor(String dtype, String shape, String offsets, int dataSize) {
		return SafetensorsBytes.of(
				"{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}",
				dataSize);
	}

	private SafetensorsFile open(byte[] bytes) throws IOException {
		return SafetensorsFile.open(Files.write(this.directory.resolve("x.safetensors"), bytes));
	}

	private void assertRefused(byte[] bytes, String... messages) throws IOException {
		Path file = Files.write(this.directory.resolve("wrong.safetensors"), bytes);
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> SafetensorsFile.open(file))
			.withMessageStartingWith("'" + file + "' is not a valid safetensors file: ")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

}
