package dev.decoding.spring.autoconfigure;

import java.util.function.Supplier;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.FeedbackSink;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.StoppingCriterion;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.RewardHeads;
import dev.decoding.spring.GenerationExecutor;
import dev.decoding.spring.UnknownStrategyException;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a chat model inside this
 * process.
 */
@AutoConfiguration
@ConditionalOnClass(ChatModel.class)
@ConditionalOnProperty(name = SpringAIModelProperties.CHAT_MODEL, havingValue = "decoding", matchIfMissing = true)
@EnableConfigurationProperties(DecodingProperties.class)
@Import(ModelConfiguration.class)
public final class DecodingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GenerationExecutor decodingGenerationExecutor(DecodingProperties properties) {
		return new GenerationExecutor(properties.generation().maxConcurrency());
	}

	@Bean(ModelPreloader.CHAT_MODEL)
	@ConditionalOnMissingBean
	DecodingChatModel decodingChatModel(ObjectProvider<CausalLm> model, DecodingProperties properties,
			GenerationExecutor executor, ObjectProvider<SearchStrategy> strategies,
			ObjectProvider<LogitsProcessor> processors, ObjectProvider<Companions> companions,
			ObjectProvider<ModelFactoryBean> configured, ListableBeanFactory beans, ResourceLoader resources,
			ObjectProvider<StoppingCriterion> stoppingCriteria, ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<ChatModelObservationConvention> observationConvention) {
		ModelFactoryBean ours = configured.getIfAvailable();
		DecodingChatModel.Builder builder = ((ours != null) ? DecodingChatModel.builder(ours::alone)
				: DecodingChatModel.builder(model.getObject()))
			.options(properties.toOptions())
			.strategies(strategies.orderedStream().toList())
			.processors(processors.orderedStream().toList())
			.samplers(beans.getBeansOfType(TokenSampler.class))
			.verifiers(beans.getBeansOfType(Verifier.class))
			.answerFinders(beans.getBeansOfType(AnswerFinder.class))
			.scalingAlgorithms(beans.getBeansOfType(ScalingAlgorithm.class))
			.feedback(beans.getBeanProvider(FeedbackSink.class).getIfUnique(() -> FeedbackSink.NONE))
			.stoppingCriteria(stoppingCriteria.orderedStream().toList())
			.executor(executor)
			.observationRegistry(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP));
		if (StringUtils.hasText(properties.model().chatTemplate())) {
			builder.chatTemplate(ChatTemplateResource.read(properties.model().chatTemplate(), resources));
		}
		if (ours != null) {
			RewardHeads.beside(ours.location()).ifPresent(builder::rewardHead);
			if (!properties.companions().isEmpty()) {
				model.getObject();
			}
		}
		companions.ifAvailable((models) -> builder.companions(models.all()));
		observationConvention.ifAvailable(builder::observationConvention);
		return check(builder::build);
	}

	/**
	 * Name the property that is to blame for what a chat model refuses.
	 * @param <T> what it gives otherwise
	 * @param asked asks it
	 * @return what it gives
	 */
	static <T> T check(Supplier<T> asked) {
		try {
			return asked.get();
		}
		catch (UnknownStrategyException ex) {
			throw new InvalidPropertyException("decoding.search.strategy", ex.getStrategy(), ex.getRequirement());
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.of("decoding.logits", ex);
		}
	}

}
