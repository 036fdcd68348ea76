package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Mutates a valid safetensors file: whatever comes out is refused as an invalid
 * checkpoint or can be read to its last byte.
 */
class SafetensorsFuzzTests {

	private static final int MUTATIONS = 4_000;

	private static final String INTERESTING = "{}[]\":,0123456789-+.eE \\u";

	@TempDir
	Path directory;

	@Test
	void mutatedFilesAreRefusedOrReadable() throws IOException {
		int refused = 0;
		int read = 0;
		Path file = this.directory.resolve("model.safetensors");
		for (long seed = 0; seed < MUTATIONS; seed++) {
			Files.write(file, mutate(new Random(seed)));
			try (Weights weights = Weights.open(this.directory)) {
				weights.names().forEach((name) -> readAll(weights.get(name)));
				read++;
			}
			catch (InvalidCheckpointException ex) {
				assertThat(ex).hasMessageContaining("'" + file + "'");
				refused++;
			}
			catch (RuntimeException | Error ex) {
				fail("Seed " + seed, ex);
			}
		}
		assertThat(refused).isPositive();
		assertThat(read).isPositive();
	}

	private void readAll(StoredTensor tensor) {
		ByteBuffer mapped = tensor.data();
		ByteBuffer copied = ByteBuffer.allocate((int) tensor.size());
		tensor.read(0, copied);
		assertThat(mapped).isEqualTo(copied.flip());
	}

	private byte[] mutate(Random random) {
		byte[] bytes = SafetensorsBytes.valid();
		int changes = 1 + random.nextInt(3);
		for (int i = 0; i < changes && bytes.length > 0; i++) {
			int at = random.nextInt(bytes.length);
			switch (random.nextInt(6)) {
				case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
				case 1 -> bytes[at] = (byte) random.nextInt();
				case 2 -> bytes[at] = (byte) INTERESTING.charAt(random.nextInt(INTERESTING.length()));
				case 3 -> bytes = Arrays.copyOf(bytes, at);
				case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(16));
				default -> bytes = moveDigits(bytes, at, random);
			}
		}
		return bytes;
	}

	private byte[] moveDigits(byte[] bytes, int at, Random random) {
		for (int i = at; i < bytes.length; i++) {
			if (Character.isDigit(bytes[i])) {
				bytes[i] = (byte) ('0' + random.nextInt(10));
				break;
			}
		}
		return bytes;
	}

}
