package dev.decoding.logits.settings;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Setting} and {@link SettingType}.
 */
class SettingTests {

	@Test
	void oneNameGivesAllOthers() {
		assertThat(Settings.WATERMARK_GREENLIST_RATIO.path()).isEqualTo("watermark.greenlist-ratio");
		assertThat(Settings.WATERMARK_GREENLIST_RATIO.name()).isEqualTo("watermarkGreenlistRatio");
		assertThat(Settings.WATERMARK_GREENLIST_RATIO.key()).isEqualTo("watermark_greenlist_ratio");
	}

	@ParameterizedTest
	@ValueSource(strings = { "watermarkBias", "watermark.bias", "watermark_bias" })
	void anyFormOfANameFindsTheSetting(String name) {
		assertThat(Settings.find(name)).contains(Settings.WATERMARK_BIAS);
	}

	@Test
	void everyDescriptionIsASentence() {
		assertThat(Settings.all()).extracting(Setting::description).allMatch((text) -> text.matches("[A-Z].*\\."));
	}

	@Test
	void numbersAreReadFromNumbersAndTexts() {
		assertThat(SettingType.NUMBER.read(2)).isEqualTo(2.0);
		assertThat(SettingType.NUMBER.read("0.5")).isEqualTo(0.5);
		assertThat(SettingType.NUMBER.read("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThatIllegalArgumentException().isThrownBy(() -> SettingType.NUMBER.read("much"))
			.withMessage("'much' is not a number");
		assertThatIllegalArgumentException().isThrownBy(() -> SettingType.INTEGER.read(1.5))
			.withMessage("1.5 is not an integer");
	}

	@Test
	void oneTokenIsAListOfTokens() {
		assertThat(SettingType.TOKENS.read(7)).containsExactly(7);
		assertThat(SettingType.TOKENS.read(List.of(7, 8))).containsExactly(7, 8);
	}

	@Test
	void biasesAreReadFromListsAndMaps() {
		Map<List<Integer>, Double> biases = SettingType.SEQUENCE_BIASES
			.read(List.of(List.of(List.of(1, 2), 2.5), List.of(List.of(3), "-inf")));
		assertThat(biases).containsExactly(Map.entry(List.of(1, 2), 2.5),
				Map.entry(List.of(3), Double.NEGATIVE_INFINITY));
		assertThat(SettingType.SEQUENCE_BIASES.read(biases)).isEqualTo(biases);
		assertThat(SettingType.TOKEN_BIASES.read(Map.of("5", 1))).isEqualTo(Map.of(5, 1.0));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SettingType.SEQUENCE_BIASES.read(List.of(List.of(List.of(1, 2)))))
			.withMessageContaining("is not a list of sequences");
	}

}
