package dev.decoding.samples.cli.bench;

import java.util.List;
import java.util.SplittableRandom;

import dev.decoding.mixture.Mixture;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelInfo;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;

/**
 * Measures a mixture against its first model alone: greedy continuations of random
 * prompts, a prompt of its own for each.
 */
public class MixtureBenchmark {

	private final Mixture mixture;

	private final BenchSettings settings;

	private final SplittableRandom random = new SplittableRandom(1);

	/**
	 * Create a benchmark.
	 * @param lm the model, which must be a mixture
	 * @param settings lengths and repetitions
	 * @throws IllegalArgumentException if the model is no mixture
	 */
	public MixtureBenchmark(CausalLm lm, BenchSettings settings) {
		if (!(lm instanceof Mixture mixed)) {
			throw new IllegalArgumentException(
					"'--mixture' needs a mixture; configure one, such as by -Ddecoding.mixture.type=ensemble.");
		}
		this.mixture = mixed;
		this.settings = settings;
	}

	/**
	 * Run all measurements, both models in turn, after one round that does not count.
	 * @return what was measured
	 */
	public MixtureReport run() {
		int repetitions = this.settings.repetitions();
		double[] alone = new double[repetitions];
		double[] mixed = new double[repetitions];
		double[] ratio = new double[repetitions];
		for (int i = -1; i < repetitions; i++) {
			double one = seconds(this.mixture.members().get(0));
			double all = seconds(this.mixture);
			if (i >= 0) {
				alone[i] = 1 / one;
				mixed[i] = 1 / all;
				ratio[i] = all / one;
			}
		}
		ModelInfo info = this.mixture.info();
		return new MixtureReport(info.name(), info.device(), info.dtype(), this.settings,
				this.mixture.members().get(0).info().weightBytes(), info.weightBytes(), Summary.of(alone),
				Summary.of(mixed), Summary.of(ratio));
	}

	/**
	 * Return how long a token takes behind the first one.
	 */
	private double seconds(CausalLm lm) {
		int[] prompt = this.random.ints(this.settings.prompt(), 0, this.mixture.info().vocabularySize()).toArray();
		GenerationResult result = new GreedySearch().generate(lm,
				GenerationRequest.of(prompt)
					.maxNewTokens(this.settings.generate() + 1)
					.endOfTextTokens(List.of())
					.build());
		return (result.timings().total() - result.timings().toFirstToken()) / 1e9 / this.settings.generate();
	}

}
