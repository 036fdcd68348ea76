package dev.decoding.spring;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.search.Cost;
import dev.decoding.search.RepetitionCriterion;
import dev.decoding.search.Truncation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
class DecodingChatModelCallTests {

	private final GenerationExecutor executor = new GenerationExecutor(4);

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void answersWithTheTextOfTheModel() {
		ChatResponse response = model(FakeModel.saying("Grüße, 世界")).call(new Prompt("Hello"));
		assertThat(Responses.text(response)).isEqualTo("Grüße, 世界");
		assertThat(Responses.finishReason(response)).isEqualTo("stop");
	}

	@Test
	void answerThatReachesMaxTokensEndsForItsLength() {
		ChatResponse response = model(FakeModel.endless()).call(prompt(ChatOptions.builder().maxTokens(3).build()));
		assertThat(Responses.text(response)).isEqualTo("aaa");
		assertThat(Responses.finishReason(response)).isEqualTo("length");
	}

	@Test
	void usageCountsPromptAnswerAndCachedTokens() {
		ChatResponseMetadata metadata = model(FakeModel.saying("four")).call(new Prompt("Hello")).getMetadata();
		int prompt = metadata.getUsage().getPromptTokens();
		assertThat(prompt).isGreaterThan("Hello".length());
		assertThat(metadata.getUsage().getCompletionTokens()).isEqualTo(5);
		assertThat(metadata.getUsage().getTotalTokens()).isEqualTo(prompt + 5);
		assertThat(metadata.getUsage().getCacheReadInputTokens()).isEqualTo(prompt - 1);
	}

	@Test
	void metadataTellsWhatTheAnswerTook() {
		ChatResponse response = model(FakeModel.saying("four"))
			.call(prompt(DecodingChatOptions.builder().strategy("beam").numBeams(3).maxTokens(4).build()));
		Cost cost = response.getMetadata().get(ResponseMetadata.COST);
		assertThat(cost.generations()).isEqualTo(3);
		assertThat(cost.modelCalls()).isEqualTo(4);
		assertThat(cost.newTokens()).isEqualTo(12);
		assertThat(cost.promptTokens()).isEqualTo(response.getMetadata().getUsage().getPromptTokens());
		assertThat(cost.newTokens()).isEqualTo(response.getMetadata().getUsage().getCompletionTokens());
	}

	@Test
	void metadataTellsModelStrategyAndTimes() {
		ChatResponseMetadata metadata = model(FakeModel.saying("four")).call(new Prompt("Hello")).getMetadata();
		assertThat(metadata.getModel()).isEqualTo("fake");
		assertThat(metadata.getId()).isNotEmpty();
		assertThat(metadata.<String>get(ResponseMetadata.STRATEGY)).isEqualTo("greedy");
		assertThat(metadata.<Double>get(ResponseMetadata.TOKENS_PER_SECOND)).isPositive();
		assertThat(metadata.<Duration>get(ResponseMetadata.TIME_TO_FIRST_TOKEN)).isPositive();
		assertThat(metadata.<Duration>get(ResponseMetadata.TOTAL_DURATION)).isPositive();
		assertThat(metadata.<Duration>get(ResponseMetadata.QUEUE_DURATION)).isGreaterThanOrEqualTo(Duration.ZERO);
	}

	@Test
	void metadataTellsHowManyGuessedTokensWereAccepted() {
		DecodingChatModel model = model(FakeModel.saying("again and again and again"));
		ChatResponse response = model.call(prompt(DecodingChatOptions.builder().strategy("speculative").build()));
		assertThat(Responses.text(response)).isEqualTo("again and again and again");
		assertThat(response.getMetadata().<Double>get(ResponseMetadata.ACCEPTANCE_RATE)).isPositive()
			.isLessThanOrEqualTo(1);
		assertThat(model.call(new Prompt("Hello")).getMetadata().containsKey(ResponseMetadata.ACCEPTANCE_RATE))
			.isFalse();
	}

	@Test
	void requestOverridesWhatIsConfigured() {
		DecodingChatModel model = DecodingChatModel.builder(FakeModel.endless())
			.executor(this.executor)
			.options(DecodingChatOptions.builder().maxTokens(7).build())
			.build();
		assertThat(model.call("Hello")).hasSize(7);
		assertThat(Responses.text(model.call(prompt(ChatOptions.builder().maxTokens(2).build())))).hasSize(2);
		assertThat(Responses.text(model.call(prompt(DecodingChatOptions.builder().seed(1L).build())))).hasSize(7);
	}

