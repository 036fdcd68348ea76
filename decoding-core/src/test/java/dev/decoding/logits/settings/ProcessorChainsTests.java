package dev.decoding.logits.settings;

import java.util.List;
import java.util.Map;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.logits.vllm.VllmPenalties;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ProcessorChains}.
 */
class ProcessorChainsTests {

	private static final LogitsSettings SEVERAL = LogitsSettings.builder()
		.topK(3)
		.temperature(0.5)
		.repetitionPenalty(2.0)
		.presencePenalty(0.5)
		.minNewTokens(2)
		.build();

	@Test
	void nothingSetIsNoProcessor() {
		assertThat(names(LogitsSettings.NONE)).isEmpty();
	}

	@Test
	void orderIsHuggingFacesByDefault() {
		assertThat(names(SEVERAL)).containsExactly("repetition-penalty", "vllm-penalties", "min-new-tokens",
				"temperature", "top-k");
	}

	@Test
	void onePenaltyIsNotGivenTwice() {
		assertThat(ProcessorChains.create(SEVERAL, new UnknownContext(), List.of()).processors())
			.contains(new VllmPenalties(1, 0, 0.5));
	}

	@Test
	void processorsOfTheOrdersOwnProjectAreUsed() {
		assertThat(names(SEVERAL.mutate().order("vllm").build())).containsExactly("min-tokens", "vllm-penalties",
				"vllm-temperature", "top-k");
	}

	@Test
	void llamaCppsOrderHasLlamaCppsProcessors() {
		LogitsSettings settings = LogitsSettings.builder()
			.order("llama-cpp")
			.logitBias(Map.of(1, 2.0))
			.repetitionPenalty(1.5)
			.topNSigma(2.0)
			.topK(40)
			.typicalP(0.9)
			.topP(0.95)
			.minP(0.05)
			.xtcProbability(0.5)
			.temperature(0.8)
			.build();
		assertThat(names(settings)).containsExactly("logit-bias", "llama-cpp-penalties", "top-n-sigma",
				"llama-cpp-top-k", "llama-cpp-typical-p", "llama-cpp-top-p", "llama-cpp-min-p", "xtc", "temperature");
	}

	@Test
	void mirostatTakesThePlaceOfTruncationsInLlamaCppsOrder() {
		LogitsSettings settings = LogitsSettings.builder()
			.order("llama-cpp")
			.logitBias(Map.of(1, 2.0))
			.temperature(0.8)
			.mirostatVersion(2)
			.build();
		assertThat(names(settings)).containsExactly("logit-bias", "temperature", "mirostat-v2");
		assertThatIllegalArgumentException().isThrownBy(() -> names(settings.mutate().topK(40).build()))
			.withMessageStartingWith("'topK' is 40 but no processor of 'order' [llama-cpp] reads it beside mirostat");
	}

	@Test
	void versionOfMirostatIsChosen() {
		assertThat(names(LogitsSettings.builder().mirostatVersion(1).build())).containsExactly("mirostat");
		assertThat(names(LogitsSettings.builder().mirostatVersion(0).build())).isEmpty();
	}

	@Test
	void temperatureThatIsDynamicIsNotAppliedTwice() {
		assertThat(names(LogitsSettings.builder().temperature(0.8).dynamicTemperatureRange(0.5).build()))
			.containsExactly("dynamic-temperature");
	}

	@Test
	void orderCanBeAList() {
		LogitsSettings settings = LogitsSettings.builder()
			.order("top-k", "custom", "temperature")
			.temperature(0.5)
			.topK(3)
			.build();
		assertThat(ProcessorChains.create(settings, new UnknownContext(), List.of(new Own())).processors())
			.containsExactly(new TopK(3), new Own(), new Temperature(0.5));
	}

	@Test
	void ownProcessorsComeBeforeTemperature() {
		assertThat(names(SEVERAL, new Own())).containsExactly("repetition-penalty", "vllm-penalties", "min-new-tokens",
				"own", "temperature", "top-k");
	}

	@Test
	void orderCanNameAnOwnProcessor() {
		assertThat(names(LogitsSettings.builder().topK(3).order("top-k", "own").build(), new Own()))
			.containsExactly("top-k", "own");
	}

	@Test
	void whatIsForDrawingOnlyIsLeftOutWhereNothingIsDrawn() {
		UnknownContext context = new UnknownContext() {

			@Override
			public boolean isSampling() {
				return false;
			}

		};
		assertThat(ProcessorChains.create(SEVERAL, context, List.of()).processors()).extracting(LogitsProcessor::name)
			.containsExactly("repetition-penalty", "vllm-penalties", "min-new-tokens");
	}

	@Test
	void settingThatNoProcessorOfTheOrderReadsIsRefused() {
		LogitsSettings settings = LogitsSettings.builder().topK(3).order("temperature", "top-p").build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessorChains.create(settings, new UnknownContext(), List.of()))
			.withMessageStartingWith(
					"'topK' is 3 but no processor of 'order' [temperature, top-p] reads it; add 'top-k'");
	}

	@Test
	void settingThatIsOffNeedsNoPlace() {
		assertThat(names(LogitsSettings.builder().topK(0).order("temperature").build())).isEmpty();
	}

	@Test
	void valueOutOfRangeIsNamedByItsSetting() {
		LogitsSettings settings = LogitsSettings.builder().watermarkBias(Double.NaN).build();
		assertThatIllegalArgumentException().isThrownBy(() -> ProcessorChains.check(settings))
			.withMessageStartingWith("'watermarkBias' is NaN but must be ");
	}

	@Test
	void valueThatTurnsAProcessorOffIsInRange() {
		ProcessorChains.check(LogitsSettings.builder().temperature(0.0).topK(0).topP(1.0).noRepeatNgramSize(0).build());
	}

	@Test
	void rangesAreThoseOfTheProcessorsThatTheOrderUses() {
		LogitsSettings settings = LogitsSettings.builder().temperature(2.5).build();
		ProcessorChains.check(settings);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessorChains.check(settings.mutate().order("vllm").build()))
			.withMessageStartingWith("'temperature' is 2.5 but must be from 0.00001 to 2");
	}

	@Test
	void orderThatNamesAnUnknownProcessorIsNotCheckedBeforeOwnOnesAreKnown() {
		LogitsSettings settings = LogitsSettings.builder().order("own").build();
		ProcessorChains.check(settings);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessorChains.create(settings, new UnknownContext(), List.of()))
			.withMessageStartingWith("'order' has 'own' but must be ");
	}

	private static List<String> names(LogitsSettings settings, LogitsProcessor... own) {
		return ProcessorChains.create(settings, new UnknownContext(), List.of(own))
			.processors()
			.stream()
			.map(LogitsProcessor::name)
			.toList();
	}

	private record Own() implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
		}

		@Override
		public String name() {
			return "own";
		}

	}

}
