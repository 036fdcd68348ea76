package dev.decoding.search;

/**
 * What a strategy says of a sequence that it made, beside its score.
 */
public interface SequenceDetails {

}
