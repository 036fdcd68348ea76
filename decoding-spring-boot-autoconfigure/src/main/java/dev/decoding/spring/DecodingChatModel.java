package dev.decoding.spring;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.decoding.chat.template.Template;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.settings.Samplers;
import dev.decoding.model.CausalLm;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.settings.ScalingContext;
import dev.decoding.scaling.vote.FeedbackSink;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.StoppingCriterion;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.util.function.SingletonSupplier;

/**
 * A chat model that answers from a {@link CausalLm} in this process. Safe for use by
 * several threads: concurrent requests share the model's batches.
 * <p>
 * Text is generated on the threads of a {@link GenerationExecutor}. Interrupting the
 * caller of {@link #call}, or cancelling the subscription of {@link #stream}, stops the
 * computation before its next token. A stream does not wait for a slow subscriber: what
 * is not yet asked for is kept.
 */
public class DecodingChatModel implements ChatModel {

	private static final String PROVIDER = "decoding";

	private static final ChatModelObservationConvention DEFAULT_CONVENTION = new DecodingChatModelObservationConvention();

	private final SingletonSupplier<Ready> ready;

	private final GenerationExecutor executor;

	private final ObservationRegistry observationRegistry;

	private final @Nullable ChatModelObservationConvention observationConvention;

	private DecodingChatModel(Builder builder) {
		this.ready = SingletonSupplier.of(builder::ready);
		this.executor = (builder.executor != null) ? builder.executor
				: new GenerationExecutor(GenerationExecutor.DEFAULT_CONCURRENCY);
		this.observationRegistry = builder.observationRegistry;
		this.observationConvention = builder.observationConvention;
	}

	/**
	 * Begin to build a chat model.
	 * @param model the model that answers
	 * @return a builder
	 */
	public static Builder builder(CausalLm model) {
		return new Builder(() -> model, true);
	}

	/**
	 * Begin to build a chat model on a model that may still be loading. It is waited for
	 * and the options are checked where the chat model is first asked something, be it
	 * {@link #getOptions}.
	 * @param model gives the model that answers
	 * @return a builder
	 */
	public static Builder builder(Supplier<CausalLm> model) {
		return new Builder(model, false);
	}

	private Ready ready() {
		return this.ready.obtain();
	}

	/**
	 * Return what every request is answered with unless it says otherwise.
	 * @return the options
	 */
	@Override
	public DecodingChatOptions getOptions() {
		return ready().options();
	}

	/**
	 * Answer a prompt.
	 * @param prompt the messages, and options of any type
	 * @return the answer
	 * @throws IllegalArgumentException if something is asked for that this model cannot
	 * do
	 * @throws ConversationRefusedException if its chat template refuses the messages
	 * @throws EvaluationCancelledException if the calling thread is interrupted
	 */
	@Override
	public ChatResponse call(Prompt prompt) {
		DecodingChatOptions options = complete(prompt.getOptions());
		ChatModelObservationContext context = observationContext(prompt, options, false);
		return observe(context).observe(() -> {
			ChatResponse response = await(ready().generator().prepare(prompt.getInstructions(), options));
			context.setResponse(response);
			return response;
		});
	}

	private ChatResponse await(AnswerGenerator.Task task) {
		CompletableFuture<ChatResponse> response = new CompletableFuture<>();
		Future<?> running = this.executor.submit(() -> {
			try {
				task.run(AnswerGenerator.NOBODY);
				response.complete(task.answer().whole());
			}
			catch (Throwable ex) {
				response.completeExceptionally(ex);
			}
		}, () -> response.completeExceptionally(new EvaluationCancelledException()));
		try {
			return response.get();
		}
		catch (InterruptedException ex) {
			task.cancel();
			running.cancel(true);
			Thread.currentThread().interrupt();
			throw new EvaluationCancelledException();
		}
		catch (ExecutionException ex) {
			throw rethrow(ex.getCause());
		}
	}

