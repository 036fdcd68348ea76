package dev.decoding.mixture;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PromptView}.
 */
class PromptViewTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(2, 1, 3, 0).append(1, 2);

	@Test
	void fullSeesAll() {
		assertThat(PromptView.FULL.narrow(Query.next(SEQUENCE)).attentionMask()).containsOnly(true);
	}

	@Test
	void generatedOnlySeesTheLastTokenOfThePromptAndWhatFollows() {
		assertThat(PromptView.GENERATED_ONLY.narrow(Query.next(SEQUENCE)).attentionMask()).containsExactly(false, false,
				false, true, true, true);
	}

	@Test
	void lastSeesTheEndOfThePrompt() {
		assertThat(PromptView.last(3).seen(TokenSequence.of(5, 6, 7, 8))).containsExactly(false, true, true, true);
		assertThat(PromptView.last(9).seen(TokenSequence.of(5, 6))).containsExactly(true, true);
	}

	@Test
	void lastRefusesToSeeNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> PromptView.last(0))
			.withMessage("'tokens' is 0 but must be at least 1");
	}

	@Test
	void hiddenTokensStayHidden() {
		Query query = Query.next(SEQUENCE).withAttentionMask(new boolean[] { true, true, false, true, false, true });
		assertThat(PromptView.last(3).narrow(query).attentionMask()).containsExactly(false, true, false, true, false,
				true);
	}

	@Test
	void theLastTokenOfThePromptIsAlwaysSeen() {
		PromptView nothing = (prompt) -> new boolean[prompt.length()];
		assertThat(nothing.narrow(Query.next(SEQUENCE)).attentionMask()).containsExactly(false, false, false, true,
				true, true);
	}

	@Test
	void hasNoScoresAtTokensThatAreNotSeen() {
		assertThat(PromptView.last(2).narrow(Query.logits(SEQUENCE, 2)).from()).isEqualTo(2);
		assertThatIllegalArgumentException().isThrownBy(() -> PromptView.last(2).narrow(Query.logits(SEQUENCE, 1)))
			.withMessage("A model that does not see all of the prompt has no scores there; "
					+ "ask for them from position 2 on instead of 1");
	}

	@Test
	void leavesOutPassagesHoweverTheirMarksAreTokenized() {
		PromptView view = view();
		// x <c> a </c> y <c> b </c> y
		assertThat(view.seen(TokenSequence.of(0, 1, 2, 3, 4, 5, 6, 4))).containsExactly(true, false, false, false, true,
				false, false, true);
	}

	@Test
	void aPassageThatDoesNotEndIsSeen() {
		assertThat(view().seen(TokenSequence.of(0, 1, 2, 4))).containsOnly(true);
	}

	@Test
	void refusesAnEmptyMark() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PromptView.without(TableLm.saying(Tables.TOKENS).tokenizer().vocabulary(), "x", ""))
			.withMessage("'end' is empty but must be the text of a mark");
	}

	private static PromptView view() {
		TableLm lm = TableLm.saying(List.of("x", "<é", ">a<", "/é>", "y", " <é>b</", "é> "), 1);
		return PromptView.without(lm.tokenizer().vocabulary(), "<é>", "</é>");
	}

}
