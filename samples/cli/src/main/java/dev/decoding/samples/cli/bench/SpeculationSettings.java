package dev.decoding.samples.cli.bench;

/**
 * What to measure of speculative decoding.
 *
 * @param prompt the tokens of each prompt
 * @param generate the tokens to generate after each
 * @param repetitions how often each measurement is taken
 * @param draft how many tokens to guess at a time
 */
public record SpeculationSettings(int prompt, int generate, int repetitions, int draft) {

}
