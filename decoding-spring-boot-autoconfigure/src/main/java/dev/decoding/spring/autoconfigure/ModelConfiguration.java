package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.Engine;
import dev.decoding.model.CausalLm;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.devtools.restart.RestartScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * The model of {@code decoding.model}, or else the embedded one, mixed with those of
 * {@code decoding.models} where {@code decoding.mixture} says so, unless the application
 * brings its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(CausalLm.class)
class ModelConfiguration {

	@Bean
	@RestartScope
	@Conditional(OnRestartScope.class)
	@ConditionalOnMissingBean
	ModelCache restartScopedModelCache() {
		return new ModelCache(true);
	}

	@Bean
	@ConditionalOnMissingBean
	ModelCache modelCache() {
		return new ModelCache(false);
	}

	@Bean
	@ConditionalOnMissingBean
	ModelLoader modelLoader() {
		return Engine::load;
	}

	@Bean
	static ModelPreloader modelPreloader() {
		return new ModelPreloader();
	}

	@Bean
	Companions decodingCompanions(ModelCache cache, ModelLoader loader, DecodingProperties properties) {
		return new Companions(cache, loader, properties.companions());
	}

	@Bean
	ModelFactoryBean decodingModel(ModelCache cache, ModelLoader loader, DecodingProperties properties,
			Companions companions, ResourceLoader resources) {
		ModelProperties model = EmbeddedModel.orConfigured(properties.model(), resources);
		return new ModelFactoryBean(cache, loader, model.toEngineOptions(),
				(loaded) -> properties.mixture().mix(loaded, companions));
	}

}
