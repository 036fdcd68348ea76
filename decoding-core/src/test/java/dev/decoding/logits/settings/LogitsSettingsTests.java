package dev.decoding.logits.settings;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link LogitsSettings}.
 */
class LogitsSettingsTests {

	@Test
	void nothingIsSetUnlessAskedFor() {
		assertThat(LogitsSettings.builder().build()).isEqualTo(LogitsSettings.NONE);
		assertThat(LogitsSettings.NONE.get(Settings.TOP_K)).isNull();
	}

	@Test
	void defaultsFillWhatIsOpen() {
		LogitsSettings settings = LogitsSettings.builder().topK(3).build();
		LogitsSettings defaults = LogitsSettings.builder().topK(9).topP(0.5).build();
		assertThat(settings.withDefaults(defaults)).isEqualTo(LogitsSettings.builder().topK(3).topP(0.5).build());
	}

	@Test
	void nullTakesASettingBack() {
		assertThat(LogitsSettings.builder().topK(3).topK(null).build()).isEqualTo(LogitsSettings.NONE);
	}

	@Test
	void listsAreCopied() {
		List<Integer> tokens = new ArrayList<>(List.of(1));
		LogitsSettings settings = LogitsSettings.builder().suppressTokens(tokens).build();
		tokens.add(2);
		assertThat(settings.get(Settings.SUPPRESS_TOKENS)).containsExactly(1);
	}

	@Test
	void valueThatTurnsAProcessorOffIsSetButNotOn() {
		LogitsSettings settings = LogitsSettings.builder().topK(0).build();
		assertThat(settings.all()).containsExactly(Settings.TOP_K);
		assertThat(settings.isOn(Settings.TOP_K)).isFalse();
	}

	@Test
	void missingValueIsNamed() {
		assertThat(LogitsSettings.NONE.require(Settings.WATERMARK_BIAS)).isEqualTo(2.0);
		assertThatIllegalArgumentException().isThrownBy(() -> LogitsSettings.NONE.require(Settings.TOP_K))
			.withMessage("'topK' is missing");
	}

	@Test
	void valueOfTheWrongTypeIsRefusedWithItsName() {
		assertThatIllegalArgumentException().isThrownBy(() -> LogitsSettings.builder().read(Settings.TOP_K, "many"))
			.withMessage("'topK': 'many' is not an integer");
	}

}
