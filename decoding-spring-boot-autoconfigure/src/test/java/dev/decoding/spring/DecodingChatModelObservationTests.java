package dev.decoding.spring;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class DecodingChatModelObservationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final GenerationExecutor executor = new GenerationExecutor(1);

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void callIsObservedByTheConventionOfSpringAi() {
		builder(FakeModel.saying("four")).build()
			.call(new Prompt("Hello", DecodingChatOptions.builder().seed(7L).maxTokens(50).topK(1).build()));
		assertObserved().hasContextualNameEqualTo("chat fake")
			.hasLowCardinalityKeyValue("gen_ai.operation.name", "chat")
			.hasLowCardinalityKeyValue("gen_ai.system", "decoding")
			.hasLowCardinalityKeyValue("gen_ai.request.model", "fake")
			.hasLowCardinalityKeyValue("gen_ai.response.model", "fake")
			.hasHighCardinalityKeyValue("gen_ai.request.max_tokens", "50")
			.hasHighCardinalityKeyValue("gen_ai.request.top_k", "1")
			.hasHighCardinalityKeyValue("gen_ai.request.seed", "7")
			.hasHighCardinalityKeyValue("decoding.search.strategy", "sampling")
			.hasHighCardinalityKeyValue("gen_ai.response.finish_reasons", "[\"stop\"]")
			.hasHighCardinalityKeyValue("gen_ai.usage.output_tokens", "5")
			.hasHighCardinalityKeyValueWithKey("gen_ai.usage.cache_read.input_tokens")
			.hasBeenStarted()
			.hasBeenStopped();
	}

	@Test
	void streamIsObservedUntilItsEnd() {
		builder(FakeModel.saying("four")).build().stream(new Prompt("Hello")).blockLast();
		assertObserved().hasHighCardinalityKeyValue("gen_ai.request.stream", "true")
			.hasHighCardinalityKeyValue("gen_ai.response.finish_reasons", "[\"stop\"]")
			.hasHighCardinalityKeyValue("gen_ai.usage.output_tokens", "5")
			.hasBeenStopped();
	}

	@Test
	void cancelledStreamIsAccountedFor() throws Exception {
		Stall stall = new Stall(3);
		Disposable subscription = builder(FakeModel.endless().before(stall)).build()
			.stream(new Prompt("Hello"))
			.subscribe();
		stall.awaitReached();
		subscription.dispose();
		assertObserved().hasHighCardinalityKeyValue("gen_ai.usage.output_tokens", "3").hasBeenStopped();
	}

	@Test
	void failureOfACallIsObserved() {
		DecodingChatModel model = builder(FakeModel.saying("no")).build();
		Prompt prompt = new Prompt("Hello", ChatOptions.builder().frequencyPenalty(3.0).build());
		assertThatIllegalArgumentException().isThrownBy(() -> model.call(prompt));
		assertObserved().hasBeenStopped().thenError().isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void failureOfAStreamIsObserved() {
		DecodingChatModel model = builder(FakeModel.saying("no").before((sequence) -> {
			throw new IllegalStateException("broken");
		})).build();
		model.stream(new Prompt("Hello")).onErrorComplete().blockLast();
		assertObserved().hasBeenStopped().thenError().hasMessage("broken");
	}

	@Test
	void streamIsAChildOfTheObservationOfItsSubscriber() {
		Observation parent = Observation.start("parent", this.registry);
		builder(FakeModel.saying("four")).build()
			.stream(new Prompt("Hello"))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent))
			.blockLast();
		parent.stop();
		assertObserved().hasParentObservationEqualTo(parent);
	}

	@Test
	void conventionOfTheApplicationIsUsed() {
		builder(FakeModel.saying("four")).observationConvention(new DefaultChatModelObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(ChatModelObservationContext context) {
				return KeyValues.of(KeyValue.of("custom", "yes"));
			}

		}).build().call(new Prompt("Hello"));
		assertObserved().hasLowCardinalityKeyValue("custom", "yes");
	}

	private DecodingChatModel.Builder builder(FakeModel fake) {
		return DecodingChatModel.builder(fake).executor(this.executor).observationRegistry(this.registry);
	}

	private TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert assertObserved() {
		return TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("gen_ai.client.operation")
			.that();
	}

}
