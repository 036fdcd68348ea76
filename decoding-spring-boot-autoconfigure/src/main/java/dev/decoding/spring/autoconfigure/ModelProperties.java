package dev.decoding.spring.autoconfigure;

import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.decoding.engine.Dtype;
import dev.decoding.engine.EngineOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The model and how it runs.
 *
 * @param location Checkpoint in the layout of Hugging Face: a directory, 'classpath:' and
 * a folder, or 'hf:organization/name[@revision]' to fetch it from the Hugging Face Hub;
 * the model of 'decoding-arithmetic-model' when not set, if that is on the class path.
 * @param dtype Data type of weights and activations; 'auto' takes the one of the
 * checkpoint.
 * @param device Where the model runs: 'auto', 'cpu', 'gpu' or 'gpu:N'; 'auto' takes a
 * CUDA GPU if there is one.
 * @param contextLength Longest sequence, prompt and answer together, in tokens; as long
 * as the checkpoint allows when not set.
 * @param kvCacheSize Memory for the keys and values of earlier tokens; 0 turns the cache
 * off.
 * @param prefillChunk Most prompt tokens of one forward pass, so that a long prompt does
 * not stall other requests.
 * @param maxBatch Most sequences of one forward pass.
 * @param threads Number of CPU threads that compute; chosen for the machine when not set.
 * @param chatTemplate File or resource with a Jinja template that turns messages into the
 * text that the model reads; the one of the checkpoint when not set.
 * @param hub Access to the Hugging Face Hub.
 */
public record ModelProperties(@Nullable String location, @DefaultValue("auto") Dtype dtype,
		@DefaultValue("auto") String device, @Nullable Integer contextLength, @DefaultValue("1GB") DataSize kvCacheSize,
		@DefaultValue("256") int prefillChunk, @DefaultValue("64") int maxBatch, @Nullable Integer threads,
		@Nullable String chatTemplate, @DefaultValue Hub hub) {

	private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu(:\\d{1,3})?");

	public ModelProperties {
		if (!DEVICE.matcher(device).matches()) {
			throw new InvalidPropertyException("decoding.model.device", device, "'auto', 'cpu', 'gpu' or 'gpu:N'");
		}
		InvalidPropertyException.requireAtLeast("decoding.model.context-length", contextLength, 1);
		if (kvCacheSize.isNegative()) {
			throw new InvalidPropertyException("decoding.model.kv-cache-size", kvCacheSize,
					"a size such as '1GB', or 0 to turn the cache off");
		}
		InvalidPropertyException.requireAtLeast("decoding.model.prefill-chunk", prefillChunk, 1);
		InvalidPropertyException.requireAtLeast("decoding.model.max-batch", maxBatch, 1);
		InvalidPropertyException.requireAtLeast("decoding.model.threads", threads, 1);
	}

	ModelProperties withLocation(String location) {
		return new ModelProperties(location, this.dtype, this.device, this.contextLength, this.kvCacheSize,
				this.prefillChunk, this.maxBatch, this.threads, this.chatTemplate, this.hub);
	}

	/**
	 * Return these properties as options of the engine.
	 * @return the options
	 * @throws ModelNotConfiguredException if there is no location
	 */
	EngineOptions toEngineOptions() {
		if (!StringUtils.hasText(this.location)) {
			throw new ModelNotConfiguredException();
		}
		return new EngineOptions(this.location, this.dtype, this.device, this.contextLength, this.kvCacheSize.toBytes(),
				this.prefillChunk, this.maxBatch, this.threads, this.hub.toEngineOptions());
	}

	/**
	 * Access to the Hugging Face Hub. What is not set comes from the environment
	 * variables of Hugging Face's own libraries.
	 *
	 * @param endpoint Address of the hub; 'HF_ENDPOINT' when not set.
	 * @param token Access token; 'HF_TOKEN' when not set.
	 * @param cacheDirectory Directory of the cache, in the layout of 'huggingface_hub';
	 * 'HF_HUB_CACHE' or 'HF_HOME' when not set.
	 * @param offline Whether to use only what is in the cache; 'HF_HUB_OFFLINE' when not
	 * set.
	 */
	public record Hub(@Nullable String endpoint, @Nullable String token, @Nullable Path cacheDirectory,
			@Nullable Boolean offline) {

		EngineOptions.Hub toEngineOptions() {
			return new EngineOptions.Hub(textOf(this.endpoint), textOf(this.token), this.cacheDirectory, this.offline);
		}

		private static @Nullable String textOf(@Nullable String value) {
			return StringUtils.hasText(value) ? value : null;
		}

	}

}
