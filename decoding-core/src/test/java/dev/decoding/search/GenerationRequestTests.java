package dev.decoding.search;

import dev.decoding.logits.ArithmeticSampler;
import dev.decoding.logits.TopK;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link GenerationRequest}.
 */
class GenerationRequestTests {

	@Test
	void builderOfARequestHasAllItsValues() {
		GenerationRequest request = GenerationRequest.of(1, 2)
			.forcedPrefix(3)
			.maxNewTokens(9)
			.minNewTokens(2)
			.endOfTextTokens(4)
			.stopStrings("stop")
			.includeStopString(true)
			.stoppingCriteria((sequence) -> null)
			.processors(new TopK(3))
			.sampler(new ArithmeticSampler())
			.statistics(2)
			.seed(11)
			.numReturnSequences(3)
			.truncation(Truncation.LEFT)
			.skipSpecialTokens(false)
			.cancellation(new Cancellation())
			.build();
		assertThat(request).hasNoNullFieldsOrPropertiesExcept("attentionMask");
		assertThat(request.toBuilder().build()).isEqualTo(request);
		GenerationRequest plain = GenerationRequest.of(1).attentionMask(new boolean[] { true }).build();
		assertThat(plain.toBuilder().build().attentionMask()).containsExactly(true);
		assertThat(plain.toBuilder().build().endOfTextTokens()).isNull();
	}

}
