package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.InvalidCheckpointException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that a file of a checkpoint is wrong.
 */
class InvalidCheckpointFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCheckpointException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidCheckpointException cause) {
		return new FailureAnalysis("The checkpoint is not valid. " + cause.getMessage(),
				"Copy or download the model anew, or point 'decoding.model.location' at another one.", cause);
	}

}
