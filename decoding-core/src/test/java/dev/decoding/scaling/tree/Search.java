package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.decoding.model.CausalLm;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.SearchProgress;

/**
 * Runs an algorithm on a small model.
 *
 * @param result what came out
 * @param progress what was told on the way
 */
record Search(GenerationResult result, List<SearchProgress> progress) {

	static Search run(CausalLm lm, GenerationRequest.Builder request, ScalingAlgorithm algorithm) {
		return run(lm, request, algorithm, Limits.NONE);
	}

	static Search run(CausalLm lm, GenerationRequest.Builder request, ScalingAlgorithm algorithm, Limits limits) {
		List<SearchProgress> progress = new ArrayList<>();
		GenerationResult result = new ScalingStrategy("test", algorithm, AnswerFinder.STANDARD, new StepSplitter(";"),
				limits)
			.generate(lm, request.build(), new GenerationListener() {

				@Override
				public void onToken(int sequence, int token, String text) {
				}

				@Override
				public void onProgress(SearchProgress event) {
					progress.add(event);
				}

			});
		return new Search(result, progress);
	}

	GeneratedSequence sequence() {
		return this.result.sequences().get(0);
	}

	String text() {
		return sequence().text();
	}

	ScalingDetails details() {
		return (ScalingDetails) Objects.requireNonNull(sequence().details());
	}

}
