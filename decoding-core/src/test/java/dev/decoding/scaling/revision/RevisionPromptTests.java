package dev.decoding.scaling.revision;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RevisionPrompt}.
 */
class RevisionPromptTests {

	private final TableLm lm = TableLm.saying(List.of("<end>", "<begin>", "a", "b", "Revise.", "\n"));

	@Test
	void attemptsAreShownWithTheTextBehindEach() {
		TokenSequence prompt = TokenSequence.of(1, 2);
		TokenSequence next = RevisionPrompt.between("<end>\nRevise.<begin>")
			.next(this.lm.tokenizer(), prompt, List.of(new int[] { 3, 3 }, new int[] {}, new int[] { 2 }));
		assertThat(next.toArray()).containsExactly(1, 2, 3, 3, 0, 5, 4, 1, 0, 5, 4, 1, 2, 0, 5, 4, 1);
		assertThat(next.generatedLength()).isZero();
		assertThat(prompt.length()).isEqualTo(2);
	}

	@Test
	void anEmptyTextIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RevisionPrompt.between(""))
			.withMessageContaining("'text'");
	}

}
