/**
 * llama.cpp's samplers, with its semantics where they differ from Hugging Face's. Its
 * chain in its order: logit-bias, llama-cpp-penalties, dry, top-n-sigma, llama-cpp-top-k,
 * llama-cpp-typical-p, llama-cpp-top-p, llama-cpp-min-p, xtc, dynamic-temperature; what
 * remains is drawn from by {@link dev.decoding.logits.llamacpp.Dist}, behind mirostat or
 * adaptive-p if there is one.
 * <p>
 * llama.cpp shortens and reorders an array of candidates, which here are those of
 * {@link dev.decoding.model.Logits}. Rows of up to a thousand candidates are computed in
 * single precision, operation for operation, since there a rounding can decide whether a
 * token is kept; longer ones in double precision, and without sorting them.
 */
@NullMarked
package dev.decoding.logits.llamacpp;

import org.jspecify.annotations.NullMarked;
