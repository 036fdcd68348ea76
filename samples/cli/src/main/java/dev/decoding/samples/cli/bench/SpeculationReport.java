package dev.decoding.samples.cli.bench;

/**
 * What speculative decoding was measured to save, on a text that is copied from the
 * prompt. Speed is in generated tokens a second, behind the first one.
 *
 * @param model the model's name
 * @param device where it ran
 * @param dtype the data type of its weights
 * @param settings what was to be measured
 * @param plain without guessing
 * @param known with guesses that are always right and take no time
 * @param lookup with guesses that are looked up in the prompt
 */
public record SpeculationReport(String model, String device, String dtype, SpeculationSettings settings, Summary plain,
		Run known, Run lookup) {

	/**
	 * Speed with guesses.
	 *
	 * @param speed in tokens a second
	 * @param speedup how many times that of the same text without guessing, measured just
	 * before
	 * @param acceptance the share of the guesses that were right
	 */
	public record Run(Summary speed, Summary speedup, Summary acceptance) {

	}

}
