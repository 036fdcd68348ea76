package dev.decoding.spring;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class DecodingChatModelStreamTests {

	private final GenerationExecutor executor = new GenerationExecutor(1);

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void partsJoinedAreTheAnswer() {
		List<ChatResponse> parts = parts(FakeModel.saying("Grüße, 世界 🌍"), new Prompt("Hello"));
		assertThat(text(parts)).isEqualTo("Grüße, 世界 🌍");
		assertThat(parts).hasSizeGreaterThan(5);
	}

	@Test
	void noPartHoldsHalfACharacter() {
		assertThat(parts(FakeModel.saying("ä世🌍"), new Prompt("Hello")))
			.noneMatch((part) -> Responses.text(part).contains("\uFFFD"));
	}

	@Test
	void onlyTheLastPartTellsReasonAndUsage() {
		List<ChatResponse> parts = parts(FakeModel.saying("four"), new Prompt("Hello"));
		ChatResponse last = parts.get(parts.size() - 1);
		assertThat(Responses.finishReason(last)).isEqualTo("stop");
		assertThat(last.getMetadata().getUsage().getCompletionTokens()).isEqualTo(5);
		assertThat(last.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo("greedy");
		assertThat(parts.subList(0, parts.size() - 1)).allSatisfy((part) -> {
			assertThat(Responses.finishReason(part)).isNull();
			assertThat(part.getMetadata().getUsage().getTotalTokens()).isZero();
			assertThat(part.getMetadata().getId()).isEqualTo(last.getMetadata().getId());
		});
	}

	@Test
	void stopSequenceIsNeverStreamed() {
		Prompt prompt = new Prompt("Hello", ChatOptions.builder().stopSequences(List.of("END")).build());
		assertThat(text(parts(FakeModel.saying("one ENough two END three"), prompt))).isEqualTo("one ENough two ");
	}

	@Test
	void nothingHappensBeforeSubscription() {
		FakeModel fake = FakeModel.saying("four");
		model(fake).stream(new Prompt("Hello"));
		assertThat(fake.evaluations()).isZero();
	}

	@Test
	void refusalGoesToTheSubscriber() {
		Prompt prompt = new Prompt("Hello", ChatOptions.builder().frequencyPenalty(3.0).build());
		StepVerifier.create(model(FakeModel.saying("no")).stream(prompt))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("'frequencyPenalty'"))
			.verify(Duration.ofSeconds(30));
	}

	@Test
	void partsTellHowLikelyTheirTokensWere() {
		Prompt prompt = new Prompt("Hello", DecodingChatOptions.builder().logprobs(true).build());
		List<ChatResponse> parts = model(FakeModel.saying("four")).stream(prompt).collectList().block();
		assertThat(parts).hasSize(5);
		assertThat(parts.subList(0, 4)).extracting((part) -> tokens(part)).containsExactly("f", "o", "u", "r");
		assertThat(tokens(parts.get(4))).startsWith("four");
	}

	private static String tokens(ChatResponse part) {
		List<TokenLogprobs> logprobs = part.getResult().getMetadata().get(ResponseMetadata.LOGPROBS);
		return logprobs.stream().map(TokenLogprobs::token).collect(Collectors.joining());
	}

	@Test
	void severalAnswersCannotBeStreamed() {
		Prompt prompt = new Prompt("Hello", DecodingChatOptions.builder().numReturnSequences(2).build());
		StepVerifier.create(model(FakeModel.saying("no")).stream(prompt))
			.expectErrorMessage("'numReturnSequences' is 2 but a stream carries one sequence. Use call().")
			.verify(Duration.ofSeconds(30));
	}

	@Test
	void failureOfTheModelGoesToTheSubscriberAfterTheTextBefore() {
		FakeModel failing = FakeModel.endless().before((sequence) -> {
			if (sequence.generatedLength() == 2) {
				throw new IllegalStateException("broken");
			}
		});
		StepVerifier.create(model(failing).stream(new Prompt("Hello")).map(Responses::text))
			.expectNext("a", "a")
			.expectErrorMessage("broken")
			.verify(Duration.ofSeconds(30));
	}

	@Test
	void cancellingStopsTheComputationWithinOneToken() throws Exception {
		Stall stall = new Stall(3);
		FakeModel endless = FakeModel.endless().before(stall);
		Disposable subscription = model(endless).stream(new Prompt("Hello")).subscribe();
		stall.awaitReached();
		subscription.dispose();
		stall.awaitInterrupted();
		assertThat(model(FakeModel.saying("next")).call("Hello")).isEqualTo("next");
		assertThat(endless.evaluations()).isEqualTo(4);
	}

	@Test
	void subscriberThatTakesAFewPartsStopsTheComputation() {
		FakeModel endless = FakeModel.endless();
		assertThat(model(endless).stream(new Prompt("Hello")).take(2).map(Responses::text).collectList().block())
			.containsExactly("a", "a");
		assertThat(model(FakeModel.saying("next")).call("Hello")).isEqualTo("next");
		assertThat(endless.evaluations()).isEqualTo(2);
	}

	@Test
	void cancelledBeforeItsTurnIsNeverComputed() throws Exception {
		Stall stall = new Stall(0);
		Disposable first = model(FakeModel.endless().before(stall)).stream(new Prompt("Hello")).subscribe();
		stall.awaitReached();
		FakeModel waiting = FakeModel.saying("never");
		model(waiting).stream(new Prompt("Hello")).subscribe().dispose();
		first.dispose();
		assertThat(model(FakeModel.saying("next")).call("Hello")).isEqualTo("next");
		assertThat(waiting.evaluations()).isZero();
	}

	@Test
	void slowSubscriberGetsEverything() {
		StepVerifier.create(model(FakeModel.saying("abc")).stream(new Prompt("Hello")).map(Responses::text), 0)
			.thenRequest(1)
			.expectNext("a")
			.thenAwait(Duration.ofMillis(50))
			.thenRequest(2)
			.expectNext("b", "c")
			.thenRequest(1)
			.expectNext("")
			.verifyComplete();
	}

	@Test
	void neverGeneratesOnTheThreadOfTheSubscriber() {
		Set<String> threads = ConcurrentHashMap.newKeySet();
		parts(FakeModel.saying("yes").before((sequence) -> threads.add(Thread.currentThread().getName())),
				new Prompt("Hello"));
		assertThat(threads).allSatisfy((thread) -> assertThat(thread).startsWith("decoding-"));
	}

	@Test
	void shutdownEndsTheStreamWithAnError() throws Exception {
		Stall stall = new Stall(1);
		CountDownLatch failed = new CountDownLatch(2);
		DecodingChatModel model = model(FakeModel.endless().before(stall));
		model.stream(new Prompt("running")).subscribe((part) -> {
		}, (error) -> failed.countDown());
		stall.awaitReached();
		model.stream(new Prompt("waiting")).subscribe((part) -> {
		}, (error) -> failed.countDown());
		this.executor.close();
		assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private List<ChatResponse> parts(FakeModel fake, Prompt prompt) {
		return model(fake).stream(prompt).collectList().blockOptional().orElseThrow();
	}

	private DecodingChatModel model(FakeModel fake) {
		return DecodingChatModel.builder(fake).executor(this.executor).build();
	}

	private static String text(List<ChatResponse> parts) {
		return parts.stream().map(Responses::text).collect(Collectors.joining());
	}

}
