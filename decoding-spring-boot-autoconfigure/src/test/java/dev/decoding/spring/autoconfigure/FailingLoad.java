package dev.decoding.spring.autoconfigure;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts an application whose model does not load.
 */
final class FailingLoad {

	private static final ThreadLocal<RuntimeException> failure = new ThreadLocal<>();

	private FailingLoad() {
	}

	static FailureAnalysis with(RuntimeException exception) {
		failure.set(exception);
		return StartupFailure.of(Application.class, "--decoding.model.location=model");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ModelLoader failingModelLoader() {
			RuntimeException exception = failure.get();
			return (options) -> {
				throw exception;
			};
		}

	}

}
