package dev.decoding.spring.autoconfigure;

import java.util.List;

import dev.decoding.engine.UnsupportedArchitectureException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that a model is of an architecture that the engine has no graph for.
 */
class UnsupportedArchitectureFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedArchitectureException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedArchitectureException cause) {
		List<String> supported = cause.getSupported().stream().sorted().toList();
		return new FailureAnalysis(
				"The architecture '%s' is not supported: %s".formatted(cause.getArchitecture(), cause.getMessage()),
				"Point 'decoding.model.location' at a model of one of these architectures: %s."
					.formatted(String.join(", ", supported)),
				cause);
	}

}
