/**
 * Logits processors with vLLM's semantics, where they differ from Hugging Face's. vLLM
 * applies them in this order: allowed-token-ids, vllm-bad-words, min-tokens,
 * vllm-logit-bias, vllm-penalties, vllm-temperature, and then min-p, top-k and top-p,
 * which are those of {@link dev.decoding.logits}.
 */
@NullMarked
package dev.decoding.logits.vllm;

import org.jspecify.annotations.NullMarked;
