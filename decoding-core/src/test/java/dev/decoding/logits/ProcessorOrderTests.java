package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ProcessorOrder}.
 */
class ProcessorOrderTests {

	@ParameterizedTest
	@ValueSource(strings = { "hugging-face", "llama-cpp", "vllm" })
	void everyPresetHasAPlaceForEveryProcessorAndForThoseOfAnApplication(String preset) {
		List<String> names = ProcessorOrder.of(preset).names();
		assertThat(names).doesNotHaveDuplicates()
			.contains("custom")
			.containsExactlyInAnyOrderElementsOf(ProcessorOrder.HUGGING_FACE.names());
	}

	@Test
	void huggingFaceHasTheOrderOfItsGenerate() {
		assertThat(ProcessorOrder.HUGGING_FACE.names()).containsSubsequence("sequence-bias", "hamming-diversity",
				"encoder-repetition-penalty", "repetition-penalty", "no-repeat-ngram-size",
				"encoder-no-repeat-ngram-size", "bad-words", "min-length", "min-new-tokens", "prefix-allowed-tokens",
				"forced-bos-token", "forced-eos-token", "remove-invalid-values", "exponential-decay-length-penalty",
				"suppress-tokens", "begin-suppress-tokens", "custom", "temperature", "top-h", "top-k", "top-p", "min-p",
				"typical-p", "epsilon-cutoff", "eta-cutoff", "watermark", "renormalize-logits");
	}

	@Test
	void llamaCppHasTheOrderOfItsDefaultChain() {
		assertThat(ProcessorOrder.LLAMA_CPP.names()).containsSubsequence("logit-bias", "llama-cpp-penalties", "dry",
				"custom", "top-n-sigma", "llama-cpp-top-k", "llama-cpp-typical-p", "llama-cpp-top-p", "llama-cpp-min-p",
				"xtc", "temperature", "mirostat");
	}

	@Test
	void vllmHasTheOrderOfItsSampler() {
		assertThat(ProcessorOrder.VLLM.names()).containsSubsequence("allowed-token-ids", "vllm-bad-words", "min-tokens",
				"vllm-logit-bias", "custom", "vllm-penalties", "temperature", "min-p", "top-k", "top-p");
	}

	@Test
	void sortsProcessorsByTheirNames() {
		LogitsProcessor temperature = new Temperature(2);
		LogitsProcessor topK = new TopK(2);
		LogitsProcessor penalty = new RepetitionPenalty(2);
		List<LogitsProcessor> processors = List.of(topK, temperature, penalty);
		assertThat(ProcessorOrder.HUGGING_FACE.sort(processors)).containsExactly(penalty, temperature, topK);
		assertThat(ProcessorOrder.LLAMA_CPP.sort(processors)).containsExactly(penalty, topK, temperature);
		assertThat(ProcessorOrder.of("temperature", "repetition-penalty", "top-k").sort(processors))
			.containsExactly(temperature, penalty, topK);
	}

	@Test
	void processorsOfAnApplicationRunInTheirOwnOrderBeforeTemperature() {
		LogitsProcessor suppress = new SuppressTokens(List.of(1));
		LogitsProcessor temperature = new Temperature(2);
		LogitsProcessor first = new Own("first");
		LogitsProcessor second = new Own("second");
		assertThat(ProcessorOrder.HUGGING_FACE.sort(List.of(temperature, first, suppress, second)))
			.containsExactly(suppress, first, second, temperature);
	}

	@Test
	void processorsOfAnApplicationRunWhereTheOrderNamesThem() {
		LogitsProcessor temperature = new Temperature(2);
		LogitsProcessor topK = new TopK(2);
		LogitsProcessor first = new Own("first");
		LogitsProcessor second = new Own("second");
		List<LogitsProcessor> processors = List.of(first, second, temperature, topK);
		List<String> own = List.of("first", "second");
		assertThat(ProcessorOrder.of(List.of("temperature", "custom", "top-k", "first"), own).sort(processors))
			.containsExactly(temperature, second, topK, first);
		assertThat(ProcessorOrder.of(List.of("temperature", "top-k", "first"), own).sort(processors))
			.containsExactly(second, temperature, topK, first);
	}

	@Test
	void refusesAnUnknownNameAndListsTheKnownOnes() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessorOrder.of(List.of("temperature", "topk"), List.of("mine")))
			.withMessageStartingWith(
					"'order' has 'topk' but must be 'hugging-face', 'llama-cpp', 'vllm', or a list of 'adaptive-p', ")
			.withMessageContaining("'custom'")
			.withMessageContaining("'mine'")
			.withMessageContaining("'top-k'");
	}

	@Test
	void refusesAPresetAmongOtherNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProcessorOrder.of("vllm", "top-k"))
			.withMessageStartingWith("'order' has 'vllm' but must be");
	}

	@Test
	void refusesANameThatOccursTwice() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProcessorOrder.of("top-k", "top-p", "top-k"))
			.withMessageStartingWith("'order' has 'top-k' twice; name each processor once, of 'sequence-bias', ");
	}

	@Test
	void refusesAProcessorThatHasNoPlace() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessorOrder.of("top-k", "custom").sort(List.of(new TopP(0.5))))
			.withMessage("'order' has no place for 'top-p'; add it to [top-k, custom], or leave the processor out");
	}

	@Test
	void knowsTheNamesOfTheProcessors() {
		assertThat(ProcessorOrder.knownNames()).contains("top-k", "dry", "vllm-penalties").doesNotContain("custom");
	}

	/**
	 * A processor of an application.
	 */
	private record Own(String name) implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
			// changes nothing
		}

	}

}
