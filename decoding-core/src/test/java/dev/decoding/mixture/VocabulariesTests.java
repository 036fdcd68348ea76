package dev.decoding.mixture;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Vocabularies} and {@link VocabularyMismatchException}.
 */
class VocabulariesTests {

	@Test
	void sameTokensAreAccepted() {
		assertThatCode(() -> Vocabularies.requireSame(List.of(lm("a", "b"), lm("a", "b")))).doesNotThrowAnyException();
	}

	@Test
	void namesTheFirstTokenThatDiffers() {
		assertThatExceptionOfType(VocabularyMismatchException.class)
			.isThrownBy(
					() -> Vocabularies.requireSame(List.of(lm("a", "b", "c"), lm("a", "b", "c"), lm("a", "x", "y"))))
			.withMessage("The models 'table' and 'table' cannot be combined, since their tokenizers differ: "
					+ "token 1 is 'b' and 'x'")
			.satisfies((ex) -> assertThat(ex.getToken()).isEqualTo(1));
	}

	@Test
	void aTokenThatOnlyOneModelHasIsADifference() {
		assertThatExceptionOfType(VocabularyMismatchException.class)
			.isThrownBy(() -> Vocabularies.requireSame(List.of(lm("a", "b"), lm("a", "b", "c"))))
			.withMessageEndingWith("token 2 is no token and 'c'");
	}

	@Test
	void idsWithoutATokenDoNotCount() {
		assertThatCode(() -> Vocabularies.requireSame(List.of(lm("a", "b", ""), lm("a", "b"), lm("a", "b", "", ""))))
			.doesNotThrowAnyException();
	}

	private static CausalLm lm(String... tokens) {
		return TableLm.saying(List.of(tokens), 1);
	}

}
