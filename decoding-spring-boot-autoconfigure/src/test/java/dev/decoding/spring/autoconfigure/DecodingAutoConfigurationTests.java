package dev.decoding.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.Cost;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.StoppingCriterion;
import dev.decoding.search.Timings;
import dev.decoding.search.Truncation;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import dev.decoding.spring.FakeModel;
import dev.decoding.spring.GenerationExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class DecodingAutoConfigurationTests {

	private final List<FakeModel> loaded = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
		.withBean(ModelLoader.class, () -> (options) -> {
			FakeModel model = FakeModel.saying(options.location());
			this.loaded.add(model);
			return model;
		})
		.withPropertyValues("decoding.model.location=hello");

	@Test
	void chatModelAnswersFromTheConfiguredModel() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(DecodingChatModel.class).hasSingleBean(CausalLm.class);
			assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello");
		});
	}

	@Test
	void modelIsLoadedWithTheContextAndClosedWithIt() {
		this.contextRunner
			.run((context) -> assertThat(this.loaded).singleElement().returns(false, FakeModel::isClosed));
		assertThat(this.loaded).singleElement().returns(true, FakeModel::isClosed);
	}

	@Test
	void selectedByName() {
		this.contextRunner.withPropertyValues("spring.ai.model.chat=decoding")
			.run((context) -> assertThat(context).hasSingleBean(DecodingChatModel.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "ollama" })
	void backsOffWhereAnotherModelIsSelected(String selected) {
		this.contextRunner.withPropertyValues("spring.ai.model.chat=" + selected, "decoding.model.location=")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(DecodingChatModel.class);
				assertThat(this.loaded).isEmpty();
			});
	}

	@Test
	void missingLocationFails() {
		this.contextRunner.withPropertyValues("decoding.model.location=")
			.withClassLoader(new FilteredClassLoader(new ClassPathResource("decoding/arithmetic/config.json")))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ModelNotConfiguredException.class));
	}

	@Test
	void modelOfTheApplicationWinsAndNeedsNoLocation() {
		this.contextRunner.withPropertyValues("decoding.model.location=")
			.withBean("mine", CausalLm.class, () -> FakeModel.saying("mine"))
			.run((context) -> {
				assertThat(context).hasSingleBean(CausalLm.class).doesNotHaveBean(ModelCache.class);
				assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("mine");
			});
	}

	@Test
	void executorOfTheApplicationWins() {
		GenerationExecutor mine = new GenerationExecutor(1);
		this.contextRunner.withBean("mine", GenerationExecutor.class, () -> mine)
			.run((context) -> assertThat(context).getBean(GenerationExecutor.class).isSameAs(mine));
	}

	@Test
	void chatModelOfTheApplicationWins() {
		this.contextRunner.withUserConfiguration(ChatModelConfiguration.class).run((context) -> {
			assertThat(context).getBeanNames(DecodingChatModel.class).containsExactly("mine");
			assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("h");
		});
	}

	@Test
	void configuredValuesAreTheOptionsOfTheChatModel() {
		this.contextRunner
			.withPropertyValues("decoding.generation.max-tokens=2", "decoding.generation.stop=END",
					"decoding.generation.seed=3")
			.run((context) -> {
				DecodingChatModel model = context.getBean(DecodingChatModel.class);
				assertThat(model.getOptions()).isEqualTo(DecodingChatOptions.builder()
					.model("fake")
					.maxTokens(2)
					.stopSequences(List.of("END"))
					.seed(3L)
					.truncation(Truncation.ERROR)
					.build());
				assertThat(model.call("Hi")).isEqualTo("he");
			});
	}

	@Test
	void processorsOfTheApplicationJoinInTheirOrder() {
		this.contextRunner.withUserConfiguration(ProcessorsConfiguration.class)
			.withPropertyValues("decoding.generation.max-tokens=5")
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("iiiii"));
	}

	@Test
	void processorOfTheApplicationHasAPlaceInTheOrderByItsName() {
		this.contextRunner.withBean(Shift.class, Shift::new)
			.withPropertyValues("decoding.logits.order=shift,suppress-tokens", "decoding.logits.suppress-tokens=105",
					"decoding.generation.max-tokens=2")
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("jj"));
	}

	@Test
	void orderWithAnUnknownNameIsRefusedAtTheStart() {
		this.contextRunner.withPropertyValues("decoding.logits.order=shift")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageStartingWith("'decoding.logits.order' has 'shift' but must be "));
	}

	@Test
	void samplerOfTheApplicationCanBeConfigured() {
		this.contextRunner
			.withBean("second", TokenSampler.class, () -> (logits, random) -> new TokenSampler.Choice('2', 0))
			.withPropertyValues("decoding.search.sampler=second", "decoding.logits.temperature=1",
					"decoding.generation.max-tokens=2")
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("22"));
	}

	@Test
	void unknownSamplerIsRefusedAtTheStart() {
		this.contextRunner.withPropertyValues("decoding.search.sampler=nonsense")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessage("'decoding.search.sampler' is 'nonsense' but must be one of 'arithmetic', 'categorical', "
						+ "'gumbel', 'llama-cpp', 'torch'."));
	}

	@Test
	void stoppingCriterionOfTheApplicationEndsAnswers() {
		this.contextRunner
			.withBean(StoppingCriterion.class, () -> (sequence) -> (sequence.last() == 'l') ? FinishReason.STOP : null)
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hel"));
	}

	@Test
	void strategyOfTheApplicationCanBeConfigured() {
		this.contextRunner.withBean(Canned.class, () -> new Canned("canned"))
			.withPropertyValues("decoding.search.strategy=canned")
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("canned"));
	}

	@Test
	void strategyOfTheApplicationIsUsedOnlyWhereItIsAskedFor() {
		this.contextRunner.withBean(Canned.class, () -> new Canned("canned"))
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello"));
	}

	@Test
	void strategyOfTheApplicationReplacesOneOfTheSameName() {
		this.contextRunner.withBean(Canned.class, () -> new Canned("greedy"))
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("canned"));
	}

	@Test
	void unknownStrategyIsRefusedAtTheStart() {
		this.contextRunner.withPropertyValues("decoding.search.strategy=nonsense")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageMatching(
						"'decoding.search.strategy' is 'nonsense' but must be one of .*'greedy', .*'sampling'.*\\."));
	}

	@Test
	void worksWithoutDevtools() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.devtools"))
			.run((context) -> assertThat(context).hasSingleBean(DecodingChatModel.class));
	}

	@Test
	void generationStopsBeforeTheModelIsClosed() {
		this.contextRunner.run((context) -> {
			GenerationExecutor executor = context.getBean(GenerationExecutor.class);
			context.stop();
			assertThat(executor.isRunning()).isFalse();
			assertThat(this.loaded).singleElement().returns(false, FakeModel::isClosed);
			context.start();
			assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello");
		});
	}

	/**
	 * The first forgets what the model says, the second says 'i'. In the other order, no
	 * token would be likelier than another.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ProcessorsConfiguration {

		@Bean
		@Order(2)
		LogitsProcessor second() {
			return (sequence, logits) -> logits.set('i', logits.get('i') + 10);
		}

		@Bean
		@Order(1)
		LogitsProcessor first() {
			return (sequence, logits) -> Arrays.fill(logits.scores(), 0);
		}

	}

	/**
	 * Makes 'i' the likeliest token, and 'j' the second.
	 */
	private static final class Shift implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
			logits.set('i', 100);
			logits.set('j', 99);
		}

		@Override
		public String name() {
			return "shift";
		}

	}

	/**
	 * A strategy that always gives the same text.
	 */
	private record Canned(String name) implements SearchStrategy {

		@Override
		public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
			listener.onFinish(0, "canned", FinishReason.STOP);
			return new GenerationResult(
					List.of(new GeneratedSequence(request.prompt(), "canned", FinishReason.STOP, null, 0, List.of(),
							List.of(), List.of())),
					new Cost(request.prompt().length(), 0, 0, 0, 0, 0, 0), new Timings(0, 0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChatModelConfiguration {

		@Bean
		DecodingChatModel mine(CausalLm model) {
			return DecodingChatModel.builder(model).options(DecodingChatOptions.builder().maxTokens(1).build()).build();
		}

	}

}