	@Test
	void stopSequenceEndsTheAnswerAndIsNoPartOfIt() {
		ChatResponse response = model(FakeModel.saying("one END two"))
			.call(prompt(ChatOptions.builder().stopSequences(List.of("END")).build()));
		assertThat(Responses.text(response)).isEqualTo("one ");
		assertThat(Responses.finishReason(response)).isEqualTo("stop");
	}

	@Test
	void endOfTurnEndsTheAnswer() {
		ChatResponse response = model(FakeModel.saying("one<|im_end|>two").withChatMl()).call(new Prompt("Hello"));
		assertThat(Responses.text(response)).isEqualTo("one");
		assertThat(Responses.finishReason(response)).isEqualTo("stop");
	}

	@Test
	void severalAnswersCanBeAskedFor() {
		ChatResponse response = model(FakeModel.endless())
			.call(prompt(DecodingChatOptions.builder().numReturnSequences(3).temperature(1.0).maxTokens(4).build()));
		assertThat(response.getResults()).hasSize(3)
			.allSatisfy((result) -> assertThat(result.getOutput().getText()).hasSize(4));
		assertThat(response.getMetadata().getUsage().getCompletionTokens()).isEqualTo(12);
	}

	@Test
	void processorsOfTheModelRunBeforeThoseOfTheRequest() {
		DecodingChatModel model = DecodingChatModel.builder(FakeModel.endless())
			.executor(this.executor)
			.processors(List.of((sequence, logits) -> logits.set('a', Float.NEGATIVE_INFINITY)))
			.build();
		assertThat(Responses.text(model.call(prompt(ChatOptions.builder().topK(1).maxTokens(3).build()))))
			.isEqualTo("bbb");
	}

	@Test
	void configuredStrategyMustExist() {
		DecodingChatModel.Builder builder = DecodingChatModel.builder(FakeModel.endless())
			.executor(this.executor)
			.options(DecodingChatOptions.builder().strategy("nonsense").build());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageMatching("'strategy' is 'nonsense' but must be one of .*'greedy', .*'sampling'.*\\.");
	}

