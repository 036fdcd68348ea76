package dev.decoding.search.settings;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link StrategyTable} and {@link StrategySettings}.
 */
class StrategyTableTests {

	/** Nothing but what a strategy cannot do without. */
	private static final BlockSettings STANDARD = BlockSettings.builder()
		.set(StrategySettings.FORCE_WORDS_IDS, List.of(List.of(2)))
		.build();

	@ParameterizedTest
	@MethodSource("definitions")
	void everyStrategyRunsWithItsStandardSettings(StrategyDefinition definition) {
		TableLm lm = TableLm.saying(List.of("a", "b", "c", "d"), 1, 2, 3)
			.withHiddenStates((sequence) -> new float[] { 1, sequence.last() });
		GenerationResult result = definition.create(STANDARD, StrategyContext.NONE)
			.generate(lm, GenerationRequest.of(2).maxNewTokens(3).endOfTextTokens().seed(1).build());
		assertThat(result.sequences().get(0).tokens().generated()).as(definition.name()).hasSize(3);
	}

	@ParameterizedTest
	@MethodSource("definitions")
	void everyStrategyHasTheNameOfItsDefinition(StrategyDefinition definition) {
		assertThat(definition.create(STANDARD, StrategyContext.NONE).name()).isEqualTo(definition.name());
		assertThat(StrategyTable.find(definition.name())).contains(definition);
	}

	@Test
	void everySettingIsReadBySomeStrategy() {
		assertThat(StrategyTable.all()).flatExtracting(StrategyDefinition::settings)
			.containsAll(StrategySettings.all());
		assertThat(StrategySettings.all()).extracting(Setting::description)
			.allSatisfy((text) -> assertThat(text).matches("[A-Z].*\\."));
	}

	@ParameterizedTest
	@MethodSource("definitions")
	void everyStrategyHealsPromptsIfAsked(StrategyDefinition definition) {
		TableLm lm = TableLm.saying(List.of("<end>", "<begin>", "a", "b", "ab"), 4, 2, 3)
			.withHiddenStates((sequence) -> new float[] { 1, sequence.last() });
		BlockSettings settings = STANDARD.mutate().set(StrategySettings.TOKEN_HEALING, true).build();
		GenerationResult result = definition.create(settings, StrategyContext.NONE)
			.generate(lm, GenerationRequest.of(1, 2).maxNewTokens(3).seed(1).build());
		assertThat(definition.settings()).contains(StrategySettings.TOKEN_HEALING);
		assertThat(result.sequences().get(0).tokens().promptLength()).as(definition.name()).isOne();
	}

	@Test
	void aSettingIsFoundByAnyFormOfItsName() {
		assertThat(StrategySettings.find("numBeams")).contains(StrategySettings.NUM_BEAMS);
		assertThat(StrategySettings.find("num-beams")).contains(StrategySettings.NUM_BEAMS);
		assertThat(StrategySettings.find("num_beams")).contains(StrategySettings.NUM_BEAMS);
		assertThat(StrategySettings.find("beams")).isEmpty();
	}

	@Test
	void refusesValuesOutOfTheirRangesByTheNameOfTheSetting() {
		refuses(BlockSettings.builder().set(StrategySettings.NUM_BEAMS, 0), "'numBeams' is 0");
		refuses(BlockSettings.builder().set(StrategySettings.EARLY_STOPPING, "soon"),
				"'earlyStopping' is 'soon' but must be one of [true, false, never]");
		refuses(BlockSettings.builder().set(StrategySettings.CONTRASTIVE_PENALTY_ALPHA, 2.0),
				"'contrastivePenaltyAlpha' is 2.0");
		refuses(BlockSettings.builder().set(StrategySettings.SPECULATIVE_NUM_TOKENS, 0), "'speculativeNumTokens' is 0");
	}

	@Test
	void namesAModelThatThereIsNot() {
		BlockSettings settings = BlockSettings.builder().set(StrategySettings.SPECULATIVE_DRAFT_MODEL, "draft").build();
		StrategyDefinition speculative = StrategyTable.find("speculative").orElseThrow();
		assertThatIllegalArgumentException().isThrownBy(() -> speculative.create(settings, StrategyContext.NONE))
			.withMessageContaining("'draft'");
	}

	@Test
	void whatIsNotSetComesFromTheDefaults() {
		BlockSettings defaults = BlockSettings.builder()
			.set(StrategySettings.NUM_BEAMS, 7)
			.set(StrategySettings.LENGTH_PENALTY, 2.0)
			.build();
		BlockSettings settings = BlockSettings.builder().set(StrategySettings.NUM_BEAMS, 3).build();
		assertThat(settings.withDefaults(defaults)).isEqualTo(BlockSettings.builder()
			.set(StrategySettings.LENGTH_PENALTY, 2.0)
			.set(StrategySettings.NUM_BEAMS, 3)
			.build());
	}

	private static void refuses(BlockSettings.Builder settings, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> StrategyTable.check(settings.build()))
			.withMessageContaining(message);
	}

	static List<StrategyDefinition> definitions() {
		return StrategyTable.all();
	}

}
