package dev.decoding.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.decoding.model.Tokenizer;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.SearchProgress;
import dev.decoding.search.TokenStatistics;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * One answer as it grows. Written by the generating thread, read at any time by any
 * other, so that even a cancelled answer is accounted for.
 */
class Answer {

	private final String id = UUID.randomUUID().toString();

	private final Tokenizer tokenizer;

	private final String model;

	private final String strategy;

	private final long seed;

	private final boolean traced;

	private final long arrival = System.nanoTime();

	private final StringBuilder text = new StringBuilder();

	private long start = this.arrival;

	private long firstToken;

	private long end;

	private int promptTokens;

	private @Nullable String prompt;

	private int tokens;

	/** The tokens of the first sequence that no part of the stream has carried yet. */
	private final List<TokenLogprobs> pending = new ArrayList<>();

	private @Nullable GenerationResult result;

	Answer(Tokenizer tokenizer, String model, String strategy, long seed, boolean traced) {
		this.traced = traced;
		this.tokenizer = tokenizer;
		this.model = model;
		this.strategy = strategy;
		this.seed = seed;
	}

	/**
	 * Note that a thread has begun to work on the answer.
	 */
	synchronized void begin() {
		this.start = System.nanoTime();
	}

	/**
	 * Note the prompt.
	 * @param tokens the number of its tokens
	 * @param text its text if the answer is to tell it
	 */
	synchronized void prompt(int tokens, @Nullable String text) {
		this.promptTokens = tokens;
		this.prompt = text;
	}

	/**
	 * Note one more token.
	 */
	synchronized void token() {
		if (this.tokens == 0) {
			this.firstToken = System.nanoTime();
		}
		this.tokens++;
	}

	/**
	 * Note how likely the next token of the first sequence was.
	 * @param statistics its statistics
	 */
	synchronized void statistics(TokenStatistics statistics) {
		this.pending.add(logprobs(statistics));
	}

	private TokenLogprobs logprobs(TokenStatistics statistics) {
		List<TokenLogprobs.Top> top = statistics.alternatives()
			.stream()
			.map((other) -> new TokenLogprobs.Top(text(other.token()), other.token(), other.logProbability()))
			.toList();
		return new TokenLogprobs(text(statistics.token()), statistics.token(), statistics.logProbability(),
				statistics.processedLogProbability(), statistics.rank(), statistics.entropy(), statistics.margin(),
				top);
	}

	private String text(int token) {
		return this.tokenizer.decode(new int[] { token }, false);
	}

	/**
	 * Add text of the first sequence.
	 * @param more the text
	 * @return the part of a stream that carries it
	 */
	synchronized ChatResponse append(String more) {
		this.text.append(more);
		ChatGenerationMetadata.Builder metadata = ChatGenerationMetadata.builder();
		if (!this.pending.isEmpty()) {
			metadata.metadata(ResponseMetadata.LOGPROBS, List.copyOf(this.pending));
			this.pending.clear();
		}
		return new ChatResponse(List.of(new Generation(new AssistantMessage(more), metadata.build())),
				ChatResponseMetadata.builder().id(this.id).model(this.model).build());
	}

	/**
	 * Note how far the search has come.
	 * @param progress how far
	 * @return the part of a stream that carries it
	 */
	synchronized ChatResponse progress(SearchProgress progress) {
		return new ChatResponse(List.of(new Generation(new AssistantMessage(""))),
				ChatResponseMetadata.builder()
					.id(this.id)
					.model(this.model)
					.keyValue(ResponseMetadata.PROGRESS, progress)
					.build());
	}

	/**
	 * Note the result of the generation.
	 * @param result the result
	 */
	synchronized void finish(GenerationResult result) {
		this.result = result;
		this.end = System.nanoTime();
	}

