package dev.decoding.spring.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.ModelNotFoundException;
import dev.decoding.model.CausalLm;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.FakeModel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class ModelPreloaderTests {

	private final FakeModel model = FakeModel.saying("hello");

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch found = new CountDownLatch(1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
		.withBean(ModelLoader.class, () -> this::load)
		.withPropertyValues("decoding.model.location=hello");

	@Test
	void modelIsLoadedWhileOtherBeansAreCreated() {
		this.contextRunner.withBean(Other.class, () -> {
			await(this.begun);
			this.found.countDown();
			return new Other();
		}).run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello"));
	}

	@Test
	void modelIsLoadedWhileItsUsersAreCreated() {
		this.contextRunner.withUserConfiguration(UserConfiguration.class)
			.withBean(CountDownLatch.class, () -> this.found)
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello"));
	}

	@Test
	void modelThatNobodyAsksForFailsTheStart() {
		this.contextRunner.withPropertyValues("decoding.model.location=gone")
			.withBean(DecodingChatModel.class, () -> DecodingChatModel.builder(FakeModel.saying("mine")).build())
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(ModelNotFoundException.class));
	}

	@Test
	void modelIsGivenBackByAnApplicationThatDidNotStart() {
		this.contextRunner.withBean(Other.class, () -> {
			await(this.begun);
			throw new IllegalStateException("broken");
		}).run((context) -> assertThat(context).getFailure().rootCause().hasMessage("broken"));
		assertThat(this.model.isClosed()).isFalse();
		this.found.countDown();
		Awaitility.await().until(this.model::isClosed);
	}

	@Test
	void lazyModelIsNotLoadedBeforeItIsUsed() {
		this.found.countDown();
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(this.begun.getCount()).isOne();
				assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello");
			});
	}

	@Test
	void modelOfTheApplicationIsTheOnlyOne() {
		this.contextRunner.withBean(CausalLm.class, () -> FakeModel.saying("mine")).run((context) -> {
			assertThat(context).doesNotHaveBean(ModelPreloader.class);
			assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("mine");
			assertThat(this.begun.getCount()).isOne();
		});
	}

	@Test
	void nothingIsLoadedWhileAnApplicationIsProcessedAheadOfTime() {
		this.found.countDown();
		this.contextRunner.withSystemProperties(AbstractAotProcessor.AOT_PROCESSING + "=true")
			.withBean(Other.class, () -> {
				assertThat(this.begun.getCount()).isOne();
				return new Other();
			})
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private CausalLm load(EngineOptions options) {
		this.begun.countDown();
		if (options.location().equals("gone")) {
			throw new ModelNotFoundException(options.location(), "It is gone.", null);
		}
		await(this.found);
		return this.model;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		Other user(ChatModel chat, CountDownLatch found) {
			found.countDown();
			return new Other();
		}

	}

	/**
	 * Another part of the application, which may use the model.
	 */
	private static final class Other {

	}

}
