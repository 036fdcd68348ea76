package dev.decoding.engine.checkpoint;

/**
 * What the header of a safetensors file says of a tensor.
 *
 * @param name the name of the tensor
 * @param dtype the data type
 * @param shape the shape, empty for a scalar
 * @param begin the offset of the first byte, counted from the end of the header
 * @param end the offset after the last byte
 */
record TensorEntry(String name, StoredDtype dtype, long[] shape, long begin, long end) {

	long size() {
		return this.end - this.begin;
	}

	/**
	 * Return the size that data type and shape ask for.
	 * @return the size in bytes, or -1 if it is not a whole number of bytes or does not
	 * fit 64 bits
	 */
	long expectedSize() {
		try {
			long bits = this.dtype.bits();
			for (long dimension : this.shape) {
				bits = Math.multiplyExact(bits, dimension);
			}
			return (bits % 8 != 0) ? -1 : bits / 8;
		}
		catch (ArithmeticException ex) {
			return -1;
		}
	}

}