	/**
	 * Return all there is, finished or not.
	 * @return the answer so far
	 */
	synchronized ChatResponse whole() {
		List<Generation> generations = (this.result != null)
				? this.result.sequences().stream().map((sequence) -> generation(sequence.text(), sequence)).toList()
				: List.of(new Generation(new AssistantMessage(this.text.toString()),
						finished(FinishReason.CANCELLED).build()));
		return new ChatResponse(generations, metadata());
	}

	/**
	 * Return the end of a stream: no text, but everything that is told beside it.
	 * @return the last part of a stream
	 */
	synchronized ChatResponse last() {
		List<Generation> generations = (this.result != null)
				? this.result.sequences().stream().limit(1).map((sequence) -> generation("", sequence)).toList()
				: List.of();
		return new ChatResponse(generations, metadata());
	}

	private Generation generation(String text, GeneratedSequence sequence) {
		ChatGenerationMetadata.Builder metadata = finished(sequence.finishReason()).metadata(ResponseMetadata.SCORE,
				sequence.score());
		if (!sequence.statistics().isEmpty()) {
			metadata.metadata(ResponseMetadata.LOGPROBS, sequence.statistics().stream().map(this::logprobs).toList());
		}
		return new Generation(new AssistantMessage(text), metadata.build());
	}

	private static ChatGenerationMetadata.Builder finished(FinishReason reason) {
		return ChatGenerationMetadata.builder().finishReason(reason.name().toLowerCase(Locale.ROOT));
	}

	private ChatResponseMetadata metadata() {
		long now = (this.result != null) ? this.end : System.nanoTime();
		ChatResponseMetadata.Builder metadata = ChatResponseMetadata.builder()
			.id(this.id)
			.model(this.model)
			.usage(usage())
			.keyValue(ResponseMetadata.STRATEGY, this.strategy)
			.keyValue(ResponseMetadata.SEED, this.seed)
			.keyValue(ResponseMetadata.QUEUE_DURATION, Duration.ofNanos(this.start - this.arrival))
			.keyValue(ResponseMetadata.TOTAL_DURATION, Duration.ofNanos(now - this.start));
		if (this.prompt != null) {
			metadata.keyValue(ResponseMetadata.PROMPT, this.prompt);
		}
		if (this.tokens > 0) {
			metadata.keyValue(ResponseMetadata.TIME_TO_FIRST_TOKEN, Duration.ofNanos(this.firstToken - this.start));
		}
		if (this.tokens > 1) {
			double seconds = Math.max(1, now - this.firstToken) / 1e9;
			metadata.keyValue(ResponseMetadata.TOKENS_PER_SECOND, (this.tokens - 1) / seconds);
		}
		if (this.result != null) {
			metadata.keyValue(ResponseMetadata.COST, this.result.cost());
			if (this.result.speculation() != null) {
				metadata.keyValue(ResponseMetadata.ACCEPTANCE_RATE, this.result.speculation().acceptanceRate());
			}
			if (this.result.sequences().get(0).details() instanceof ScalingDetails details) {
				describe(details, metadata);
			}
		}
		return metadata.build();
	}

	private void describe(ScalingDetails details, ChatResponseMetadata.Builder metadata) {
		metadata.keyValue(ResponseMetadata.CANDIDATES, details.candidates());
		if (!details.votes().isEmpty()) {
			metadata.keyValue(ResponseMetadata.VOTES, details.votes());
		}
		if (details.interruption() != null) {
			metadata.keyValue(ResponseMetadata.INTERRUPTION, details.interruption().name().toLowerCase(Locale.ROOT));
		}
		if (this.traced) {
			metadata.keyValue(ResponseMetadata.TRACE, details.trace());
		}
	}

	/**
	 * Return the usage; how much of the prompt was cached is known only at the end.
	 */
	private Usage usage() {
		int prompt = (this.result != null) ? this.result.cost().promptTokens() : this.promptTokens;
		int completion = (this.result != null) ? this.result.cost().newTokens() : this.tokens;
		Long cached = (this.result != null) ? (long) this.result.cost().cachedPromptTokens() : null;
		return new DefaultUsage(prompt, completion, prompt + completion, null, cached, null);
	}

}
