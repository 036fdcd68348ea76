package dev.decoding.logits;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CaseVariants}.
 */
class CaseVariantsTests {

	@Test
	void findsCharactersThatDifferInCase() {
		assertThat(CaseVariants.of('a')).containsExactlyInAnyOrder('a', 'A');
		assertThat(CaseVariants.of('K')).containsExactlyInAnyOrder('k', 'K', '\u212A');
		assertThat(CaseVariants.of('Σ')).containsExactlyInAnyOrder('σ', 'ς', 'Σ');
	}

	@Test
	void leavesOtherCharactersAlone() {
		assertThat(CaseVariants.of('1')).containsExactly('1');
		assertThat(CaseVariants.of(0x1F600)).containsExactly(0x1F600);
	}

	@Test
	void agreesWithStrings() {
		for (int codePoint = 0; codePoint < Character.MIN_SURROGATE; codePoint++) {
			String text = Character.toString(codePoint);
			for (int variant : CaseVariants.of(codePoint)) {
				assertThat(text).isEqualToIgnoringCase(Character.toString(variant));
			}
			assertThat(CaseVariants.of(codePoint)).contains(codePoint,
					Character.toString(Character.toUpperCase(codePoint)).codePointAt(0));
		}
	}

}
