package dev.decoding.samples.cli.bench;

/**
 * What a mixture was measured to cost. Speed is in generated tokens a second, behind the
 * first one.
 *
 * @param model the name of the mixture's first model
 * @param device where it ran
 * @param dtype the data type of its weights
 * @param settings what was to be measured
 * @param weightBytes the memory of the first model's weights
 * @param mixtureWeightBytes the memory of the weights of all models
 * @param alone the speed of the first model
 * @param mixed the speed of the mixture
 * @param ratio how many times as long as with the first model alone a token of the
 * mixture took, measured just before
 */
public record MixtureReport(String model, String device, String dtype, BenchSettings settings, long weightBytes,
		long mixtureWeightBytes, Summary alone, Summary mixed, Summary ratio) {

}
