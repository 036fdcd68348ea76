package dev.decoding.spring.autoconfigure;

import dev.decoding.mixture.VocabularyMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that models with different tokens cannot answer together.
 */
class VocabularyMismatchFailureAnalyzer extends AbstractFailureAnalyzer<VocabularyMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, VocabularyMismatchException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Point 'decoding.model.location' and the locations in 'decoding.models' at models of one family, "
						+ "which share a tokenizer, or remove 'decoding.mixture.type'.",
				cause);
	}

}
