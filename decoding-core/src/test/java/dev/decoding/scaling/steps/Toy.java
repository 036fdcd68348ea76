package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;

/**
 * Texts of up to three steps, each of which is one token, and a verifier of them.
 */
final class Toy {

	static final List<String> TOKENS = List.of("<end>", "<begin>", "a.", "b.", "c.");

	/** The last token, or the begin of the text, decides on the next one. */
	private static final float[][] TABLE = { {}, { -99, -99, 0.5f, 0, -0.3f }, { -99, -99, 0, 0.4f, 0.2f },
			{ -99, -99, 0.7f, -0.2f, 0 }, { -99, -99, 0.1f, 0, 0.3f } };

	private static final float[] END = { 0, -99, -99, -99, -99 };

	private final double end;

	private Toy(double end) {
		this.end = end;
	}

	/**
	 * Return texts of exactly three steps.
	 */
	static Toy ofThreeSteps() {
		return new Toy(0);
	}

	/**
	 * Return texts that may end earlier.
	 * @param end the score of the token that ends a text, behind the first step
	 */
	static Toy endingWith(double end) {
		return new Toy(end);
	}

	TableLm lm() {
		return new TableLm(TOKENS, 100, this::scores);
	}

	private float[] scores(TokenSequence sequence) {
		if (sequence.generatedLength() == 3) {
			return END;
		}
		float[] scores = TABLE[sequence.last()].clone();
		if (this.end != 0 && sequence.generatedLength() > 0) {
			scores[0] = (float) this.end;
		}
		return scores;
	}

	static GenerationRequest.Builder request(long seed) {
		return GenerationRequest.of(1).seed(seed);
	}

	static GenerationResult run(ScalingAlgorithm algorithm, TableLm lm, GenerationRequest request) {
		return run(algorithm, lm, request, PathRollout.Limits.NONE);
	}

	static GenerationResult run(ScalingAlgorithm algorithm, TableLm lm, GenerationRequest request,
			PathRollout.Limits limits) {
		return new ScalingStrategy("toy", algorithm, (text) -> new AnswerFinder.Answer(text, 0, text.length()),
				new StepSplitter("."), limits)
			.generate(lm, request);
	}

	/**
	 * Judges the text up to each step, and remembers what it was asked.
	 */
	static final class Judge implements StepVerifier {

		final List<List<String>> calls = new ArrayList<>();

		private final ToDoubleFunction<String> value;

		Judge(ToDoubleFunction<String> value) {
			this.value = value;
		}

		@Override
		public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
			this.calls.add(paths.stream().map(Path::text).toList());
			return paths.stream().map((path) -> {
				List<Double> scores = new ArrayList<>();
				StringBuilder text = new StringBuilder();
				for (StepSplitter.Step step : judging.steps().split(path)) {
					scores.add(this.value.applyAsDouble(text.append(step.text()).toString()));
				}
				return scores;
			}).toList();
		}

	}

}
