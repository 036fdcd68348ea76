package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.mixture.ClassifierFreeGuidance;
import dev.decoding.mixture.ConfidenceSelection;
import dev.decoding.mixture.ContextAwareDecoding;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.mixture.ContrastiveDecoding.Form;
import dev.decoding.mixture.DExperts;
import dev.decoding.mixture.DoLa;
import dev.decoding.mixture.PromptView;
import dev.decoding.mixture.ProxyTuning;
import dev.decoding.mixture.VocabularyMismatchException;
import dev.decoding.mixture.WeightedEnsemble;
import dev.decoding.mixture.WeightedEnsemble.Mean;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MixtureProperties} and {@link Companions}.
 */
class MixturePropertiesTests {

	private final List<FakeModel> loaded = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
		.withBean(ModelLoader.class, () -> (options) -> {
			FakeModel model = FakeModel.saying(options.location());
			model = options.location().equals("chatml") ? model.withChatMl() : model;
			this.loaded.add(model);
			return model;
		})
		.withPropertyValues("decoding.model.location=hello", "decoding.models.small.location=small",
				"decoding.models.other.location=world", "decoding.models.chatml.location=chatml");

	@Test
	void withoutAMixtureTheModelAnswersAlone() {
		this.contextRunner.run((context) -> assertThat(context.getBean(CausalLm.class)).isSameAs(this.loaded.get(0)));
	}

	@Test
	void companionsAreThereForStrategies() {
		this.contextRunner
			.withPropertyValues("decoding.search.strategy=speculative", "decoding.search.speculative.draft-model=other")
			.run((context) -> {
				assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello");
				assertThat(this.loaded).hasSize(4).filteredOn((model) -> model.evaluations() > 0).hasSize(2);
			});
		assertThat(this.loaded).allMatch(FakeModel::isClosed);
	}

