package dev.decoding.engine.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;

/**
 * A small safetensors file that is read as a whole: the weights of a head or the like,
 * which no graph computes with.
 */
public final class TensorFile {

	private final String location;

	private final Map<String, TensorEntry> entries;

	private final ByteBuffer data;

	private TensorFile(String location, byte[] bytes) {
		this.location = location;
		ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		long size = (bytes.length >= Long.BYTES) ? buffer.getLong(0) : -1;
		if (size < 0 || size > bytes.length - Long.BYTES) {
			throw new InvalidCheckpointException(
					"'" + location + "' is not a valid safetensors file: expected a header " + "behind its size, found "
							+ bytes.length + " bytes");
		}
		int header = (int) size;
		int start = Long.BYTES + header;
		this.entries = SafetensorsHeader.parse(location, buffer.slice(Long.BYTES, header), bytes.length - start);
		this.data = buffer.slice(start, bytes.length - start).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Read a file.
	 * @param location the path of a file, or {@code classpath:} and the path of a
	 * resource
	 * @return its tensors
	 * @throws InvalidCheckpointException if there is no such file, or it is wrong
	 */
	public static TensorFile read(String location) {
		try (InputStream stream = open(location)) {
			return new TensorFile(location, stream.readAllBytes());
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException(
					"'" + location + "' cannot be read: " + ex + "; name a file, or 'classpath:' and a resource", ex);
		}
	}

	/**
	 * Return whether there is such a file.
	 * @param location the path of a file, or {@code classpath:} and the path of a
	 * resource
	 * @return whether it can be opened
	 */
	public static boolean exists(String location) {
		try {
			open(location).close();
			return true;
		}
		catch (IOException | InvalidPathException ex) {
			return false;
		}
	}

	private static InputStream open(String location) throws IOException {
		if (!location.startsWith(ClasspathCheckpoint.PREFIX)) {
			return new ByteArrayInputStream(Files.readAllBytes(Path.of(location)));
		}
		String resource = location.substring(ClasspathCheckpoint.PREFIX.length()).replaceAll("^/+", "");
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		InputStream stream = ((context != null) ? context : TensorFile.class.getClassLoader())
			.getResourceAsStream(resource);
		if (stream == null) {
			throw new FileNotFoundException("there is no such resource");
		}
		return stream;
	}

	/**
	 * Return the values of a tensor.
	 * @param name its name
	 * @return the values in row-major order
	 * @throws InvalidCheckpointException if there is no such tensor, or its data type is
	 * none of F32, F16 and BF16
	 */
	public float[] floats(String name) {
		TensorEntry entry = this.entries.get(name);
		if (entry == null) {
			throw new InvalidCheckpointException(
					"'" + this.location + "': expected tensor '" + name + "', found only " + this.entries.keySet());
		}
		if (!entry.dtype().isSupported()) {
			throw new InvalidCheckpointException("'" + this.location + "': expected tensor '" + name
					+ "' to be F32, F16 or BF16, found " + entry.dtype());
		}
		int bytes = entry.dtype().bits() / Byte.SIZE;
		int begin = (int) entry.begin();
		float[] values = new float[(int) entry.size() / bytes];
		for (int i = 0; i < values.length; i++) {
			values[i] = value(entry.dtype(), begin + i * bytes);
		}
		return values;
	}

	private float value(StoredDtype dtype, int offset) {
		return switch (dtype) {
			case F32 -> this.data.getFloat(offset);
			case F16 -> half(this.data.getShort(offset));
			default -> Float.intBitsToFloat(this.data.getShort(offset) << Short.SIZE);
		};
	}

	/**
	 * Return the value of a number of 16 bits, 5 of them for the exponent.
	 */
	private static float half(short bits) {
		int sign = (bits & 0x8000) << 16;
		int exponent = (bits >>> 10) & 0x1F;
		int fraction = bits & 0x3FF;
		if (exponent == 0) {
			return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign));
		}
		int wide = (exponent == 0x1F) ? 0xFF : exponent + 112;
		return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
	}

}
