package dev.decoding.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.settings.ModelChains;
import dev.decoding.logits.settings.Samplers;
import dev.decoding.model.CausalLm;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.search.Cancellation;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.MaxTimeCriterion;
import dev.decoding.search.SearchProgress;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.StoppingCriterion;
import dev.decoding.search.TokenStatistics;
import dev.decoding.search.settings.StrategySettings;
import dev.decoding.spring.Strategies.Chosen;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * Turns messages and options into a generation, and what it generates into an answer.
 */
class AnswerGenerator {

	/** Takes the parts of an answer that is only wanted as a whole. */
	static final Consumer<ChatResponse> NOBODY = (part) -> {
	};

	private final CausalLm model;

	private final PromptEncoder encoder;

	private final Strategies strategies;

	private final Mixtures mixtures;

	private final ModelChains chains;

	private final Samplers samplers;

	private final List<StoppingCriterion> stoppingCriteria;

	AnswerGenerator(CausalLm model, PromptEncoder encoder, Strategies strategies, Mixtures mixtures,
			List<LogitsProcessor> processors, Samplers samplers, List<StoppingCriterion> stoppingCriteria) {
		this.samplers = samplers;
		this.stoppingCriteria = List.copyOf(stoppingCriteria);
		this.model = model;
		this.encoder = encoder;
		this.strategies = strategies;
		this.mixtures = mixtures;
		this.chains = new ModelChains(model, encoder.endTokens(), processors);
	}

	/**
	 * Check a request and make it ready to run.
	 * @param messages the messages to answer
	 * @param options what is wanted, complete with what is configured
	 * @return what is to be run
	 * @throws IllegalArgumentException if something is asked for that cannot be done
	 */
	Task prepare(List<Message> messages, DecodingChatOptions options) {
		SupportedOptions.check(options, this.model.info().name());
		RenderedPrompt prompt = this.encoder.render(messages, options);
		this.samplers.create(options.getSampler(), 0);
		boolean healing = options.getSearch().isOn(StrategySettings.TOKEN_HEALING) && isOpen(prompt, options);
		Chosen chosen = this.strategies.choose(options.mutate().tokenHealing(healing).build());
		return new Task(prompt, options, this.mixtures.choose(options), chosen.strategy(), processors(options, chosen));
	}

	/**
	 * Return whether something ends the prompt that may cut a word: a chat template ends
	 * it with just the tokens that the model was trained on.
	 */
	private boolean isOpen(RenderedPrompt prompt, DecodingChatOptions options) {
		return options.getAnswerPrefix() != null || prompt.continued();
	}

	/**
	 * Check options that hold for every request.
	 * @param options the options
	 * @throws IllegalArgumentException if one of them cannot be followed
	 */
	void check(DecodingChatOptions options) {
		SupportedOptions.check(options, this.model.info().name());
		this.samplers.create(options.getSampler(), 0);
		this.mixtures.choose(options);
		processors(options, this.strategies.choose(options));
	}

	private LogitsProcessorChain processors(DecodingChatOptions options, Chosen chosen) {
		return this.chains.create(options.getLogits(), options.getMaxTokens(), chosen.sampling());
	}

	/**
	 * One answer to generate.
	 */
	final class Task implements GenerationListener {

		private final RenderedPrompt prompt;

		private final DecodingChatOptions options;

		private final CausalLm lm;

		private final SearchStrategy strategy;

		private final List<LogitsProcessor> processors;

		private final long seed;

		private final Answer answer;

		private final Cancellation cancellation = new Cancellation();

		private Consumer<ChatResponse> parts = NOBODY;

		private Task(RenderedPrompt prompt, DecodingChatOptions options, CausalLm lm, SearchStrategy strategy,
				LogitsProcessorChain processors) {
			this.processors = processors.processors();
			this.prompt = prompt;
			this.options = options;
			this.lm = lm;
			this.strategy = strategy;
			this.seed = (options.getSeed() != null) ? options.getSeed() : ThreadLocalRandom.current().nextLong();
			this.answer = new Answer(AnswerGenerator.this.model.tokenizer(), AnswerGenerator.this.model.info().name(),
					strategy.name(), this.seed, options.getScaling().isOn(ScalingParameters.TRACE_IN_METADATA));
		}