	@Test
	void chatModelAnswersFromTheMixture() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=ensemble", "decoding.mixture.ensemble.weight=0.1",
					"decoding.mixture.ensemble.weights.other=0.9")
			.run((context) -> assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("world"));
		assertThat(this.loaded).hasSize(4).allMatch(FakeModel::isClosed);
	}

	@Test
	void requestChoosesAnotherMixtureOrNone() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=ensemble", "decoding.mixture.ensemble.weight=0.1",
					"decoding.mixture.ensemble.weights.other=0.9")
			.run((context) -> {
				DecodingChatModel model = context.getBean(DecodingChatModel.class);
				assertThat(answer(model, DecodingChatOptions.builder())).isEqualTo("world");
				assertThat(answer(model, DecodingChatOptions.builder().mixture("none"))).isEqualTo("hello");
				assertThat(
						answer(model,
								DecodingChatOptions.builder()
									.mixture(MixtureParameters.ENSEMBLE_WEIGHTS, Map.of("small", 9.0))))
					.isEqualTo("small");
				assertThat(answer(model,
						DecodingChatOptions.builder()
							.mixture("contrastive-decoding")
							.mixture(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR, "other")))
					.isEqualTo("hello");
			});
	}

	@Test
	void requestThatAsksForAMixtureThatThereIsNotIsRefused() {
		this.contextRunner.run((context) -> {
			DecodingChatModel model = context.getBean(DecodingChatModel.class);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> answer(model, DecodingChatOptions.builder().mixture("dexperts")))
				.withMessage("'dexpertsExpert' is '' but must be the name of a model in 'decoding.models', which has "
						+ "'chatml', 'other', 'small'");
			assertThatExceptionOfType(VocabularyMismatchException.class).isThrownBy(() -> answer(model,
					DecodingChatOptions.builder()
						.mixture("ensemble")
						.mixture(MixtureParameters.ENSEMBLE_WEIGHTS, Map.of("chatml", 1.0))));
		});
	}

	@Test
	void modelOfTheApplicationIsGuidedLikeAnyOther() {
		FakeModel model = FakeModel.saying("hello");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
			.withBean(FakeModel.class, () -> model)
			.withPropertyValues("decoding.mixture.type=classifier-free-guidance")
			.run((context) -> {
				assertThat(context.getBean(CausalLm.class)).isSameAs(model);
				assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("hello");
			});
	}

	@Test
	void standardValuesAreThoseOfTheSettings() {
		this.contextRunner.run((context) -> assertThat(context.getBean(DecodingProperties.class).mixture().toSettings())
			.isEqualTo(BlockSettings.NONE));
	}

	@Test
	void everySettingHasAProperty() throws IOException {
		assertThat(ConfigurationMetadataTests.ours("properties"))
			.filteredOn((property) -> property.path("name").asString().startsWith("decoding.mixture."))
			.extracting((property) -> property.path("name").asString() + ": " + property.path("description").asString())
			.containsExactlyInAnyOrderElementsOf(MixtureParameters.all()
				.stream()
				.map((setting) -> "decoding.mixture." + setting.path() + ": " + setting.description())
				.toList());
	}

	private static String answer(DecodingChatModel model, DecodingChatOptions.Builder options) {
		return model.call(new Prompt("Hi", options.build())).getResult().getOutput().getText();
	}

	@Test
	void contrastiveDecoding() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=contrastive-decoding",
					"decoding.mixture.contrastive-decoding.amateur=small")
			.run((context) -> assertThat(context.getBean(CausalLm.class)).isEqualTo(new ContrastiveDecoding(
					this.loaded.get(0), this.loaded.get(1), Form.WEIGHTED, 0.1, 0.5, 1, PromptView.FULL)));
	}

	@Test
	void contrastiveDecodingWithAnAmateurThatSeesTheEndOfThePrompt() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=contrastive-decoding",
					"decoding.mixture.contrastive-decoding.amateur=small",
					"decoding.mixture.contrastive-decoding.form=difference",
					"decoding.mixture.contrastive-decoding.alpha=0.2", "decoding.mixture.contrastive-decoding.beta=0.3",
					"decoding.mixture.contrastive-decoding.amateur-temperature=0.5",
					"decoding.mixture.contrastive-decoding.amateur-prompt-tokens=2")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isInstanceOfSatisfying(ContrastiveDecoding.class, (mixture) -> {
					assertThat(mixture).isEqualTo(new ContrastiveDecoding(this.loaded.get(0), this.loaded.get(1),
							Form.DIFFERENCE, 0.2, 0.3, 0.5, mixture.amateurView()));
					assertThat(mixture.amateurView().seen(TokenSequence.of(1, 2, 3))).containsExactly(false, true,
							true);
				}));
	}

	@Test
	void ensemble() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=ensemble", "decoding.mixture.ensemble.mean=geometric",
					"decoding.mixture.ensemble.weights.small=0.1", "decoding.mixture.ensemble.weights.other=0.2")
			.run((context) -> assertThat(context.getBean(CausalLm.class)).isEqualTo(new WeightedEnsemble(
					List.copyOf(this.loaded.subList(0, 3)), List.of(0.7, 0.2, 0.1), Mean.GEOMETRIC)));
	}

	@Test
	void confidenceSelection() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=confidence-selection",
					"decoding.mixture.confidence-selection.models=small,other",
					"decoding.mixture.confidence-selection.confidence=highest-probability",
					"decoding.mixture.confidence-selection.margin=0.1",
					"decoding.mixture.confidence-selection.hysteresis=0.2")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isInstanceOfSatisfying(ConfidenceSelection.class, (mixture) -> {
					assertThat(mixture.members()).containsExactlyElementsOf(this.loaded.subList(0, 3));
					assertThat(mixture.toString())
						.endsWith("confidence=HIGHEST_PROBABILITY, margin=0.1, hysteresis=0.2]");
				}));
	}

	@Test
	void classifierFreeGuidance() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=classifier-free-guidance",
					"decoding.mixture.classifier-free-guidance.negative-prompt=no")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isEqualTo(new ClassifierFreeGuidance(this.loaded.get(0), 1.5,
						Arrays.stream(this.loaded.get(0).tokenizer().encode("no", true)).boxed().toList())));
	}

	@Test
	void contextAwareDecoding() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=context-aware-decoding",
					"decoding.mixture.context-aware-decoding.context-start=[",
					"decoding.mixture.context-aware-decoding.context-end=]")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isInstanceOfSatisfying(ContextAwareDecoding.class, (mixture) -> {
					assertThat(mixture.alpha()).isEqualTo(0.5);
					assertThat(mixture.viewWithoutContext().seen(TokenSequence.of('[', 'a', ']', 'b')))
						.containsExactly(false, false, false, true);
				}));
	}

	@Test
	void dexperts() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=dexperts", "decoding.mixture.dexperts.expert=small",
					"decoding.mixture.dexperts.anti-expert=other", "decoding.mixture.dexperts.top-p=0.8")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isEqualTo(new DExperts(this.loaded.get(0), this.loaded.get(1), this.loaded.get(2), 2, 0.8)));
	}

	@Test
	void proxyTuning() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=proxy-tuning", "decoding.mixture.proxy-tuning.tuned=small",
					"decoding.mixture.proxy-tuning.untuned=other", "decoding.mixture.proxy-tuning.alpha=0.9")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isEqualTo(new ProxyTuning(this.loaded.get(0), this.loaded.get(1), this.loaded.get(2), 0.9)));
	}

	@ParameterizedTest
	@CsvSource({ "low", "'0, 0'" })
	void dola(String layers) {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=dola", "decoding.mixture.dola.layers=" + layers,
					"decoding.mixture.dola.relative-top=0.2")
			.run((context) -> assertThat(context.getBean(CausalLm.class))
				.isEqualTo(new DoLa(this.loaded.get(0), layers.equals("low") ? List.of(0) : List.of(0, 0), 0.2)));
	}

	@Test
	void modelsWithOtherTokensAreRefusedAtTheStart() {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=ensemble", "decoding.mixture.ensemble.weights.chatml=0.3")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(VocabularyMismatchException.class)
				.hasMessageContaining("token 258 is no token and '<|im_start|>'"));
		assertThat(this.loaded).hasSize(2).allMatch(FakeModel::isClosed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					ensemble | ensemble.weights.smal=1 | 'decoding.mixture.ensemble.weights' is 'smal' but must be the name of a model in 'decoding.models', which has 'chatml', 'other', 'small'.
					dexperts | dexperts.alpha=1 | 'decoding.mixture.dexperts.expert' is '' but must be the name of a model in 'decoding.models', which has 'chatml', 'other', 'small'.
					contrastive-decoding | contrastive-decoding.alpha=2 | 'decoding.mixture.contrastive-decoding.alpha' is 2.0 but must be from 0 to 1.
					contrastive-decoding | contrastive-decoding.amateur-temperature=0 | 'decoding.mixture.contrastive-decoding.amateur-temperature' is 0.0 but must be greater than 0.
					contrastive-decoding | contrastive-decoding.amateur-prompt-tokens=0 | 'decoding.mixture.contrastive-decoding.amateur-prompt-tokens' is 0 but must be at least 1.
					confidence-selection | confidence-selection.margin=-1 | 'decoding.mixture.confidence-selection.margin' is -1.0 but must be at least 0.
					context-aware-decoding | context-aware-decoding.context-end= | 'decoding.mixture.context-aware-decoding.context-end' is empty but must be the text of a mark.
					dola | dola.layers=middle | 'decoding.mixture.dola.layers' is 'middle' but must be 'low', 'high' or numbers with commas, such as '2,4,6'.
					dola | dola.layers=1 | 'decoding.mixture.dola.layers' has 1 but 'fake' has layers from 0 (the embeddings) to 0 before the last one.
					""",
			quoteCharacter = '"')
	void whatDoesNotFitIsRefusedAtTheStart(String type, String property, String message) {
		this.contextRunner
			.withPropertyValues("decoding.mixture.type=" + type, "decoding.mixture.contrastive-decoding.amateur=small",
					"decoding.mixture." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessage(message));
	}

	@Test
	void aCompanionNeedsALocation() {
		this.contextRunner
			.withPropertyValues("decoding.models.small.location=", "decoding.mixture.type=ensemble",
					"decoding.mixture.ensemble.weights.small=0.3")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage(
						"'decoding.models.small.location' is '' but must be a directory, 'classpath:' and a folder, "
								+ "or 'hf:organization/name'."));
	}

	@Test
	void companionsHaveThePropertiesOfAModel() {
		this.contextRunner.withPropertyValues("decoding.models.small.device=gpu:1", "decoding.models.small.max-batch=8")
			.run((context) -> assertThat(context.getBean(DecodingProperties.class).companions().get("small"))
				.satisfies((model) -> {
					assertThat(model.toEngineOptions().device()).isEqualTo("gpu:1");
					assertThat(model.toEngineOptions().maxBatch()).isEqualTo(8);
				}));
	}

}
