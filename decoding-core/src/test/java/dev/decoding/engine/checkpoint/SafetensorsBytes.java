package dev.decoding.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes safetensors files, right and wrong ones.
 */
final class SafetensorsBytes {

	/** Three tensors of all supported data types, and a scalar of another. */
	static final String HEADER = """
			{"__metadata__":{"format":"pt"},\
			"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
			"b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]},\
			"c":{"dtype":"F16","shape":[1,2],"data_offsets":[32,36]},\
			"d":{"dtype":"I64","shape":[],"data_offsets":[36,44]}}  \s""";

	static final int DATA_SIZE = 44;

	private SafetensorsBytes() {
	}

	static byte[] valid() {
		return of(HEADER, DATA_SIZE);
	}

	static byte[] of(String header, int dataSize) {
		byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
		return of(bytes.length, bytes, dataSize);
	}

	/**
	 * Write a file whose data counts 0, 1, 2 and so on.
	 * @param headerSize the header size to write
	 * @param header the header
	 * @param dataSize how many bytes of data
	 * @return the file
	 */
	static byte[] of(long headerSize, byte[] header, int dataSize) {
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + header.length + dataSize).order(ByteOrder.LITTLE_ENDIAN);
		buffer.putLong(headerSize).put(header);
		for (int i = 0; i < dataSize; i++) {
			buffer.put((byte) i);
		}
		return buffer.array();
	}

}
