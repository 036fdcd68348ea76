package dev.decoding.samples.cli.bench;

import java.util.List;
import java.util.SplittableRandom;

import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.search.BeamSearch;
import dev.decoding.search.BeamSettings;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.SearchStrategy;

/**
 * Measures beam search against greedy search, which is one beam, behind random prompts
 * that are in the prefix cache.
 */
public class BeamBenchmark {

	private final CausalLm lm;

	private final BenchSettings settings;

	private final int beams;

	private final SplittableRandom random = new SplittableRandom(1);

	/**
	 * Create a benchmark.
	 * @param lm the model
	 * @param settings lengths and repetitions
	 * @param beams how many beams
	 */
	public BeamBenchmark(CausalLm lm, BenchSettings settings, int beams) {
		this.lm = lm;
		this.settings = settings;
		this.beams = beams;
	}

	/**
	 * Run all measurements, both searches in turn, after one round that does not count.
	 * @return what was measured
	 */
	public BeamReport run() {
		int repetitions = this.settings.repetitions();
		double[] one = new double[repetitions];
		double[] all = new double[repetitions];
		double[] ratio = new double[repetitions];
		SearchStrategy search = new BeamSearch(new BeamSettings(this.beams));
		for (int i = -1; i < repetitions; i++) {
			GenerationRequest request = request();
			this.lm.evaluate(Query.next(request.prompt()));
			double single = speed(new GreedySearch().generate(this.lm, request), 1);
			double many = speed(search.generate(this.lm, request), this.beams);
			if (i >= 0) {
				one[i] = single;
				all[i] = many;
				ratio[i] = many / single;
			}
		}
		ModelInfo info = this.lm.info();
		return new BeamReport(info.name(), info.device(), info.dtype(), this.settings, this.beams, Summary.of(one),
				Summary.of(all), Summary.of(ratio));
	}

	private GenerationRequest request() {
		int vocabulary = this.lm.info().vocabularySize();
		int[] prompt = this.random.ints(this.settings.prompt(), 0, vocabulary).toArray();
		return GenerationRequest.of(prompt).maxNewTokens(this.settings.generate()).endOfTextTokens(List.of()).build();
	}

	private double speed(GenerationResult result, int beams) {
		return (double) beams * this.settings.generate() * 1e9 / result.timings().total();
	}

}
