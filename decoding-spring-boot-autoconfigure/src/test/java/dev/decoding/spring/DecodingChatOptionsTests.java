package dev.decoding.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.Settings;
import dev.decoding.search.EarlyStopping;
import dev.decoding.search.RepetitionCriterion;
import dev.decoding.search.Truncation;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.search.settings.StrategySettings;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.test.options.AbstractChatOptionsTests;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

import static org.assertj.core.api.Assertions.assertThat;

class DecodingChatOptionsTests extends AbstractChatOptionsTests<DecodingChatOptions, DecodingChatOptions.Builder> {

	private static final ToolCallback TOOL = tool("tool");

	private static final ToolCallback OTHER_TOOL = tool("otherTool");

	@Override
	protected Class<DecodingChatOptions> getConcreteOptionsClass() {
		return DecodingChatOptions.class;
	}

	@Override
	protected DecodingChatOptions.Builder readyToBuildBuilder() {
		return complete();
	}

	@Test
	void nothingIsSetUnlessAskedFor() {
		DecodingChatOptions options = DecodingChatOptions.builder().build();
		assertThat(options).hasAllNullFieldsOrPropertiesExcept("logits", "search", "mixture", "scaling", "values");
		assertThat(options.getLogits()).isEqualTo(LogitsSettings.NONE);
		assertThat(options.getSearch()).isEqualTo(BlockSettings.NONE);
		assertThat(options.getMixture()).isEqualTo(BlockSettings.NONE);
		assertThat(options.getScaling()).isEqualTo(BlockSettings.NONE);
	}

	@Test
	void mutateKeepsEveryValue() {
		DecodingChatOptions options = complete().build();
		assertThat(options).hasNoNullFieldsOrProperties();
		assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
	}

	@Test
	void templateVariablesAreReplacedByName() {
		DecodingChatOptions defaults = DecodingChatOptions.builder()
			.templateVariables(Map.of("enable_thinking", false, "date_string", "today"))
			.build();
		DecodingChatOptions request = DecodingChatOptions.builder()
			.templateVariables(Map.of("enable_thinking", true))
			.build();
		assertThat(request.withDefaults(defaults).getTemplateVariables())
			.isEqualTo(Map.of("enable_thinking", true, "date_string", "today"));
		assertThat(DecodingChatOptions.builder().build().withDefaults(defaults)).isEqualTo(defaults);
		assertThat(request.getTemplateVariables()).isEqualTo(Map.of("enable_thinking", true));
	}

	@Test
	void mutateLeavesTheOriginalAsItIs() {
		DecodingChatOptions options = complete().build();
		options.mutate().seed(1L).strategy("greedy").stopSequences(List.of()).outputSchema(null).build();
		assertThat(options).isEqualTo(complete().build());
	}

	@Test
	void everyOwnValueCountsForEquality() {
		DecodingChatOptions options = complete().build();
		assertThat(options.mutate().seed(1L).build()).isNotEqualTo(options);
		assertThat(options.mutate().strategy("greedy").build()).isNotEqualTo(options);
		assertThat(options.mutate().outputSchema("{}").build()).isNotEqualTo(options);
		assertThat(options.mutate().numReturnSequences(1).build()).isNotEqualTo(options);
		assertThat(options.mutate().truncation(Truncation.ERROR).build()).isNotEqualTo(options);
		assertThat(options.mutate().sampler("torch").build()).isNotEqualTo(options);
		assertThat(options.mutate().minTokens(1).build()).isNotEqualTo(options);
		assertThat(options.mutate().maxTime(Duration.ZERO).build()).isNotEqualTo(options);
		assertThat(options.mutate().includeStopString(false).build()).isNotEqualTo(options);
		assertThat(options.mutate().logprobs(false).build()).isNotEqualTo(options);
		assertThat(options.mutate().topLogprobs(0).build()).isNotEqualTo(options);
		assertThat(options.mutate().repetitionDetection(null).build()).isNotEqualTo(options);
		assertThat(options.mutate().mixture("none").build()).isNotEqualTo(options);
		assertThat(options.mutate().scaling("none").build()).isNotEqualTo(options);
		assertThat(options.mutate().answerPrefix("").build()).isNotEqualTo(options);
		assertThat(options.mutate().topK(1).build()).isNotEqualTo(options);
		assertThat(options.mutate().repetitionPenalty(2.0).build()).isNotEqualTo(options);
	}

