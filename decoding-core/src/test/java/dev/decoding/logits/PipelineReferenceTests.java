package dev.decoding.logits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.decoding.HuggingFaceArguments;
import dev.decoding.Reference;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares whole chains of processors with those that Hugging Face's {@code generate}
 * makes of a generation configuration: their order, and what becomes of given scores.
 */
class PipelineReferenceTests {

	private static final Map<String, String> NAMES = Map.ofEntries(
			Map.entry("SequenceBiasLogitsProcessor", "sequence-bias"),
			Map.entry("EncoderRepetitionPenaltyLogitsProcessor", "encoder-repetition-penalty"),
			Map.entry("RepetitionPenaltyLogitsProcessor", "repetition-penalty"),
			Map.entry("NoRepeatNGramLogitsProcessor", "no-repeat-ngram-size"),
			Map.entry("EncoderNoRepeatNGramLogitsProcessor", "encoder-no-repeat-ngram-size"),
			Map.entry("NoBadWordsLogitsProcessor", "bad-words"), Map.entry("MinLengthLogitsProcessor", "min-length"),
			Map.entry("MinNewTokensLengthLogitsProcessor", "min-new-tokens"),
			Map.entry("ForcedBOSTokenLogitsProcessor", "forced-bos-token"),
			Map.entry("ForcedEOSTokenLogitsProcessor", "forced-eos-token"),
			Map.entry("InfNanRemoveLogitsProcessor", "remove-invalid-values"),
			Map.entry("ExponentialDecayLengthPenalty", "exponential-decay-length-penalty"),
			Map.entry("SuppressTokensLogitsProcessor", "suppress-tokens"),
			Map.entry("SuppressTokensAtBeginLogitsProcessor", "begin-suppress-tokens"),
			Map.entry("TemperatureLogitsWarper", "temperature"), Map.entry("TopHLogitsWarper", "top-h"),
			Map.entry("TopKLogitsWarper", "top-k"), Map.entry("TopPLogitsWarper", "top-p"),
			Map.entry("MinPLogitsWarper", "min-p"), Map.entry("TypicalLogitsWarper", "typical-p"),
			Map.entry("EpsilonLogitsWarper", "epsilon-cutoff"), Map.entry("EtaLogitsWarper", "eta-cutoff"),
			Map.entry("LogitNormalization", "renormalize-logits"));

	@TestFactory
	List<DynamicTest> chainsAreThoseOfTheReference() {
		List<JsonNode> cases = Reference.json(Reference.path("logits/pipelines.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> !node.get("fragile").asBoolean())
			.toList();
		assertThat(cases).isNotEmpty();
		return cases.stream()
			.map((node) -> DynamicTest.dynamicTest(node.get("id").stringValue(), () -> compare(node)))
			.toList();
	}

	private static void compare(JsonNode node) {
		int promptLength = node.get("prompt_ids").get(0).size();
		List<LogitsProcessor> processors = new ArrayList<>(
				new HuggingFaceArguments(node.get("generation_config"), promptLength).processors());
		Collections.reverse(processors);
		List<LogitsProcessor> sorted = ProcessorOrder.HUGGING_FACE.sort(processors);
		assertThat(sorted).extracting(LogitsProcessor::name)
			.isEqualTo(node.get("processors").valueStream().map((name) -> NAMES.get(name.stringValue())).toList());
		Logits logits = Logits.of(Reference.floats(node.get("scores").get(0)));
		TokenSequence sequence = TokenSequence.of(Reference.ints(node.get("input_ids").get(0)))
			.withPromptLength(promptLength);
		sorted.forEach((processor) -> processor.process(sequence, logits));
		ReferenceCases.assertSame(node.get("generation_config").toString(), logits.scores(),
				Reference.floats(node.get("output").get(0)));
	}

}
