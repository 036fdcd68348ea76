package dev.decoding.samples.cli.bench;

/**
 * What beam search was measured to cost. Speed is in tokens of all beams a second, behind
 * a prompt in the prefix cache.
 *
 * @param model the model's name
 * @param device where it ran
 * @param dtype the data type of its weights
 * @param settings what was to be measured
 * @param beams the number of beams
 * @param one the speed of greedy search
 * @param all the speed of all beams together
 * @param ratio how many times that of greedy search behind the same prompt
 */
public record BeamReport(String model, String device, String dtype, BenchSettings settings, int beams, Summary one,
		Summary all, Summary ratio) {

}
