package dev.decoding.engine.tokenizer;

import dev.decoding.model.Tokenizer;

/**
 * The tokenizer of a checkpoint, for use by many threads. Its vocabulary and its
 * streaming decoders still work after it is closed.
 */
public interface LoadedTokenizer extends Tokenizer, AutoCloseable {

	/**
	 * Free native memory; texts can no longer be encoded or decoded.
	 */
	@Override
	void close();

}
