package dev.decoding.engine.checkpoint;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Data type of a tensor in a safetensors file, by the names of that format.
 */
public enum StoredDtype {

	/** Booleans of one byte. */
	BOOL(8),

	/** 4-bit floating point, two a byte. */
	F4(4),

	/** 6-bit floating point with a 2-bit exponent. */
	F6_E2M3(6),

	/** 6-bit floating point with a 3-bit exponent. */
	F6_E3M2(6),

	/** Unsigned bytes. */
	U8(8),

	/** Signed bytes. */
	I8(8),

	/** 8-bit floating point with a 5-bit exponent. */
	F8_E5M2(8),

	/** 8-bit floating point with a 4-bit exponent. */
	F8_E4M3(8),

	/** 8-bit exponents without a fraction, the scales of block formats. */
	F8_E8M0(8),

	/** Signed 16-bit integers. */
	I16(16),

	/** Unsigned 16-bit integers. */
	U16(16),

	/** 16-bit IEEE floating point. */
	F16(16),

	/** 16-bit floating point with the range of 32-bit. */
	BF16(16),

	/** Signed 32-bit integers. */
	I32(32),

	/** Unsigned 32-bit integers. */
	U32(32),

	/** 32-bit IEEE floating point. */
	F32(32),

	/** Complex numbers of two 32-bit floats. */
	C64(64),

	/** 64-bit IEEE floating point. */
	F64(64),

	/** Signed 64-bit integers. */
	I64(64),

	/** Unsigned 64-bit integers. */
	U64(64);

	private final int bits;

	StoredDtype(int bits) {
		this.bits = bits;
	}

	/**
	 * Return the size of an element.
	 * @return the size in bits
	 */
	public int bits() {
		return this.bits;
	}

	/**
	 * Whether the weights of a model can be of this type: {@link #F32}, {@link #F16} or
	 * {@link #BF16}.
	 * @return whether graphs take it
	 */
	public boolean isSupported() {
		return this == F32 || this == F16 || this == BF16;
	}

	static @Nullable StoredDtype of(String name) {
		return Arrays.stream(values()).filter((dtype) -> dtype.name().equals(name)).findFirst().orElse(null);
	}

}
