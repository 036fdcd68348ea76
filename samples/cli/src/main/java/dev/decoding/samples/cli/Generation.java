package dev.decoding.samples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import dev.decoding.chat.ChatTemplates;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.settings.ModelChains;
import dev.decoding.logits.settings.ProcessorChains;
import dev.decoding.logits.settings.RequestContext;
import dev.decoding.logits.settings.Samplers;
import dev.decoding.logits.settings.Settings;
import dev.decoding.mixture.ClassifierFreeGuidance;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelException;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.settings.ScalingContext;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.scaling.settings.ScalingTable;
import dev.decoding.scaling.vote.FeedbackSink;
import dev.decoding.search.Cancellation;
import dev.decoding.search.Cost;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.MaxTimeCriterion;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.StopStringCriterion;
import dev.decoding.search.StoppingCriterion;
import dev.decoding.search.TokenStatistics;
import dev.decoding.search.settings.StrategyContext;
import dev.decoding.search.settings.StrategyDefinition;
import dev.decoding.search.settings.StrategyTable;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the options ask for.
 */
class Generation {

	private final CausalLm lm;

	private final @Nullable Verifier rewardHead;

	private final ModelChains chains;

	private final Samplers samplers = new Samplers(Map.of());

	/**
	 * Create a new instance.
	 * @param lm the model
	 * @param rewardHead the reward head that comes with it, or {@code null} for none
	 */
	Generation(CausalLm lm, @Nullable Verifier rewardHead) {
		this.lm = lm;
		this.rewardHead = rewardHead;
		this.chains = new ModelChains(lm, lm.info().endOfTextTokens(), List.of());
	}

	CausalLm lm() {
		return this.lm;
	}

	GenerationOutput run(int[] prompt, GenerationOptions options, ContinuationOptions continuation,
			Cancellation cancellation, GenerationListener listener) {
		long seed = (options.seed() != null) ? options.seed() : ThreadLocalRandom.current().nextLong();
		SearchStrategy strategy = strategy(options);
		GenerationRequest.Builder request = GenerationRequest.of(prompt)
			.attentionMask(continuation.attentionMask())
			.forcedPrefix(continuation.forcedPrefix())
			.maxNewTokens(options.maxNewTokens())
			.minNewTokens(options.minTokens())
			.stopStrings(options.stop())
			.includeStopString(options.includeStopString())
			.stoppingCriteria(stoppingCriteria(options, continuation))
			.processors(processors(options, continuation,
					options.isSampling() && !strategy.name().equals(GreedySearch.NAME))
				.processors())
			.sampler(this.samplers.create(options.sampler(), seed))
			.statistics(continuation.topLogprobs())
			.numReturnSequences(options.numReturnSequences())
			.seed(seed)
			.cancellation(cancellation);
		if (continuation.eosTokenId() != null) {
			request.endOfTextTokens(continuation.eosTokenId());
		}
		return toOutput(strategy.generate(guided(continuation), request.build(), listener),
				options.scaling().isOn(ScalingParameters.TRACE_IN_METADATA));
	}

	private CausalLm guided(ContinuationOptions continuation) {
		Double scale = continuation.guidanceScale();
		return (scale != null && scale != 1)
				? new ClassifierFreeGuidance(this.lm, scale, continuation.negativePromptIds()) : this.lm;
	}

	private LogitsProcessorChain processors(GenerationOptions options, ContinuationOptions continuation,
			boolean sampling) {
		List<Integer> ends = continuation.eosTokenId();
		if (ends == null) {
			return this.chains.create(options.logits(), options.maxNewTokens(), sampling);
		}
		return ProcessorChains.create(options.logits(),
				RequestContext.of(this.lm, ends, options.maxNewTokens(), sampling), List.of());
	}

	private List<StoppingCriterion> stoppingCriteria(GenerationOptions options, ContinuationOptions continuation) {
		List<StoppingCriterion> criteria = new ArrayList<>();
		if (options.maxTime() != null) {
			criteria.add(new MaxTimeCriterion(options.maxTime()));
		}
		if (!continuation.stopStrings().isEmpty()) {
			criteria.add(new StopStringCriterion(this.lm.tokenizer().vocabulary(), continuation.stopStrings()));
		}
		return criteria;
	}

	/**
	 * A temperature of 0 leaves nothing to draw.
	 */
	private SearchStrategy strategy(GenerationOptions options) {
		Optional<ScalingStrategy> scaling = ScalingTable.create(options.scaling(), scalingContext());
		if (scaling.isPresent()) {
			return StrategyDefinition.prepare(scaling.get(), options.search());
		}
		Double temperature = options.logits().get(Settings.TEMPERATURE);
		boolean likeliest = temperature != null && temperature == 0;
		StrategyDefinition strategy = options.strategy();
		if (likeliest && strategy.name().equals(Sampling.NAME)) {
			strategy = StrategyTable.find(GreedySearch.NAME).orElseThrow();
		}
		return strategy.create(options.search(), StrategyContext.of(this.lm, options.isSampling() && !likeliest));
	}

	private ScalingContext scalingContext() {
		UnaryOperator<String> between = (message) -> ChatTemplates
			.choose(this.lm.info().chatFormat(), this.lm.tokenizer().vocabulary())
			.template()
			.between(message);
		return new ScalingContext(this.lm, Map.of(), Map.of(), Map.of(), Map.of(), between, this.rewardHead,
				FeedbackSink.NONE);
	}

	private GenerationOutput toOutput(GenerationResult result, boolean traced) {
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
						cost.promptTokens() + cost.newTokens(), cost.cachedPromptTokens()),
				cost, logprobs(result), GenerationOutput.Scaling.of(result, traced));
	}

	private static @Nullable List<List<TokenStatistics>> logprobs(GenerationResult result) {
		List<List<TokenStatistics>> logprobs = result.sequences().stream().map(GeneratedSequence::statistics).toList();
		return logprobs.stream().allMatch(List::isEmpty) ? null : logprobs;
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
