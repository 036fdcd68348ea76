package dev.decoding.search.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.decoding.TableLm;
import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.ContrastiveDecoding.Form;
import dev.decoding.mixture.PromptView;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GreedySearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MixtureTable} and {@link MixtureParameters}.
 */
class MixtureTableTests {

	private final CausalLm model = TableLm.saying(List.of("a", "b", "c", "d"), 1, 2, 3);

	private final CausalLm small = TableLm.saying(List.of("a", "b", "c", "d"), 3, 2, 1);

	private final MixtureContext context = MixtureContext.of(Map.of("small", this.small));

	/** Nothing but what a mixture cannot do without. */
	private static BlockSettings.Builder standard(String type) {
		return BlockSettings.builder()
			.set(MixtureParameters.TYPE, type)
			.set(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR, "small")
			.set(MixtureParameters.DEXPERTS_EXPERT, "small")
			.set(MixtureParameters.DEXPERTS_ANTI_EXPERT, "small")
			.set(MixtureParameters.PROXY_TUNING_TUNED, "small")
			.set(MixtureParameters.PROXY_TUNING_UNTUNED, "small");
	}

	private CausalLm mix(BlockSettings.Builder settings) {
		return MixtureTable.mix(this.model, settings.build(), this.context);
	}

	@ParameterizedTest
	@MethodSource("withOneLayer")
	void everyMixtureAnswersWithItsStandardSettings(String type) {
		CausalLm mixture = mix(standard(type));
		assertThat(mixture).isNotSameAs(this.model);
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(1).build();
		assertThat(new GreedySearch().generate(mixture, request).sequences().get(0).tokens())
			.isEqualTo(TokenSequence.of(2).append(1));
	}

	/**
	 * The model has no earlier layers.
	 */
	static Stream<String> withOneLayer() {
		return MixtureTable.all().stream().map(MixtureDefinition::name).filter((name) -> !name.equals("dola"));
	}

	@Test
	void withoutATypeTheModelAnswersAlone() {
		assertThat(mix(BlockSettings.builder())).isSameAs(this.model);
		assertThat(mix(standard("none"))).isSameAs(this.model);
	}

	@Test
	void parametersAreThoseOfTheSettings() {
		assertThat(mix(standard("contrastive-decoding").set(MixtureParameters.CONTRASTIVE_DECODING_FORM, "difference")
			.set(MixtureParameters.CONTRASTIVE_DECODING_ALPHA, 0.2)
			.set(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR_TEMPERATURE, 0.5))).isEqualTo(
					new ContrastiveDecoding(this.model, this.small, Form.DIFFERENCE, 0.2, 0.5, 0.5, PromptView.FULL));
	}

	@Test
	void everySettingIsReadBySomeMixture() {
		assertThat(MixtureTable.all()).flatExtracting(MixtureDefinition::settings)
			.containsExactlyInAnyOrderElementsOf(
					MixtureParameters.all().stream().filter((setting) -> setting != MixtureParameters.TYPE).toList());
		assertThat(MixtureParameters.all()).extracting(Setting::description)
			.allSatisfy((text) -> assertThat(text).matches("[A-Z].*\\."));
		assertThat(MixtureTable.all()).allSatisfy((definition) -> assertThat(definition.settings())
			.allSatisfy((setting) -> assertThat(setting.path()).startsWith(definition.name() + ".")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					mean | type | mean | 'type' is 'mean' but must be one of 'none', 'contrastive-decoding', 'ensemble', 'confidence-selection', 'classifier-free-guidance', 'context-aware-decoding', 'dexperts', 'proxy-tuning', 'dola'
					contrastive-decoding | contrastiveDecodingAlpha | 2 | 'contrastiveDecodingAlpha' is 2.0 but must be from 0 to 1
					contrastive-decoding | contrastiveDecodingForm | sum | 'contrastiveDecodingForm' is 'sum' but must be one of [difference, weighted]
					contrastive-decoding | contrastiveDecodingAmateurPromptTokens | 0 | 'contrastiveDecodingAmateurPromptTokens' is 0 but must be at least 1
					contrastive-decoding | contrastiveDecodingAmateur | big | 'contrastiveDecodingAmateur' is 'big' but must be the name of a model in 'decoding.models', which has 'small'
					dola | dolaLayers | middle | 'dolaLayers' is 'middle' but must be 'low', 'high' or numbers with commas, such as '2,4,6'
					context-aware-decoding | contextAwareDecodingContextEnd | "" | 'contextAwareDecodingContextEnd' is empty but must be the text of a mark
					""")
	void refusesValuesOutOfTheirRangesByTheNameOfTheSetting(String type, String name, String value, String message) {
		BlockSettings.Builder settings = standard(type).read(MixtureParameters.find(name).orElseThrow(), value);
		assertThatIllegalArgumentException().isThrownBy(() -> mix(settings)).withMessage(message);
	}

	@Test
	void whatIsNotSetComesFromTheDefaults() {
		BlockSettings defaults = standard("ensemble").build();
		assertThat(BlockSettings.builder().set(MixtureParameters.TYPE, "none").build().withDefaults(defaults))
			.isEqualTo(standard("none").build());
	}

}