		/**
		 * Return the answer, which grows while the task runs.
		 * @return the answer
		 */
		Answer answer() {
			return this.answer;
		}

		/**
		 * Generate the answer on this thread.
		 * @param parts takes each part of the text
		 * @throws EvaluationCancelledException if the generation was cancelled
		 */
		void run(Consumer<ChatResponse> parts) {
			this.parts = parts;
			this.answer.begin();
			GenerationResult result = this.strategy.generate(this.lm, request(), this);
			this.answer.finish(result);
			if (result.sequences()
				.stream()
				.map(GeneratedSequence::finishReason)
				.anyMatch(FinishReason.CANCELLED::equals)) {
				throw new EvaluationCancelledException();
			}
		}

		private GenerationRequest request() {
			int[] prompt = AnswerGenerator.this.encoder.encode(this.prompt);
			boolean told = Boolean.TRUE.equals(this.options.getPromptInMetadata());
			this.answer.prompt(prompt.length, told ? AnswerGenerator.this.encoder.describe(this.prompt, prompt) : null);
			GenerationRequest.Builder request = GenerationRequest.of(prompt)
				.maxNewTokens(this.options.getMaxTokens())
				.endOfTextTokens(AnswerGenerator.this.encoder.endTokens())
				.processors(this.processors)
				.sampler(AnswerGenerator.this.samplers.create(this.options.getSampler(), this.seed))
				.stoppingCriteria(stoppingCriteria())
				.statistics(statistics())
				.seed(this.seed)
				.cancellation(this.cancellation);
			if (this.options.getStopSequences() != null) {
				request.stopStrings(this.options.getStopSequences());
			}
			if (this.options.getTruncation() != null) {
				request.truncation(this.options.getTruncation());
			}
			if (this.options.getNumReturnSequences() != null) {
				request.numReturnSequences(this.options.getNumReturnSequences());
			}
			if (this.options.getMinTokens() != null) {
				request.minNewTokens(this.options.getMinTokens());
			}
			if (this.options.getAnswerPrefix() != null) {
				request
					.forcedPrefix(AnswerGenerator.this.model.tokenizer().encode(this.options.getAnswerPrefix(), false));
			}
			if (this.options.getIncludeStopString() != null) {
				request.includeStopString(this.options.getIncludeStopString());
			}
			return request.build();
		}

		private List<StoppingCriterion> stoppingCriteria() {
			List<StoppingCriterion> criteria = new ArrayList<>(AnswerGenerator.this.stoppingCriteria);
			if (this.options.getMaxTime() != null) {
				criteria.add(new MaxTimeCriterion(this.options.getMaxTime()));
			}
			if (this.options.getRepetitionDetection() != null) {
				criteria.add(this.options.getRepetitionDetection());
			}
			return criteria;
		}

		private @Nullable Integer statistics() {
			Integer top = this.options.getTopLogprobs();
			boolean wanted = (this.options.getLogprobs() != null) ? this.options.getLogprobs() : top != null;
			return wanted ? Objects.requireNonNullElse(top, 0) : null;
		}

		@Override
		public void onStatistics(int sequence, TokenStatistics statistics) {
			if (sequence == 0) {
				this.answer.statistics(statistics);
			}
		}

		@Override
		public void onToken(int sequence, int token, String text) {
			this.answer.token();
			append(sequence, text);
		}

		@Override
		public boolean followsProgress() {
			return this.parts != NOBODY;
		}

		@Override
		public void onProgress(SearchProgress progress) {
			this.parts.accept(this.answer.progress(progress));
		}

		@Override
		public void onFinish(int sequence, String text, FinishReason reason) {
			append(sequence, text);
		}

		private void append(int sequence, String text) {
			if (sequence == 0 && !text.isEmpty()) {
				this.parts.accept(this.answer.append(text));
			}
		}

		/**
		 * End the generation before its next token.
		 */
		void cancel() {
			this.cancellation.cancel();
		}

	}

}
