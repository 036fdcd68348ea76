package dev.decoding.samples.cli.bench;

/**
 * What many answers to one prompt were measured to cost. Speed is in tokens of all
 * answers a second, behind a prompt in the prefix cache.
 *
 * @param model the model's name
 * @param device where it ran
 * @param dtype the data type of its weights
 * @param settings what was to be measured
 * @param candidates the number of answers
 * @param one the speed of one answer
 * @param all the speed of all answers together
 * @param ratio how many times that of one answer to the same prompt
 * @param forward the tokens that were run through the model over those that differ: of
 * the prompt and of answers, what several of them begin with counted once
 */
public record CandidateReport(String model, String device, String dtype, BenchSettings settings, int candidates,
		Summary one, Summary all, Summary ratio, Summary forward) {

}
