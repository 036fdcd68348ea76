/**
 * Text to token ids and back for a checkpoint. The ids of a text come from Hugging Face's
 * own tokenizer, which is native code; what the decoder of a {@code tokenizer.json} makes
 * of each token is written out here as well, piece by piece, so that the bytes of every
 * token are known and a stream is decoded one token at a time. {@link Tokenizers} is the
 * entrance.
 */
@NullMarked
package dev.decoding.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
