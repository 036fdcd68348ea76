package dev.decoding.spring.autoconfigure;

import dev.decoding.spring.GenerationExecutor;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

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

}
