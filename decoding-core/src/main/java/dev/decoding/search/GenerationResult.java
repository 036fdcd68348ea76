package dev.decoding.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a generation made, and what it took.
 *
 * @param sequences the sequences, by index
 * @param cost what they took of the model
 * @param timings how long they took
 * @param speculation how well tokens were guessed, or {@code null} if none were
 */
public record GenerationResult(List<GeneratedSequence> sequences, Cost cost, Timings timings,
		@Nullable Speculation speculation) {

	public GenerationResult {
		sequences = List.copyOf(sequences);
	}

	public GenerationResult(List<GeneratedSequence> sequences, Cost cost, Timings timings) {
		this(sequences, cost, timings, null);
	}

	GenerationResult with(Speculation speculation) {
		return new GenerationResult(this.sequences, this.cost, this.timings, speculation);
	}

}
