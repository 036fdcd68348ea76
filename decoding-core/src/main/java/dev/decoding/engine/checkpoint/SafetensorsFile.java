package dev.decoding.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;

/**
 * One safetensors file: 8 bytes of header size, the header, and the tensors' bytes. The
 * header is checked on opening; the bytes are mapped one tensor at a time.
 */
final class SafetensorsFile implements AutoCloseable {

	private static final long MAX_HEADER_SIZE = 100_000_000;

	private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

	private final Path path;

	private final FileChannel channel;

	private final long dataStart;

	private final Map<String, TensorEntry> entries;

	private SafetensorsFile(Path path, FileChannel channel, long dataStart, Map<String, TensorEntry> entries) {
		this.path = path;
		this.channel = channel;
		this.dataStart = dataStart;
		this.entries = Collections.unmodifiableMap(entries);
	}

	static SafetensorsFile open(Path path) {
		if (!Files.isRegularFile(path)) {
			throw new InvalidCheckpointException(
					"'" + path + "' is not a valid safetensors file: expected a file, found " + (Files.isDirectory(path)
							? "a directory" : Files.isSymbolicLink(path) ? "a link to nothing" : "none"));
		}
		FileChannel channel = null;
		try {
			channel = FileChannel.open(path, StandardOpenOption.READ);
			SafetensorsFile file = open(path, channel);
			channel = null;
			return file;
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException("'" + path + "' cannot be read: " + ex, ex);
		}
		finally {
			closeQuietly(channel);
		}
	}

	private static SafetensorsFile open(Path path, FileChannel channel) throws IOException {
		long size = channel.size();
		checkNotPointer(path, channel, size);
		if (size < Long.BYTES) {
			throw invalid(path, "expected at least " + Long.BYTES + " bytes, found " + size
					+ "; if the file was downloaded or copied, get it again");
		}
		long headerSize = read(channel, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
		if (headerSize < 0 || headerSize > MAX_HEADER_SIZE) {
			throw invalid(path, "expected a header size of at most " + MAX_HEADER_SIZE + " bytes, found "
					+ Long.toUnsignedString(headerSize));
		}
		long dataStart = Long.BYTES + headerSize;
		if (dataStart > size) {
			throw invalid(path, "expected a header of " + headerSize + " bytes, found a file of " + size
					+ " bytes; if it was downloaded or copied, it is incomplete: get it again");
		}
		ByteBuffer header = read(channel, Long.BYTES, (int) headerSize);
		return new SafetensorsFile(path, channel, dataStart,
				SafetensorsHeader.parse(path.toString(), header, size - dataStart));
	}

	private static void checkNotPointer(Path path, FileChannel channel, long size) throws IOException {
		if (size < LFS_POINTER.length()) {
			return;
		}
		String start = StandardCharsets.US_ASCII.decode(read(channel, 0, LFS_POINTER.length())).toString();
		if (start.equals(LFS_POINTER)) {
			throw invalid(path, "expected weights, found a Git LFS pointer to them; "
					+ "run 'git lfs install' and 'git lfs pull' in the repository it was cloned from");
		}
	}

	private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length);
		readFully(channel, position, buffer);
		return buffer.flip();
	}

	private static void readFully(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
		long from = position;
		while (buffer.hasRemaining()) {
			int count = channel.read(buffer, from);
			if (count < 0) {
				throw new EOFException("the file ends at byte " + from);
			}
			from += count;
		}
	}

	Path path() {
		return this.path;
	}

	Map<String, TensorEntry> entries() {
		return this.entries;
	}

	/**
	 * Map bytes of a tensor.
	 * @param entry the tensor
	 * @param offset the first byte, counted from the tensor's first
	 * @param length how many bytes
	 * @return a read-only direct buffer in little-endian order
	 */
	ByteBuffer map(TensorEntry entry, long offset, int length) {
		try {
			return this.channel.map(FileChannel.MapMode.READ_ONLY, this.dataStart + entry.begin() + offset, length)
				.order(ByteOrder.LITTLE_ENDIAN);
		}
		catch (IOException ex) {
			throw unreadable(entry, ex);
		}
	}

	void read(TensorEntry entry, long offset, ByteBuffer target) {
		try {
			readFully(this.channel, this.dataStart + entry.begin() + offset, target);
		}
		catch (IOException ex) {
			throw unreadable(entry, ex);
		}
	}

	private InvalidCheckpointException unreadable(TensorEntry entry, IOException cause) {
		return new InvalidCheckpointException(
				"Tensor '" + entry.name() + "' of '" + this.path + "' cannot be read: " + cause, cause);
	}

	private static InvalidCheckpointException invalid(Path path, String message) {
		return new InvalidCheckpointException("'" + path + "' is not a valid safetensors file: " + message);
	}

	@Override
	public void close() {
		closeQuietly(this.channel);
	}

	private static void closeQuietly(@Nullable FileChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// A channel that was only read from has nothing to lose.
		}
	}

}
