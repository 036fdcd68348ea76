package dev.decoding.arithmetic.chain;

/**
 * A line that can follow.
 *
 * @param step the line
 * @param probability how likely it is, above 0
 */
public record WeightedStep(ChainStep step, double probability) {

}
