package dev.decoding.samples.cli.bench;

import java.util.List;
import java.util.SplittableRandom;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.Draft;
import dev.decoding.search.DraftLength;
import dev.decoding.search.Drafter;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.PromptLookupDrafter;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.Speculation;
import dev.decoding.search.SpeculativeDecoding;

/**
 * Measures speculative decoding: greedy continuations of random prompts. A processor
 * makes the model copy its prompt, as a trained one would where it is asked to, so that
 * it is known what is right.
 */
public class SpeculationBenchmark {

	private final CausalLm lm;

	private final SpeculationSettings settings;

	private final SplittableRandom random = new SplittableRandom(1);

	public SpeculationBenchmark(CausalLm lm, SpeculationSettings settings) {
		this.lm = lm;
		this.settings = settings;
	}

	/**
	 * Run all measurements, each strategy in turn, after one round that does not count.
	 * @return what was measured
	 */
	public SpeculationReport run() {
		double[] plain = new double[this.settings.repetitions()];
		Guessed known = new Guessed(new KnownText(), this.settings);
		Guessed lookup = new Guessed(new PromptLookupDrafter(), this.settings);
		for (int i = -1; i < this.settings.repetitions(); i++) {
			GenerationRequest request = request();
			double speed = speed(new GreedySearch().generate(this.lm, request));
			known.measure(this.lm, request, i, speed);
			lookup.measure(this.lm, request, i, speed);
			if (i >= 0) {
				plain[i] = speed;
			}
		}
		ModelInfo info = this.lm.info();
		return new SpeculationReport(info.name(), info.device(), info.dtype(), this.settings, Summary.of(plain),
				known.run(), lookup.run());
	}

	private GenerationRequest request() {
		int vocabulary = this.lm.info().vocabularySize();
		int[] prompt = this.random.ints(this.settings.prompt(), 0, vocabulary).toArray();
		return GenerationRequest.of(prompt)
			.maxNewTokens(this.settings.generate() + 1)
			.endOfTextTokens(List.of())
			.processors(new CopyingProcessor())
			.build();
	}

	private static double speed(GenerationResult result) {
		int tokens = result.cost().newTokens() - 1;
		return tokens * 1e9 / (result.timings().total() - result.timings().toFirstToken());
	}

	private static int copied(TokenSequence sequence) {
		return sequence.get(sequence.generatedLength() % sequence.promptLength());
	}

	/**
	 * Makes the token that copies the prompt the likeliest one.
	 */
	private static final class CopyingProcessor implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
			logits.set(copied(sequence), logits.max() + 1);
		}

		@Override
		public String name() {
			return "copying";
		}

	}

	/**
	 * Guesses what {@link CopyingProcessor} makes of a text.
	 */
	private static final class KnownText implements Drafter {

		@Override
		public void draft(List<Draft> drafts) {
			for (Draft draft : drafts) {
				while (draft.room() > 0) {
					draft.add(copied(draft.tokens()));
				}
			}
		}

	}

	/**
	 * The measurements with one drafter.
	 */
	private static final class Guessed {

		private final SearchStrategy strategy;

		private final double[] speed;

		private final double[] speedup;

		private final double[] acceptance;

		Guessed(Drafter drafter, SpeculationSettings settings) {
			this.strategy = new SpeculativeDecoding(drafter, DraftLength.constant(settings.draft()), false);
			this.speed = new double[settings.repetitions()];
			this.speedup = new double[settings.repetitions()];
			this.acceptance = new double[settings.repetitions()];
		}

		void measure(CausalLm lm, GenerationRequest request, int repetition, double plain) {
			GenerationResult result = this.strategy.generate(lm, request);
			Speculation speculation = result.speculation();
			if (repetition >= 0 && speculation != null) {
				this.speed[repetition] = speed(result);
				this.speedup[repetition] = this.speed[repetition] / plain;
				this.acceptance[repetition] = speculation.acceptanceRate();
			}
		}

		SpeculationReport.Run run() {
			return new SpeculationReport.Run(Summary.of(this.speed), Summary.of(this.speedup),
					Summary.of(this.acceptance));
		}

	}

}
