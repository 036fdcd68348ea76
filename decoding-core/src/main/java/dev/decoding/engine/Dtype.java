package dev.decoding.engine;

/**
 * Data type of a model's weights and activations.
 */
public enum Dtype {

	/** What the checkpoint has. */
	AUTO,

	/** 32-bit IEEE floating point. */
	FLOAT32,

	/** 16-bit floating point with the range of 32-bit. */
	BFLOAT16,

	/** 16-bit IEEE floating point. */
	FLOAT16

}
