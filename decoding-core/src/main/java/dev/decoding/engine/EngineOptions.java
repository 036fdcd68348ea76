package dev.decoding.engine;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * How to load and run a model.
 *
 * @param location where the checkpoint is: a directory, {@code classpath:} and a folder,
 * or {@code hf:org/name[@revision]}
 * @param dtype the data type of weights and activations
 * @param device where to run: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param contextLength the longest sequence in tokens, or {@code null} for what the
 * checkpoint allows
 * @param kvCacheSize the memory for keys and values in bytes; 0 turns the cache off
 * @param prefillChunk the most prompt tokens of one forward, so that long prompts do not
 * stall other requests
 * @param maxBatch the most sequences of one forward
 * @param threads the number of CPU threads, or {@code null} for one a core
 * @param hub how to reach the Hugging Face Hub
 */
public record EngineOptions(String location, Dtype dtype, String device, @Nullable Integer contextLength,
		long kvCacheSize, int prefillChunk, int maxBatch, @Nullable Integer threads, Hub hub) {

	/** Default memory for keys and values: 1 GiB. */
	public static final long DEFAULT_KV_CACHE_SIZE = 1L << 30;

	/** Default number of prompt tokens of one forward. */
	public static final int DEFAULT_PREFILL_CHUNK = 256;

	/** Default number of sequences of one forward. */
	public static final int DEFAULT_MAX_BATCH = 64;

	/**
	 * Load a model with the defaults.
	 * @param location where the checkpoint is
	 * @return the options
	 */
	public static EngineOptions of(String location) {
		return new EngineOptions(location, Dtype.AUTO, "auto", null, DEFAULT_KV_CACHE_SIZE, DEFAULT_PREFILL_CHUNK,
				DEFAULT_MAX_BATCH, null, Hub.DEFAULT);
	}

	public EngineOptions withDtype(Dtype dtype) {
		return new EngineOptions(this.location, dtype, this.device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, this.hub);
	}

	public EngineOptions withDevice(String device) {
		return new EngineOptions(this.location, this.dtype, device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, this.hub);
	}

	public EngineOptions withContextLength(@Nullable Integer contextLength) {
		return new EngineOptions(this.location, this.dtype, this.device, contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, this.hub);
	}

	public EngineOptions withKvCacheSize(long kvCacheSize) {
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, this.hub);
	}

	public EngineOptions withPrefillChunk(int prefillChunk) {
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, this.kvCacheSize,
				prefillChunk, this.maxBatch, this.threads, this.hub);
	}

	public EngineOptions withMaxBatch(int maxBatch) {
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, maxBatch, this.threads, this.hub);
	}

	public EngineOptions withThreads(@Nullable Integer threads) {
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, threads, this.hub);
	}

	public EngineOptions withHub(Hub hub) {
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, hub);
	}

	/**
	 * How to reach the Hugging Face Hub. What is {@code null} comes from the environment
	 * variables of Hugging Face's own libraries ({@code HF_ENDPOINT}, {@code HF_TOKEN},
	 * {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_HUB_OFFLINE}).
	 *
	 * @param endpoint the address of the hub
	 * @param token the access token
	 * @param cacheDirectory the directory of the cache, in the layout of
	 * {@code huggingface_hub}
	 * @param offline whether to use only what is in the cache
	 */
	public record Hub(@Nullable String endpoint, @Nullable String token, @Nullable Path cacheDirectory,
			@Nullable Boolean offline) {

		/** All from the environment. */
		public static final Hub DEFAULT = new Hub(null, null, null, null);

		/**
		 * The token is a secret, and stays out of logs.
		 */
		@Override
		public String toString() {
			return "Hub[endpoint=" + this.endpoint + ", token=" + ((this.token != null) ? "******" : null)
					+ ", cacheDirectory=" + this.cacheDirectory + ", offline=" + this.offline + "]";
		}

	}

}
