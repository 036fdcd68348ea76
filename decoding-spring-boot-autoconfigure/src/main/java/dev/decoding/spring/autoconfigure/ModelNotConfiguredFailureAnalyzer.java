package dev.decoding.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that no model is configured.
 */
class ModelNotConfiguredFailureAnalyzer extends AbstractFailureAnalyzer<ModelNotConfiguredException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelNotConfiguredException cause) {
		return new FailureAnalysis(cause.getMessage(), """
				Set 'decoding.model.location' to the directory of a checkpoint in the layout of Hugging Face, to \
				'classpath:' and a folder, or to 'hf:organization/name' to fetch one from the Hugging Face Hub. \
				Or add the dependency 'dev.decoding:decoding-arithmetic-model' for a small model to begin with. \
				If this application shall use another chat model, set 'spring.ai.model.chat' to its name.""", cause);
	}

}
