package dev.decoding.spring.autoconfigure;

import dev.decoding.model.ModelException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains any other reason for which a model does not load. Comes last in
 * {@code spring.factories}, behind the analyzers of the reasons that have their own.
 */
class ModelFailureAnalyzer extends AbstractFailureAnalyzer<ModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelException cause) {
		return new FailureAnalysis("The model could not be loaded. " + cause.getMessage(),
				"Change 'decoding.model' accordingly. 'debug=true' logs the whole error.", cause);
	}

}