	@Test
	void clonedBuilderIsIndependent() {
		DecodingChatOptions.Builder builder = complete();
		DecodingChatOptions.Builder clone = builder.clone();
		clone.seed(1L).stopSequences(List.of("other"));
		assertThat(builder.build()).isEqualTo(complete().build());
		assertThat(clone.build().getSeed()).isEqualTo(1L);
	}

	@Test
	void builderIsOneOfToolsAndOfStructuredOutput() {
		assertThat(DecodingChatOptions.builder()).isInstanceOf(ToolCallingChatOptions.Builder.class)
			.isInstanceOf(StructuredOutputChatOptions.Builder.class);
	}

	@Test
	void combineWithTakesWhatTheOtherHasSet() {
		DecodingChatOptions combined = complete()
			.combineWith(DecodingChatOptions.builder().seed(1L).temperature(0.1).strategy("greedy"))
			.build();
		assertThat(combined.getSeed()).isEqualTo(1);
		assertThat(combined.getTemperature()).isEqualTo(0.1);
		assertThat(combined.getStrategy()).isEqualTo("greedy");
		assertThat(combined.getTopK()).isEqualTo(5);
		assertThat(combined.getOutputSchema()).isEqualTo("{\"type\":\"object\"}");
	}

	@Test
	void combineWithNothingChangesNothing() {
		assertThat(complete().combineWith(ChatOptions.builder()).build()).isEqualTo(complete().build());
		assertThat(complete().combineWith(DecodingChatOptions.builder()).build()).isEqualTo(complete().build());
	}

	@Test
	void combineWithReplacesStopSequences() {
		DecodingChatOptions combined = complete().combineWith(ChatOptions.builder().stopSequences(List.of("END")))
			.build();
		assertThat(combined.getStopSequences()).containsExactly("END");
	}

	@Test
	void combineWithAddsToolsAndToolContext() {
		DecodingChatOptions combined = complete()
			.combineWith(ToolCallingChatOptions.builder().toolCallbacks(OTHER_TOOL).toolContext("second", 2))
			.build();
		assertThat(combined.getToolCallbacks()).containsExactly(TOOL, OTHER_TOOL);
		assertThat(combined.getToolContext()).containsOnly(Map.entry("first", 1), Map.entry("second", 2));
	}

	@Test
	void combineWithTakesSchemaOfForeignOptions() {
		DecodingChatOptions combined = complete()
			.combineWith(StructuredOutputChatOptions.builder().outputSchema("{\"type\":\"array\"}"))
			.build();
		assertThat(combined.getOutputSchema()).isEqualTo("{\"type\":\"array\"}");
	}

	@Test
	void combineWithTakesOneSettingOfAProcessorAndKeepsTheOthers() {
		DecodingChatOptions combined = complete().combineWith(DecodingChatOptions.builder().minNewTokens(3)).build();
		assertThat(combined.getLogits().get(Settings.MIN_NEW_TOKENS)).isEqualTo(3);
		assertThat(combined.getLogits().get(Settings.REPETITION_PENALTY)).isEqualTo(1.25);
	}

	@Test
	void portableValuesAreSettingsOfProcessors() {
		DecodingChatOptions options = DecodingChatOptions
			.from(ChatOptions.builder().temperature(0.3).frequencyPenalty(0.5).build());
		assertThat(options.getLogits())
			.isEqualTo(LogitsSettings.builder().temperature(0.3).frequencyPenalty(0.5).build());
	}

	@Test
	void settingsOfPortableNamesArePortableValues() {
		DecodingChatOptions options = DecodingChatOptions.builder()
			.logits(LogitsSettings.builder()
				.temperature(0.3)
				.topK(4)
				.topP(0.5)
				.frequencyPenalty(0.25)
				.presencePenalty(0.125)
				.build())
			.build();
		assertThat(options.getTemperature()).isEqualTo(0.3);
		assertThat(options.getTopK()).isEqualTo(4);
		assertThat(options.getTopP()).isEqualTo(0.5);
		assertThat(options.getFrequencyPenalty()).isEqualTo(0.25);
		assertThat(options.getPresencePenalty()).isEqualTo(0.125);
	}

