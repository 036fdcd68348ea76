package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.Reference;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Sets what Hugging Face's generation configurations set, under the same names, and
 * compares what the chain makes of given scores.
 */
class GenerationConfigReferenceTests {

	/** What is set if nothing is. */
	private static final int TOP_K = 50;

	@TestFactory
	List<DynamicTest> chainGivesTheScoresOfTheReference() {
		return Reference.json(Reference.path("logits/pipelines.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> !node.get("fragile").asBoolean())
			.map((node) -> DynamicTest.dynamicTest(node.get("id").stringValue(), () -> compare(node)))
			.toList();
	}

	private static void compare(JsonNode node) {
		JsonNode config = node.get("generation_config");
		int promptLength = node.get("prompt_ids").get(0).size();
		LogitsSettings.Builder settings = LogitsSettings.builder().topK(TOP_K);
		config.propertyStream()
			.filter((property) -> !property.getValue().isNull())
			.forEach((property) -> Settings.find(property.getKey())
				.ifPresent((setting) -> settings.read(setting,
						JsonMapper.shared().convertValue(property.getValue(), Object.class))));
		LogitsProcessorChain chain = ProcessorChains.create(settings.build(), new Context(config, promptLength),
				List.of());
		Logits logits = Logits.of(Reference.floats(node.get("scores").get(0)));
		TokenSequence sequence = TokenSequence.of(Reference.ints(node.get("input_ids").get(0)))
			.withPromptLength(promptLength);
		chain.processors().forEach((processor) -> processor.process(sequence, logits));
		float[] expected = Reference.floats(node.get("output").get(0));
		for (int i = 0; i < expected.length; i++) {
			if (Float.isFinite(expected[i])) {
				assertThat(logits.get(i)).as("%s token %d", config, i)
					.isCloseTo(expected[i], within(1e-5f * Math.abs(expected[i])));
			}
			else {
				assertThat(logits.get(i)).as("%s token %d", config, i).isEqualTo(Float.valueOf(expected[i]));
			}
		}
	}

	/**
	 * What the configuration says of the request.
	 *
	 * @param config the configuration
	 * @param prompt the length of the prompt in tokens
	 */
	private record Context(JsonNode config, int prompt) implements RequestContext {

		@Override
		public Tokenizer tokenizer() {
			throw new IllegalStateException("There is no tokenizer here");
		}

		@Override
		public List<Integer> endOfTextTokens() {
			return SettingType.TOKENS
				.read(JsonMapper.shared().convertValue(this.config.get("eos_token_id"), Object.class));
		}

		@Override
		public int maxLength() {
			return this.prompt + this.config.get("max_new_tokens").intValue();
		}

		@Override
		public boolean isSampling() {
			return this.config.get("do_sample").booleanValue();
		}

		@Override
		public int minTokensToKeep() {
			return (this.config.get("num_beams").intValue() > 1) ? endOfTextTokens().size() + 1 : 1;
		}

	}

}
