package dev.decoding.samples.cli;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.engine.Dtype;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.springframework.util.unit.DataSize;

/**
 * Options that every command has: which model, and how to run it.
 */
class ModelOptions {

	@Option(names = "--model", required = true, paramLabel = "LOCATION",
			description = "Checkpoint directory, 'classpath:' and a folder, or 'hf:organization/name[@revision]'.")
	private String location = "";

	@Option(names = "--dtype", paramLabel = "DTYPE", converter = OptionConverters.ForDtype.class,
			description = "Data type of weights and activations: auto, float32, bfloat16 or float16.")
	private @Nullable Dtype dtype;

	@Option(names = "--device", paramLabel = "DEVICE", converter = OptionConverters.ForDevice.class,
			description = "Where to run: auto, cpu, gpu or gpu:N.")
	private @Nullable String device;

	@Option(names = "--kv-cache-size", paramLabel = "SIZE", converter = OptionConverters.ForDataSize.class,
			description = "Memory for keys and values, such as 512MB; 0 turns the cache off.")
	private @Nullable DataSize kvCacheSize;

	@Option(names = "--threads", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Number of CPU threads.")
	private @Nullable Integer threads;

	@Option(names = "--context-length", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Longest sequence in tokens.")
	private @Nullable Integer contextLength;

	@Option(names = "--verbose", description = "Log what is being done, to standard error.")
	private boolean verbose;

	String location() {
		return this.location;
	}

	/**
	 * Return these options as arguments of a Spring Boot application.
	 * @return one argument a property that is set
	 */
	String[] toArguments() {
		List<String> arguments = new ArrayList<>();
		add(arguments, "decoding.model.location", this.location);
		add(arguments, "decoding.model.dtype", this.dtype);
		add(arguments, "decoding.model.device", this.device);
		add(arguments, "decoding.model.kv-cache-size",
				(this.kvCacheSize != null) ? this.kvCacheSize.toBytes() + "B" : null);
		add(arguments, "decoding.model.threads", this.threads);
		add(arguments, "decoding.model.context-length", this.contextLength);
		add(arguments, "logging.level.root", this.verbose ? "info" : null);
		return arguments.toArray(String[]::new);
	}

	private void add(List<String> arguments, String property, @Nullable Object value) {
		if (value != null) {
			arguments.add("--" + property + "=" + value);
		}
	}

}