	@Test
	void everySettingHasAMethodOfItsName() {
		assertThat(Settings.all())
			.allSatisfy((setting) -> assertThat(DecodingChatOptions.Builder.class.getMethods()).as(setting.name())
				.anyMatch((method) -> method.getName().equals(setting.name())));
	}

	@Test
	void fromKeepsPortableValues() {
		ChatOptions portable = ChatOptions.builder().temperature(0.3).topK(4).maxTokens(9).model("m").build();
		DecodingChatOptions options = DecodingChatOptions.from(portable);
		assertThat(options)
			.isEqualTo(DecodingChatOptions.builder().temperature(0.3).topK(4).maxTokens(9).model("m").build());
	}

	@Test
	void fromReturnsOwnOptionsAsTheyAre() {
		DecodingChatOptions options = complete().build();
		assertThat(DecodingChatOptions.from(options)).isSameAs(options);
	}

	@Test
	void withDefaultsFillsWhatIsOpen() {
		DecodingChatOptions options = DecodingChatOptions.builder().seed(7L).build().withDefaults(complete().build());
		assertThat(options.getSeed()).isEqualTo(7);
		assertThat(options.getTopK()).isEqualTo(5);
		assertThat(options.getStopSequences()).containsExactly("STOP");
	}

	@Test
	void withDefaultsTwiceIsWithDefaultsOnce() {
		DecodingChatOptions defaults = complete().build();
		DecodingChatOptions once = DecodingChatOptions.builder()
			.toolCallbacks(OTHER_TOOL)
			.stopSequences(List.of("END"))
			.build()
			.withDefaults(defaults);
		assertThat(once.getToolCallbacks()).containsExactly(OTHER_TOOL);
		assertThat(once.withDefaults(defaults)).isEqualTo(once);
	}

	@Test
	void settingsOfStrategiesAreMerged() {
		DecodingChatOptions defaults = DecodingChatOptions.builder().numBeams(7).lengthPenalty(2.0).build();
		DecodingChatOptions options = DecodingChatOptions.builder()
			.numBeams(3)
			.earlyStopping(EarlyStopping.NEVER)
			.build()
			.withDefaults(defaults);
		assertThat(options.getSearch().get(StrategySettings.NUM_BEAMS)).isEqualTo(3);
		assertThat(options.getSearch().get(StrategySettings.LENGTH_PENALTY)).isEqualTo(2);
		assertThat(options.getSearch().get(StrategySettings.EARLY_STOPPING)).isEqualTo("NEVER");
	}

	private static DecodingChatOptions.Builder complete() {
		return DecodingChatOptions.builder()
			.model("test")
			.frequencyPenalty(0.5)
			.presencePenalty(0.25)
			.maxTokens(10)
			.stopSequences(List.of("STOP"))
			.temperature(0.7)
			.topK(5)
			.topP(0.9)
			.toolCallbacks(TOOL)
			.toolContext("first", 1)
			.outputSchema("{\"type\":\"object\"}")
			.seed(42L)
			.strategy("sampling")
			.numReturnSequences(2)
			.truncation(Truncation.LEFT)
			.sampler("gumbel")
			.minTokens(2)
			.maxTime(Duration.ofSeconds(5))
			.includeStopString(true)
			.logprobs(true)
			.topLogprobs(3)
			.repetitionDetection(new RepetitionCriterion(4, 1, 3))
			.answerPrefix("Well")
			.templateVariables(Map.of("enable_thinking", false))
			.adapt(true)
			.promptInMetadata(true)
			.scaling("majority")
			.numCandidates(5)
			.mixture("dola")
			.mixture(MixtureParameters.DOLA_LAYERS, "high")
			.repetitionPenalty(1.25);
	}

	private static ToolCallback tool(String name) {
		return FunctionToolCallback.builder(name, (String input) -> input).inputType(String.class).build();
	}

}
