package dev.decoding.scaling;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.decoding.search.FinishReason;
import dev.decoding.search.SequenceDetails;

/**
 * How an answer was come by.
 *
 * @param answer what was compared with other answers, or {@code null} if there is none
 * @param score what a verifier thinks of it, 0 if none looked at it
 * @param votes the votes of each answer, most first; empty if there was no vote
 * @param candidates how many answers there were to choose from
 * @param interruption why the search ended before it was done, in which case the answer
 * is the best so far, or {@code null} if it was done
 * @param trace the whole search
 * @param diagnostics what the search measured of itself, by name in camel case
 */
public record ScalingDetails(@Nullable String answer, double score, Map<String, Double> votes, int candidates,
		@Nullable FinishReason interruption, SearchTrace trace,
		Map<String, Double> diagnostics) implements SequenceDetails {

	public ScalingDetails {
		votes = new LinkedHashMap<>(votes);
		diagnostics = new LinkedHashMap<>(diagnostics);
	}

}
