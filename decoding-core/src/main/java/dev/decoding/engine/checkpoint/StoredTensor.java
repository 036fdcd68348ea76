package dev.decoding.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor on disk. Its bytes are in row-major and little-endian order, and have been
 * checked to be there.
 */
public final class StoredTensor {

	private final SafetensorsFile file;

	private final TensorEntry entry;

	StoredTensor(SafetensorsFile file, TensorEntry entry) {
		this.file = file;
		this.entry = entry;
	}

	public String name() {
		return this.entry.name();
	}

	/**
	 * Return where the tensor lies.
	 * @return the safetensors file
	 */
	public Path file() {
		return this.file.path();
	}

	public StoredDtype dtype() {
		return this.entry.dtype();
	}

	/**
	 * Return the shape.
	 * @return the sizes of the dimensions, empty for a scalar; a copy
	 */
	public long[] shape() {
		return this.entry.shape().clone();
	}

	/**
	 * Return the size.
	 * @return the size in bytes
	 */
	public long size() {
		return this.entry.size();
	}

	/**
	 * Map the whole tensor into memory. The buffer stays valid for as long as it is
	 * reachable, also after the {@link Weights} are closed.
	 * @return a read-only direct buffer in little-endian order, of {@link #size()} bytes
	 * @throws IllegalStateException if the tensor is larger than a buffer can be (2 GiB);
	 * use {@link #slice}
	 */
	public ByteBuffer data() {
		if (size() > Integer.MAX_VALUE) {
			throw new IllegalStateException("Tensor '" + name() + "' of '" + file() + "' has " + size()
					+ " bytes, more than one buffer can hold: read it in slices");
		}
		return slice(0, (int) size());
	}

	/**
	 * Map a part of the tensor into memory.
	 * @param offset the first byte
	 * @param length how many bytes
	 * @return a read-only direct buffer in little-endian order
	 */
	public ByteBuffer slice(long offset, int length) {
		Objects.checkFromIndexSize(offset, length, size());
		return this.file.map(this.entry, offset, length);
	}

	/**
	 * Copy a part of the tensor into a buffer without mapping it, so that pages of the
	 * file do not count as memory of this process.
	 * @param offset the first byte
	 * @param target the buffer to fill from its position to its limit
	 */
	public void read(long offset, ByteBuffer target) {
		Objects.checkFromIndexSize(offset, target.remaining(), size());
		this.file.read(this.entry, offset, target);
	}

	@Override
	public String toString() {
		return "'" + name() + "' " + dtype() + Arrays.toString(this.entry.shape());
	}

}
