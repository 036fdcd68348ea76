package dev.decoding.logits.settings;

import dev.decoding.logits.ProcessorOrder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ProcessorTable}.
 */
class ProcessorTableTests {

	@Test
	void everySettingBelongsToAProcessor() {
		assertThat(Settings.all()).filteredOn((setting) -> setting != Settings.ORDER)
			.allSatisfy((setting) -> assertThat(ProcessorTable.all())
				.anyMatch((definition) -> definition.settings().contains(setting)));
	}

	@Test
	void everyProcessorHasAPlaceInEveryOrder() {
		assertThat(ProcessorTable.all()).extracting(ProcessorDefinition::name)
			.doesNotHaveDuplicates()
			.allSatisfy((name) -> assertThat(ProcessorOrder.knownNames()).contains(name));
	}

	@Test
	void everyMethodSetsTheSettingOfItsName() {
		assertThat(Settings.all())
			.allSatisfy((setting) -> assertThat(LogitsSettings.Builder.class.getMethods()).as(setting.name())
				.anyMatch((method) -> method.getName().equals(setting.name())));
	}

	@Test
	void processorIsFoundByTheNameOfTheReference() {
		assertThat(ProcessorTable.find("min-new-tokens-length"))
			.hasValueSatisfying((definition) -> assertThat(definition.name()).isEqualTo("min-new-tokens"));
		assertThat(ProcessorTable.find("temp")).isEqualTo(ProcessorTable.find("temperature"));
		assertThat(ProcessorTable.find("nonsense")).isEmpty();
	}

	@Test
	void truncationsHaveAnEffectOnlyWhereTokensAreDrawn() {
		assertThat(Settings.all()).filteredOn(ProcessorTable::isSamplingOnly)
			.contains(Settings.TEMPERATURE, Settings.TOP_K, Settings.TOP_P)
			.doesNotContain(Settings.REPETITION_PENALTY, Settings.ORDER);
	}

}
