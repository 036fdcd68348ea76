package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Starts an application that fails, and returns what its developer would read.
 */
final class StartupFailure {

	private static final ThreadLocal<@Nullable FailureAnalysis> recorded = new ThreadLocal<>();

	private StartupFailure() {
	}

	static FailureAnalysis of(Class<?> application, String... arguments) {
		return of(Thread.currentThread().getContextClassLoader(), application, arguments);
	}

	static FailureAnalysis of(ClassLoader classLoader, Class<?> application, String... arguments) {
		recorded.remove();
		SpringApplication springApplication = new SpringApplication(new DefaultResourceLoader(classLoader),
				application);
		springApplication.setWebApplicationType(WebApplicationType.NONE);
		springApplication.setBannerMode(Banner.Mode.OFF);
		springApplication.setRegisterShutdownHook(false);
		assertThatThrownBy(() -> springApplication.run(arguments)).isNotNull();
		FailureAnalysis analysis = recorded.get();
		assertThat(analysis).as("failure analysis").isNotNull();
		return analysis;
	}

	static class Recorder implements FailureAnalysisReporter {

		@Override
		public void report(FailureAnalysis analysis) {
			recorded.set(analysis);
		}

	}

}