	private static RuntimeException rethrow(@Nullable Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof RuntimeException exception) ? exception : new CompletionException(cause);
	}

	/**
	 * Answer a prompt part by part. The last part has no text but the finish reason, the
	 * usage and all other metadata.
	 * @param prompt the messages, and options of any type
	 * @return the answer; errors go to the subscriber
	 */
	@Override
	public Flux<ChatResponse> stream(Prompt prompt) {
		return Flux.deferContextual((view) -> {
			DecodingChatOptions options = complete(prompt.getOptions());
			ChatModelObservationContext context = observationContext(prompt, options, true);
			Observation observation = observe(context);
			observation.parentObservation(view.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
			observation.start();
			AtomicBoolean stopped = new AtomicBoolean();
			Runnable stop = () -> {
				if (stopped.compareAndSet(false, true)) {
					observation.stop();
				}
			};
			return Flux.<ChatResponse>create((sink) -> generate(prompt.getInstructions(), options, context, sink))
				.doOnError(observation::error)
				.doOnTerminate(stop)
				.doFinally((signal) -> stop.run());
		});
	}

	private void generate(List<Message> messages, DecodingChatOptions options, ChatModelObservationContext context,
			FluxSink<ChatResponse> sink) {
		if (options.getNumReturnSequences() != null && options.getNumReturnSequences() > 1) {
			throw new IllegalArgumentException(
					"'numReturnSequences' is %d but a stream carries one sequence. Use call()."
						.formatted(options.getNumReturnSequences()));
		}
		AnswerGenerator.Task task = ready().generator().prepare(messages, options);
		Disposable.Swap running = Disposables.swap();
		sink.onCancel(() -> {
			task.cancel();
			running.dispose();
			context.setResponse(task.answer().whole());
		});
		Future<?> future = this.executor.submit(() -> {
			try {
				task.run(sink::next);
				context.setResponse(task.answer().whole());
				sink.next(task.answer().last());
				sink.complete();
			}
			catch (Throwable ex) {
				fail(sink, ex);
			}
		}, () -> fail(sink, new EvaluationCancelledException()));
		running.update(() -> future.cancel(true));
	}

	private DecodingChatOptions complete(@Nullable ChatOptions requested) {
		return (requested != null) ? DecodingChatOptions.from(requested).withDefaults(getOptions()) : getOptions();
	}

	private static ChatModelObservationContext observationContext(Prompt prompt, DecodingChatOptions options,
			boolean streaming) {
		return ChatModelObservationContext.builder()
			.prompt(new Prompt(prompt.getInstructions(), options))
			.provider(PROVIDER)
			.streaming(streaming)
			.build();
	}

	private Observation observe(ChatModelObservationContext context) {
		return ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(this.observationConvention,
				DEFAULT_CONVENTION, () -> context, this.observationRegistry);
	}

	private static void fail(FluxSink<ChatResponse> sink, Throwable failure) {
		if (!sink.isCancelled()) {
			sink.error(failure);
		}
	}

	/**
	 * Builder of a {@link DecodingChatModel}.
	 */
	public static final class Builder {

		private final Supplier<CausalLm> model;

		private final boolean loaded;

		private DecodingChatOptions options = DecodingChatOptions.builder().build();

		private @Nullable Template chatTemplate;

		private List<SearchStrategy> strategies = List.of();

		private Map<String, CausalLm> companions = Map.of();

		private Map<String, Verifier> verifiers = Map.of();

		private @Nullable Verifier rewardHead;

		private FeedbackSink feedback = FeedbackSink.NONE;

		private Map<String, AnswerFinder> answerFinders = Map.of();

		private Map<String, ScalingAlgorithm> scalingAlgorithms = Map.of();

		private List<LogitsProcessor> processors = List.of();

		private Map<String, TokenSampler> samplers = Map.of();

		private List<StoppingCriterion> stoppingCriteria = List.of();

		private @Nullable GenerationExecutor executor;

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private @Nullable ChatModelObservationConvention observationConvention;

		private Builder(Supplier<CausalLm> model, boolean loaded) {
			this.model = model;
			this.loaded = loaded;
		}

		/**
		 * Set what every request is answered with unless it says otherwise.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(DecodingChatOptions options) {
			this.options = options;
			return this;
		}

		/**
		 * Set how messages become text, if not by the template of the checkpoint. Special
		 * tokens such as {@code bos_token} still come from there.
		 * @param chatTemplate the template
		 * @return this builder
		 */
		public Builder chatTemplate(Template chatTemplate) {
			this.chatTemplate = chatTemplate;
			return this;
		}

		/**
		 * Set the strategies that a request can name beside greedy search and sampling.
		 * @param strategies the strategies; one with the name {@code greedy} or
		 * {@code sampling} replaces the built-in one
		 * @return this builder
		 */
		public Builder strategies(List<SearchStrategy> strategies) {
			this.strategies = List.copyOf(strategies);
			return this;
		}

		/**
		 * Set the models that a strategy or a mixture can use beside the one that
		 * answers, such as one that guesses tokens, or an amateur.
		 * @param companions the models by their names
		 * @return this builder
		 */
		public Builder companions(Map<String, CausalLm> companions) {
			this.companions = Map.copyOf(companions);
			return this;
		}

		/**
		 * Set what judges answers, beside the built-in verifiers. The only one there is
		 * judges where a request names none.
		 * @param verifiers the verifiers by their names; one with the name of a built-in
		 * one replaces it
		 * @return this builder
		 */
		public Builder verifiers(Map<String, Verifier> verifiers) {
			this.verifiers = Map.copyOf(verifiers);
			return this;
		}

		/**
		 * Set the reward head that comes with the model. It judges where a request names
		 * no verifier and there are no others.
		 * @param rewardHead the verifier
		 * @return this builder
		 * @see RewardHeads
		 */
		public Builder rewardHead(Verifier rewardHead) {
			this.rewardHead = rewardHead;
			return this;
		}

		/**
		 * Set who is told of answers that a verifier refused.
		 * @param feedback takes them
		 * @return this builder
		 */
		public Builder feedback(FeedbackSink feedback) {
			this.feedback = feedback;
			return this;
		}

		/**
		 * Set what finds the answers in texts, beside the built-in finders.
		 * @param answerFinders the finders by their names; one with the name of a
		 * built-in one replaces it
		 * @return this builder
		 */
		public Builder answerFinders(Map<String, AnswerFinder> answerFinders) {
			this.answerFinders = Map.copyOf(answerFinders);
			return this;
		}

		/**
		 * Set strategies of test-time compute that a request can name beside the built-in
		 * ones.
		 * @param scalingAlgorithms the strategies by their names; one with the name of a
		 * built-in one replaces it
		 * @return this builder
		 */
		public Builder scalingAlgorithms(Map<String, ScalingAlgorithm> scalingAlgorithms) {
			this.scalingAlgorithms = Map.copyOf(scalingAlgorithms);
			return this;
		}

		private ScalingContext scaling(CausalLm model, PromptEncoder encoder) {
			return new ScalingContext(model, this.companions, this.verifiers, this.answerFinders,
					this.scalingAlgorithms, encoder::between, this.rewardHead, this.feedback);
		}

		/**
		 * Set logits processors that run with every request: where its order has their
		 * names, or else where it has {@code custom}.
		 * @param processors the processors, first to last
		 * @return this builder
		 */
		public Builder processors(List<LogitsProcessor> processors) {
			this.processors = List.copyOf(processors);
			return this;
		}

		/**
		 * Set samplers that a request can name beside the built-in ones.
		 * @param samplers the samplers by their names; one with the name of a built-in
		 * one replaces it
		 * @return this builder
		 */
		public Builder samplers(Map<String, TokenSampler> samplers) {
			this.samplers = Map.copyOf(samplers);
			return this;
		}

		/**
		 * Set what ends the answers of every request, beside what the request says.
		 * @param stoppingCriteria the criteria, in the order in which they are asked
		 * @return this builder
		 */
		public Builder stoppingCriteria(List<StoppingCriterion> stoppingCriteria) {
			this.stoppingCriteria = List.copyOf(stoppingCriteria);
			return this;
		}

		/**
		 * Set the threads to generate on; threads of its own if not set.
		 * @param executor the threads
		 * @return this builder
		 */
		public Builder executor(GenerationExecutor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * Set who is told of each request.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			this.observationRegistry = observationRegistry;
			return this;
		}

		/**
		 * Set what is told of each request, if not
		 * {@link DecodingChatModelObservationConvention}.
		 * @param observationConvention the convention
		 * @return this builder
		 */
		public Builder observationConvention(ChatModelObservationConvention observationConvention) {
			this.observationConvention = observationConvention;
			return this;
		}

		/**
		 * Return the chat model.
		 * @return the chat model; one whose model may still be loading is not checked
		 * @throws UnknownStrategyException if the options name a strategy that there is
		 * not
		 * @throws IllegalArgumentException if an option cannot be followed; the message
		 * names it
		 */
		public DecodingChatModel build() {
			DecodingChatModel built = new DecodingChatModel(this);
			if (this.loaded) {
				built.ready();
			}
			return built;
		}

		private Ready ready() {
			CausalLm model = this.model.get();
			DecodingChatOptions options = this.options.mutate().model(model.info().name()).build();
			PromptEncoder encoder = new PromptEncoder(model, this.chatTemplate);
			AnswerGenerator generator = new AnswerGenerator(model, encoder,
					new Strategies(model, this.strategies, this.companions, scaling(model, encoder)),
					new Mixtures(model, this.companions), this.processors, new Samplers(this.samplers),
					this.stoppingCriteria);
			generator.check(options);
			return new Ready(generator, options);
		}

	}

	/**
	 * What there is once the model is loaded.
	 */
	private record Ready(AnswerGenerator generator, DecodingChatOptions options) {
	}

}
