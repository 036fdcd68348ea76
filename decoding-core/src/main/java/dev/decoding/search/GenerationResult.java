package dev.decoding.search;

import java.util.List;

/**
 * What a generation made, and what it took.
 *
 * @param sequences the sequences, by index
 * @param cost what they took of the model
 * @param timings how long they took
 */
public record GenerationResult(List<GeneratedSequence> sequences, Cost cost, Timings timings) {

	public GenerationResult {
		sequences = List.copyOf(sequences);
	}

}
