package dev.decoding.spring.autoconfigure;

import dev.decoding.mixture.VocabularyMismatchException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyMismatchFailureAnalyzerTests {

	@Test
	void namesTheFirstTokenThatDiffers() {
		FailureAnalysis analysis = FailingLoad.with(new VocabularyMismatchException("big", "small", 7, "a", ""));
		assertThat(analysis.getDescription()).isEqualTo("The models 'big' and 'small' cannot be combined, "
				+ "since their tokenizers differ: token 7 is 'a' and no token.");
		assertThat(analysis.getAction()).contains("'decoding.models'", "share a tokenizer");
	}

}
