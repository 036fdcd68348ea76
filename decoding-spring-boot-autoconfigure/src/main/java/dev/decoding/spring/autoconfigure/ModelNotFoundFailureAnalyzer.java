package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.ModelNotFoundException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that there is no checkpoint where the configuration says.
 */
class ModelNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<ModelNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelNotFoundException cause) {
		return new FailureAnalysis("There is no model at '%s': %s".formatted(cause.getLocation(), cause.getMessage()),
				"Check 'decoding.model.location'. A directory must hold 'config.json', 'tokenizer.json' and "
						+ "'model.safetensors'; a model of the Hugging Face Hub is written 'hf:organization/name'.",
				cause);
	}

}
