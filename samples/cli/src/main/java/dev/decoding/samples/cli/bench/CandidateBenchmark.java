package dev.decoding.samples.cli.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;

/**
 * Measures many answers to one prompt, drawn together for a vote, against one answer.
 * Prompts are random, and new to the prefix cache for the many answers.
 */
public class CandidateBenchmark {

	private final CausalLm lm;

	private final BenchSettings settings;

	private final int candidates;

	private final SplittableRandom random = new SplittableRandom(1);

	/**
	 * Create a benchmark.
	 * @param lm the model
	 * @param settings lengths and repetitions
	 * @param candidates how many answers
	 */
	public CandidateBenchmark(CausalLm lm, BenchSettings settings, int candidates) {
		this.lm = lm;
		this.settings = settings;
		this.candidates = candidates;
	}

	/**
	 * Run all measurements, one answer and many in turn, after one round that does not
	 * count.
	 * @return what was measured
	 */
	public CandidateReport run() {
		List<Double> one = new ArrayList<>();
		List<Double> all = new ArrayList<>();
		List<Double> ratio = new ArrayList<>();
		List<Double> forward = new ArrayList<>();
		for (int i = -1; i < this.settings.repetitions(); i++) {
			GenerationResult single = generate(1);
			GenerationResult many = generate(this.candidates);
			if (i >= 0) {
				one.add(speed(single));
				all.add(speed(many));
				ratio.add(speed(many) / speed(single));
				forward.add((double) many.cost().forwardTokens() / different(many));
			}
		}
		ModelInfo info = this.lm.info();
		return new CandidateReport(info.name(), info.device(), info.dtype(), this.settings, this.candidates,
				summary(one), summary(all), summary(ratio), summary(forward));
	}

	private GenerationResult generate(int count) {
		int vocabulary = this.lm.info().vocabularySize();
		int[] prompt = this.random.ints(this.settings.prompt(), 0, vocabulary).toArray();
		GenerationRequest request = GenerationRequest.of(prompt)
			.maxNewTokens(this.settings.generate())
			.endOfTextTokens(List.of())
			.numReturnSequences(count)
			.build();
		ScalingAlgorithm algorithm = new SampleAndAggregate(count, new MajorityVote());
		return new ScalingStrategy(MajorityVote.NAME, algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				Limits.NONE)
			.generate(this.lm, request);
	}

	private static double speed(GenerationResult result) {
		return result.cost().newTokens() * 1e9 / result.timings().total();
	}

	/**
	 * Count what has to be run through the model: all but the last token of an answer.
	 */
	private static int different(GenerationResult result) {
		Set<TokenSequence> beginnings = new HashSet<>();
		int prompt = result.cost().promptTokens();
		result.sequences().forEach((sequence) -> {
			for (int length = prompt + 1; length < sequence.tokens().length(); length++) {
				beginnings.add(sequence.tokens().take(length));
			}
		});
		return prompt - result.cost().cachedPromptTokens() + beginnings.size();
	}

	private static Summary summary(List<Double> values) {
		return Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
	}

}
