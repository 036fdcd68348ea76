package dev.decoding.samples.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.settings.ModelChains;
import dev.decoding.logits.settings.Settings;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelException;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.Cancellation;
import dev.decoding.search.Cost;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;

/**
 * Runs what the options ask for.
 */
class Generation {

	private final CausalLm lm;

	private final ModelChains chains;

	/**
	 * Create a new instance.
	 * @param lm the model
	 */
	Generation(CausalLm lm) {
		this.lm = lm;
		this.chains = new ModelChains(lm, lm.info().endOfTextTokens(), List.of());
	}

	CausalLm lm() {
		return this.lm;
	}

	GenerationOutput run(int[] prompt, GenerationOptions options, Cancellation cancellation,
			GenerationListener listener) {
		Long seed = options.seed();
		SearchStrategy strategy = strategy(options);
		LogitsProcessorChain processors = this.chains.create(options.logits(), options.maxNewTokens(),
				strategy instanceof Sampling);
		GenerationRequest request = GenerationRequest.of(prompt)
			.maxNewTokens(options.maxNewTokens())
			.stopStrings(options.stop())
			.processors(processors.processors())
			.numReturnSequences(options.numReturnSequences())
			.seed((seed != null) ? seed : ThreadLocalRandom.current().nextLong())
			.cancellation(cancellation)
			.build();
		return toOutput(strategy.generate(this.lm, request, listener));
	}

	/**
	 * A temperature of 0 leaves nothing to draw.
	 */
	private static SearchStrategy strategy(GenerationOptions options) {
		Double temperature = options.logits().get(Settings.TEMPERATURE);
		return (options.doSample() && !(temperature != null && temperature == 0)) ? new Sampling() : new GreedySearch();
	}

	private GenerationOutput toOutput(GenerationResult result) {
		List<int[]> sequences = result.sequences()
			.stream()
			.map(GeneratedSequence::tokens)
			.map(TokenSequence::toArray)
			.toList();
		List<Double> scores = result.sequences().stream().map(GeneratedSequence::score).toList();
		List<String> finishReasons = result.sequences()
			.stream()
			.map((sequence) -> sequence.finishReason().name().toLowerCase(Locale.ROOT))
			.toList();
		Cost cost = result.cost();
		return new GenerationOutput(sequences, texts(sequences), scores, finishReasons,
				new GenerationOutput.Usage(cost.promptTokens(), cost.newTokens(),
						cost.promptTokens() + cost.newTokens(), cost.cachedPromptTokens()));
	}

	/**
	 * A checkpoint without a tokenizer has ids but no texts.
	 */
	private List<String> texts(List<int[]> sequences) {
		try {
			return sequences.stream().map((ids) -> this.lm.tokenizer().decode(ids, true)).toList();
		}
		catch (ModelException ex) {
			return List.of();
		}
	}

}