	@Test
	void samplingWithASeedCanBeRepeated() {
		DecodingChatModel model = model(FakeModel.endless());
		Prompt prompt = prompt(DecodingChatOptions.builder().temperature(1.0).seed(42L).maxTokens(40).build());
		ChatResponse first = model.call(prompt);
		assertThat(Responses.text(first)).contains("a", "b").isEqualTo(Responses.text(model.call(prompt)));
		assertThat(first.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo("sampling");
	}

	@Test
	void samplingWithoutASeedVaries() {
		DecodingChatModel model = model(FakeModel.endless());
		Prompt prompt = prompt(ChatOptions.builder().temperature(1.0).maxTokens(200).build());
		assertThat(Responses.text(model.call(prompt))).isNotEqualTo(Responses.text(model.call(prompt)));
	}

	@Test
	void temperatureZeroTakesTheLikeliestTokens() {
		DecodingChatModel model = model(FakeModel.endless());
		ChatResponse response = model.call(prompt(ChatOptions.builder().temperature(0.0).maxTokens(40).build()));
		assertThat(Responses.text(response)).isEqualTo("a".repeat(40));
		assertThat(response.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo("greedy");
	}

	@Test
	void whatIsNotSupportedIsRefusedByName() {
		DecodingChatModel model = model(FakeModel.saying("no"));
		refused(model, DecodingChatOptions.builder().outputSchema("{}").build(), "'outputSchema'");
		refused(model, DecodingChatOptions.builder().strategy("nonsense").build(), "'strategy' is 'nonsense'");
		refused(model, ChatOptions.builder().model("gpt-4").build(), "'model' is 'gpt-4'");
		refused(model, DecodingChatOptions.builder()
			.toolCallbacks(
					FunctionToolCallback.builder("tool", (String input) -> input).inputType(String.class).build())
			.build(), "'toolCallbacks'");
	}

	@Test
	void valueOutsideItsRangeIsRefusedByName() {
		DecodingChatModel model = model(FakeModel.saying("no"));
		refused(model, ChatOptions.builder().temperature(-1.0).build(), "temperature");
		refused(model, ChatOptions.builder().topK(-1).build(), "top");
		refused(model, ChatOptions.builder().topP(1.5).build(), "top");
		refused(model, ChatOptions.builder().frequencyPenalty(3.0).build(), "'frequencyPenalty' is 3.0 but must be ");
		refused(model, DecodingChatOptions.builder().order("nonsense").build(), "'order' has 'nonsense' but must be ");
		refused(model, DecodingChatOptions.builder().order("temperature").topK(3).build(), "'topK' is 3 but no ");
		refused(model, ChatOptions.builder().maxTokens(0).build(), "max");
	}

	@Test
	void penaltyMakesTheModelSaySomethingElse() {
		ChatOptions options = ChatOptions.builder().presencePenalty(2.0).maxTokens(3).build();
		assertThat(Responses.text(model(FakeModel.endless()).call(prompt(options)))).isEqualTo("aba");
	}

	@Test
	void responseTellsHowLikelyTokensWereIfAsked() {
		DecodingChatModel model = model(FakeModel.saying("ab"));
		ChatResponse response = model.call(prompt(DecodingChatOptions.builder().topLogprobs(2).build()));
		List<TokenLogprobs> logprobs = response.getResult().getMetadata().get(ResponseMetadata.LOGPROBS);
		assertThat(logprobs).hasSize(3).first().satisfies((first) -> {
			assertThat(first.token()).isEqualTo("a");
			assertThat(first.tokenId()).isEqualTo('a');
			assertThat(first.rank()).isZero();
			assertThat(first.logprob()).isBetween(-0.5, -0.3).isEqualTo(first.processedLogprob());
			assertThat(first.topLogprobs()).extracting(TokenLogprobs.Top::token).containsExactly("a", "b");
		});
	}

	@Test
	void responseTellsNothingOfTokensUnlessAsked() {
		ChatResponse response = model(FakeModel.saying("ab")).call(prompt(DecodingChatOptions.builder().build()));
		assertThat(response.getResult().getMetadata().containsKey(ResponseMetadata.LOGPROBS)).isFalse();
	}

	@Test
	void logprobsAloneNamesNoOtherTokens() {
		DecodingChatModel model = model(FakeModel.saying("ab"));
		ChatResponse response = model.call(prompt(DecodingChatOptions.builder().logprobs(true).build()));
		List<TokenLogprobs> logprobs = response.getResult().getMetadata().get(ResponseMetadata.LOGPROBS);
		assertThat(logprobs).hasSize(3).allSatisfy((token) -> assertThat(token.topLogprobs()).isEmpty());
	}

	@Test
	void everySamplerDraws() {
		DecodingChatModel model = model(FakeModel.endless());
		for (String sampler : List.of("categorical", "gumbel", "arithmetic", "torch", "llama-cpp")) {
			DecodingChatOptions options = DecodingChatOptions.builder()
				.sampler(sampler)
				.temperature(1.0)
				.topK(2)
				.seed(7L)
				.maxTokens(40)
				.build();
			assertThat(Responses.text(model.call(prompt(options)))).as(sampler).matches("[ab]{40}").contains("a", "b");
		}
	}

	@Test
	void nothingEndsAnAnswerBeforeItsLeastLength() {
		DecodingChatModel model = model(FakeModel.saying("abc"));
		DecodingChatOptions options = DecodingChatOptions.builder()
			.minTokens(2)
			.stopSequences(List.of("a", "c"))
			.includeStopString(true)
			.build();
		assertThat(Responses.text(model.call(prompt(options)))).isEqualTo("abc");
	}

	@Test
	void answerThatGoesRoundInCirclesEnds() {
		DecodingChatModel model = model(FakeModel.endless());
		ChatResponse response = model
			.call(prompt(DecodingChatOptions.builder().repetitionDetection(new RepetitionCriterion(2, 1, 4)).build()));
		assertThat(Responses.text(response)).isEqualTo("aaaa");
		assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("repetition");
	}

	@Test
	void answerBeginsWithItsPrefix() {
		DecodingChatModel model = model(FakeModel.endless());
		ChatResponse response = model
			.call(prompt(DecodingChatOptions.builder().answerPrefix("Well").maxTokens(6).build()));
		assertThat(Responses.text(response)).isEqualTo("Wellaa");
	}

	@Test
	void answerEndsWhenItsTimeIsUp() {
		DecodingChatModel model = model(FakeModel.endless());
		ChatResponse response = model.call(prompt(DecodingChatOptions.builder().maxTime(Duration.ZERO).build()));
		assertThat(Responses.text(response)).isEqualTo("a");
		assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("length");
	}

	@Test
	void penaltyOfZeroAsksForNothing() {
		ChatOptions options = ChatOptions.builder().frequencyPenalty(0.0).presencePenalty(0.0).build();
		assertThat(Responses.text(model(FakeModel.saying("yes")).call(prompt(options)))).isEqualTo("yes");
	}

	@Test
	void mediaAreRefused() {
		Media picture = Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(URI.create("file:picture.png")).build();
		Prompt prompt = new Prompt(UserMessage.builder().text("What is this?").media(picture).build());
		DecodingChatModel model = model(FakeModel.saying("no"));
		assertThatIllegalArgumentException().isThrownBy(() -> model.call(prompt))
			.withMessageContaining("image/png")
			.withMessageContaining("text");
	}

	@Test
	void toolMessagesAreRefusedWhereTheTemplateLeavesThemOut() {
		ToolResponseMessage message = ToolResponseMessage.builder()
			.responses(List.of(new ToolResponseMessage.ToolResponse("1", "time", "noon")))
			.build();
		DecodingChatModel model = model(FakeModel.saying("no").withChatTemplate("{{ messages[0].content }}"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> model.call(new Prompt(new UserMessage("What time is it?"), message)))
			.withMessage("There is a tool message but the chat template 'chat_template' of model 'fake' leaves it out. "
					+ "Leave it out, or set 'decoding.model.chat-template' to a template that knows of tools.");
	}

	@Test
	void refusedConversationIsAnErrorOfTheCall() {
		DecodingChatModel model = model(
				FakeModel.saying("no").withChatTemplate("{{ raise_exception('Never ' + messages[0].content) }}"));
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> model.call(new Prompt(new UserMessage("mind"))))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("Never mind"));
	}

	@Test
	void promptIsInTheMetadataIfAsked() {
		DecodingChatModel model = model(FakeModel.saying("yes").withChatMl());
		DecodingChatOptions options = DecodingChatOptions.builder().promptInMetadata(true).build();
		assertThat(model.call(prompt(options)).getMetadata().<String>get(ResponseMetadata.PROMPT))
			.matches("(?s)<\\|im_start\\|>user\n.*<\\|im_end\\|>\n<\\|im_start\\|>assistant\n");
		assertThat(model.call(prompt(DecodingChatOptions.builder().build()))
			.getMetadata()
			.containsKey(ResponseMetadata.PROMPT)).isFalse();
	}

	@Test
	void promptLongerThanTheContextIsCutIfAskedFor() {
		Prompt prompt = new Prompt("x".repeat(5000),
				DecodingChatOptions.builder().truncation(Truncation.LEFT).maxTokens(100).build());
		ChatResponse response = model(FakeModel.saying("yes")).call(prompt);
		assertThat(Responses.text(response)).isEqualTo("yes");
		assertThat(response.getMetadata().getUsage().getPromptTokens()).isLessThanOrEqualTo(4096 - 100);
	}

	@Test
	void promptLongerThanTheContextIsRefused() {
		DecodingChatModel model = model(FakeModel.saying("no"));
		assertThat(catchThrowable(() -> model.call("x".repeat(5000))))
			.isInstanceOf(ContextLengthExceededException.class);
	}

	@Test
	void failureOfTheModelReachesTheCaller() {
		DecodingChatModel model = model(FakeModel.saying("no").before((sequence) -> {
			throw new IllegalStateException("broken");
		}));
		assertThatIllegalStateException().isThrownBy(() -> model.call("Hello")).withMessage("broken");
	}

	@Test
	void interruptingTheCallerStopsTheComputation() throws Exception {
		Stall stall = new Stall(3);
		FakeModel endless = FakeModel.endless().before(stall);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(() -> failure.set(catchThrowable(() -> model(endless).call("Hello"))));
		caller.start();
		stall.awaitReached();
		caller.interrupt();
		caller.join();
		stall.awaitInterrupted();
		assertThat(failure.get()).isInstanceOf(EvaluationCancelledException.class);
		assertThat(endless.evaluations()).isEqualTo(4);
	}

	@Test
	void generatesOnThreadsOfItsOwn() {
		Set<String> threads = ConcurrentHashMap.newKeySet();
		model(FakeModel.saying("yes").before((sequence) -> threads.add(Thread.currentThread().getName())))
			.call("Hello");
		assertThat(threads).allSatisfy((thread) -> assertThat(thread).startsWith("decoding-"));
	}

	@Test
	void concurrentCallsRunAtTheSameTime() throws Exception {
		CyclicBarrier all = new CyclicBarrier(4);
		FakeModel meeting = FakeModel.saying("x").before((sequence) -> {
			try {
				all.await(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		DecodingChatModel model = model(meeting);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			List<Future<String>> answers = new ArrayList<>();
			IntStream.range(0, 4).forEach((i) -> answers.add(callers.submit(() -> model.call("Hello"))));
			for (Future<String> answer : answers) {
				assertThat(answer.get()).isEqualTo("x");
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	private DecodingChatModel model(FakeModel fake) {
		return DecodingChatModel.builder(fake).executor(this.executor).build();
	}

	private static Prompt prompt(ChatOptions options) {
		return new Prompt("Hello", options);
	}

	private static void refused(DecodingChatModel model, ChatOptions options, String culprit) {
		assertThatIllegalArgumentException().isThrownBy(() -> model.call(prompt(options)))
			.withMessageContaining(culprit);
	}

}
