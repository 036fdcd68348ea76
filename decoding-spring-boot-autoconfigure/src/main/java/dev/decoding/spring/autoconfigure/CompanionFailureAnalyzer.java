package dev.decoding.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains why a model of {@code decoding.models} does not load. Comes before the
 * analyzers of the reasons, which would speak of {@code decoding.model}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class CompanionFailureAnalyzer extends AbstractFailureAnalyzer<CompanionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CompanionException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Change 'decoding.models.%s' accordingly. 'debug=true' logs the whole error."
					.formatted(cause.getName()),
				cause);
	}

}
