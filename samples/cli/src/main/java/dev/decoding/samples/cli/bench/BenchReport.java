package dev.decoding.samples.cli.bench;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param model the model's name
 * @param architecture the model's architecture
 * @param device where it ran
 * @param dtype the data type of its weights
 * @param parameters the number of its parameters
 * @param weightBytes the memory of its weights
 * @param processors the processors of the machine
 * @param settings what was to be measured
 * @param loadSeconds how long the model took to load
 * @param runs one measurement a concurrency
 * @param timeToFirstTokenSeconds for a prompt that is new
 * @param cachedTimeToFirstTokenSeconds for a prompt known but for its last token
 * @param loadedResidentBytes the memory of the process before the first request
 * @param residentBytes the memory of the process after the last request
 * @param peakResidentBytes the most memory that the process ever had
 * @param memoryBandwidth what the machine reads from memory, in bytes a second
 * @param decodeBytesPerToken the weights, and the keys and values, that a token reads
 * @param decodeBandwidthShare the part of the bandwidth that a single request's decoding
 * uses, or {@code null} if single requests were not measured
 */
public record BenchReport(String model, String architecture, String device, String dtype, long parameters,
		long weightBytes, int processors, BenchSettings settings, double loadSeconds, List<Run> runs,
		Summary timeToFirstTokenSeconds, Summary cachedTimeToFirstTokenSeconds, @Nullable Long loadedResidentBytes,
		@Nullable Long residentBytes, @Nullable Long peakResidentBytes, double memoryBandwidth,
		long decodeBytesPerToken, @Nullable Double decodeBandwidthShare) {

	/**
	 * Speed of a number of requests at a time, in tokens a second of all together.
	 *
	 * @param concurrency how many requests
	 * @param prefill prompt tokens, from the first request's start to the last one's
	 * first token
	 * @param decode generated tokens, from the first request's first token to the last
	 * one's last
	 * @param total generated tokens, from the first request's start to the last one's
	 * last token
	 */
	public record Run(int concurrency, Summary prefill, Summary decode, Summary total) {

	}

}
