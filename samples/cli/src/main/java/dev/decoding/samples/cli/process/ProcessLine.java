package dev.decoding.samples.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of scores, and the processors that it goes through.
 *
 * @param sequence the tokens before the one that the scores are of
 * @param scores the scores, {@code [vocabulary]}
 * @param processors the processors, first to last
 * @param seed the seed of random numbers
 */
public record ProcessLine(TokenSequence sequence, float[] scores, List<LogitsProcessor> processors, long seed) {

	private static final Set<String> KEYS = Set.of("input_ids", "prompt_length", "scores", "processors", "seed", "id");

	/**
	 * Read a line.
	 * @param line an object with {@code input_ids}, {@code prompt_length} (all of them if
	 * it is missing), {@code scores} and {@code processors}
	 * @return what it asks for
	 * @throws IllegalArgumentException if it is not understood
	 */
	public static ProcessLine parse(ObjectNode line) {
		line.propertyNames().forEach((key) -> {
			if (!KEYS.contains(key)) {
				throw new IllegalArgumentException(
						"Unknown key '%s'; the keys are %s.".formatted(key, KEYS.stream().sorted().toList()));
			}
		});
		float[] scores = scores(array(line, "scores"));
		TokenSequence sequence = sequence(line);
		List<LogitsProcessor> processors = new ArrayList<>();
		for (JsonNode processor : array(line, "processors")) {
			processors.add(new ProcessorNode(processor, scores.length).toProcessor());
		}
		return new ProcessLine(sequence, scores, processors, line.path("seed").asLong(0));
	}

	/**
	 * Let the scores go through the processors. Scores that no token could be chosen from
	 * are a result too.
	 * @return the scores behind the last processor, {@code [vocabulary]}
	 */
	public float[] process() {
		Logits logits = Logits.of(this.scores.clone());
		RandomStream random = RandomStream.of(this.seed, 0, this.sequence.length());
		for (LogitsProcessor processor : this.processors) {
			if (processor instanceof StatefulLogitsProcessor stateful) {
				stateful.step(this.sequence, logits, random);
			}
			else {
				processor.process(this.sequence, logits);
			}
		}
		return logits.scores();
	}

	private static TokenSequence sequence(ObjectNode line) {
		TokenSequence sequence = TokenSequence
			.of(array(line, "input_ids").valueStream().mapToInt(ProcessLine::tokenId).toArray());
		if (line.path("prompt_length").isMissingNode()) {
			return sequence;
		}
		int promptLength = line.get("prompt_length").asInt(-1);
		if (promptLength < 0 || promptLength > sequence.length()) {
			throw new IllegalArgumentException("'prompt_length' is %s but must be from 0 to %d, the number of tokens."
				.formatted(line.get("prompt_length"), sequence.length()));
		}
		return sequence.withPromptLength(promptLength);
	}

	private static int tokenId(JsonNode node) {
		if (!node.isInt() || node.intValue() < 0) {
			throw new IllegalArgumentException("'%s' of 'input_ids' is not a token id.".formatted(node));
		}
		return node.intValue();
	}

	private static JsonNode array(ObjectNode line, String key) {
		if (!line.path(key).isArray()) {
			throw new IllegalArgumentException("'%s' is missing, or not a list.".formatted(key));
		}
		return line.get(key);
	}

	private static float[] scores(JsonNode array) {
		float[] scores = new float[array.size()];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = score(array.get(i));
		}
		return scores;
	}

	private static float score(JsonNode node) {
		if (node.isNumber()) {
			return Float.parseFloat(node.asString());
		}
		return switch (node.asString("")) {
			case "inf" -> Float.POSITIVE_INFINITY;
			case "-inf" -> Float.NEGATIVE_INFINITY;
			case "nan" -> Float.NaN;
			default -> throw new IllegalArgumentException(
					"'%s' of 'scores' is not a number, 'inf', '-inf' or 'nan'.".formatted(node));
		};
	}

}
