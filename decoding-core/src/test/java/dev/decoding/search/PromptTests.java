package dev.decoding.search;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Prompt}, and of requests that hide tokens of it.
 */
class PromptTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c");

	@Test
	void asksAboutAllTokensWithoutAMask() {
		Query query = Query.next(TokenSequence.of(1, 2));
		assertThat(new Prompt(TokenSequence.of(1), null).masked(query)).isSameAs(query);
	}

	@Test
	void hidesTokensInEachQuery() {
		TableLm lm = TableLm.saying(TOKENS, 3, 4);
		GenerationRequest request = GenerationRequest.of(1, 2, 3)
			.attentionMask(new boolean[] { true, false, true })
			.forcedPrefix(3)
			.build();
		new GreedySearch().generate(lm, request);
		assertThat(lm.calls).hasSize(2);
		assertThat(lm.calls.get(0).get(0).attentionMask()).containsExactly(true, false, true, true);
		assertThat(lm.calls.get(1).get(0).attentionMask()).containsExactly(true, false, true, true, true);
	}

	@Test
	void losesTheMaskOfTokensThatAreDropped() {
		TableLm lm = new TableLm(TOKENS, 5, (sequence) -> new float[5]);
		boolean[] mask = { false, true, true, true, false, true };
		GenerationRequest.Builder request = GenerationRequest.of(1, 2, 3, 4, 2, 3).attentionMask(mask).maxNewTokens(1);
		Prompt begun = Truncation.LEFT.fit(request.build(), lm.info());
		assertThat(begun.tokens().toArray()).containsExactly(1, 4, 2, 3);
		assertThat(begun.attentionMask()).containsExactly(false, true, false, true);
		request = GenerationRequest.of(2, 2, 3, 4, 2, 3).attentionMask(mask).maxNewTokens(2);
		Prompt other = Truncation.LEFT.fit(request.build(), lm.info());
		assertThat(other.tokens().toArray()).containsExactly(4, 2, 3);
		assertThat(other.attentionMask()).containsExactly(true, false, true);
	}

	@Test
	void refusesMasksThatDoNotFit() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerationRequest.of(1, 2).attentionMask(new boolean[] { true }).build())
			.withMessage("'attentionMask' has 1 entries but must have 2, one a token of the prompt");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerationRequest.of(1, 2).attentionMask(new boolean[] { true, false }).build())
			.withMessageContaining("'attentionMask' hides the last token of the prompt");
	}

}
