package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.decoding.engine.checkpoint.StoredDtype;

/**
 * Floating point types by PyTorch's numbers.
 */
enum TorchType {

	FLOAT32(6, 4, DataType.FLOAT32),

	FLOAT16(5, 2, DataType.FLOAT16),

	/** DJL cannot name this type to PyTorch, so its values travel as two bytes each. */
	BFLOAT16(15, 2, DataType.UINT8);

	private final long code;

	private final int bytes;

	private final DataType dataType;

	TorchType(long code, int bytes, DataType dataType) {
		this.code = code;
		this.bytes = bytes;
		this.dataType = dataType;
	}

	static boolean isReadable(StoredDtype stored) {
		return stored == StoredDtype.F32 || stored == StoredDtype.F16 || stored == StoredDtype.BF16;
	}

	static TorchType of(StoredDtype stored) {
		return switch (stored) {
			case F32 -> FLOAT32;
			case F16 -> FLOAT16;
			case BF16 -> BFLOAT16;
			default -> throw new IllegalArgumentException("No floating point type: " + stored);
		};
	}

	/**
	 * Return PyTorch's number of the type.
	 */
	long code() {
		return this.code;
	}

	int bytes() {
		return this.bytes;
	}

	static long product(long... sizes) {
		return LongStream.of(sizes).reduce(1, Math::multiplyExact);
	}

	/**
	 * Return a tensor over the memory of a direct buffer. A script turns bytes into
	 * {@code bfloat16}.
	 */
	PtNDArray view(PtNDManager manager, ByteBuffer buffer, long... shape) {
		long[] sizes = shape.clone();
		if (this == BFLOAT16) {
			sizes[sizes.length - 1] *= this.bytes;
		}
		return Arguments.view(manager, buffer, this.dataType, sizes);
	}

}
