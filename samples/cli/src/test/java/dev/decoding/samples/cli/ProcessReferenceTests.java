package dev.decoding.samples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Puts the cases of the references through {@code process}, with the references' own
 * names of processors and parameters.
 */
class ProcessReferenceTests {

	/** What makes no sense for a language model that only decodes, or needs a model. */
	private static final Set<String> LEFT_OUT = Set.of("WhisperTimeStampLogitsProcessor", "WhisperNoSpeechDetection",
			"ClassifierFreeGuidanceLogitsProcessor", "DiaClassifierFreeGuidanceLogitsProcessor",
			"UnbatchedClassifierFreeGuidanceLogitsProcessor", "AlternatingCodebooksLogitsProcessor",
			"BarkEosPrioritizerLogitsProcessor", "DiaEOSChannelFilterLogitsProcessor",
			"DiaEOSDelayPatternLogitsProcessor");

	/** How many characters of a result a failure tells. */
	private static final int MOST = 200;

	private static final Path DIRECTORY = Path
		.of(System.getProperty("decoding.reference", "../../../shared/reference"));

	@Test
	void processorsGiveTheScoresOfTheReference() {
		List<Case> cases = new ArrayList<>();
		for (JsonNode node : cases("logits/processors.json")) {
			if (LEFT_OUT.contains(node.get("processor").stringValue()) || node.path("fragile").asBoolean(false)
					|| (node.path("tie_order_dependent").asBoolean(false) && !node.has("stable_output"))) {
				continue;
			}
			if (node.has("calls")) {
				addCalls(cases, node);
			}
			else if (node.has("output")) {
				addRows(cases, node);
			}
		}
		for (JsonNode node : cases("logits/processors_special.json")) {
			if (node.has("output") && !LEFT_OUT.contains(node.get("processor").stringValue())) {
				addRows(cases, node);
			}
		}
		assertThat(cases).hasSizeGreaterThan(500);
		check(cases);
	}

	@Test
	void parametersAreRefusedThatTheReferenceRefuses() {
		List<JsonNode> nodes = cases("logits/processors_errors.json").valueStream()
			.filter((node) -> !LEFT_OUT.contains(node.get("processor").stringValue()))
			.filter((node) -> !node.get("params").path("sequence_bias").asString("").contains("("))
			.toList();
		List<String> lines = nodes.stream().map((node) -> {
			ObjectNode params = node.get("params").deepCopy().asObject();
			if (params.has("sequence_bias")) {
				params.set("sequence_bias", Json.MAPPER.readTree(params.get("sequence_bias").stringValue()));
			}
			ArrayNode scores = Json.MAPPER.createArrayNode();
			for (int i = 0; i < params.path("vocab_size").asInt(8); i++) {
				scores.add(i);
			}
			return line(node.get("processor").stringValue(), params, Json.MAPPER.createArrayNode().add(1), scores, null)
				.toString();
		}).toList();
		Iterator<String> results = run(lines).iterator();
		assertThat(nodes).isNotEmpty();
		assertThat(nodes.stream()
			.filter((node) -> results.next().contains("\"error\"") == node.get("raises").isNull())
			.map(JsonNode::toString)).isEmpty();
	}

	@Test
	void diversityGivesTheScoresOfTheReference() {
		List<Case> cases = new ArrayList<>();
		for (JsonNode node : cases("logits/hamming_v4.json")) {
			int beams = node.get("params").get("num_beams").intValue();
			int groupSize = beams / node.get("params").get("num_beam_groups").intValue();
			for (int row = 0; row < node.get("scores").size(); row++) {
				ObjectNode params = node.get("params").deepCopy().asObject();
				params.set("beam_group_idx", node.get("beam_group_idx"));
				ArrayNode current = params.putArray("current_tokens");
				int item = row / groupSize * beams;
				node.get("current_tokens").valueStream().skip(item).limit(beams).forEach(current::add);
				cases.add(new Case(line("hamming-diversity", params, Json.MAPPER.createArrayNode().add(1),
						node.get("scores").get(row), null), node.get("output").get(row)));
			}
		}
		check(cases);
	}

	private static void addRows(List<Case> cases, JsonNode node) {
		JsonNode output = node.has("stable_output") ? node.get("stable_output") : node.get("output");
		for (int row = 0; row < output.size(); row++) {
			ObjectNode params = node.path("params").isObject() ? node.get("params").deepCopy().asObject()
					: Json.MAPPER.createObjectNode();
			if (params.has("encoder_input_ids")) {
				JsonNode encoder = params.get("encoder_input_ids");
				params.set("encoder_input_ids", encoder.get(0).isArray() ? encoder.get(row % encoder.size()) : encoder);
			}
			if (params.has("allowed_per_row")) {
				JsonNode allowed = params.remove("allowed_per_row");
				params.remove("num_beams");
				params.set("allowed_tokens", allowed.get(row));
			}
			addDefaults(node.get("processor").stringValue(), params);
			cases.add(new Case(line(node.get("processor").stringValue(), params, node.get("input_ids").get(row),
					node.get("scores").get(row), null), output.get(row)));
		}
	}

	/**
	 * The special inputs are those of processors whose parameters are not told.
	 */
	private static void addDefaults(String processor, ObjectNode params) {
		if (!params.isEmpty()) {
			return;
		}
		switch (processor) {
			case "TemperatureLogitsWarper" -> params.put("temperature", 0.7);
			case "TopKLogitsWarper" -> params.put("top_k", 3);
			case "TopPLogitsWarper" -> params.put("top_p", 0.9);
			case "MinPLogitsWarper" -> params.put("min_p", 0.1);
			case "TypicalLogitsWarper" -> params.put("mass", 0.9);
			case "EpsilonLogitsWarper", "EtaLogitsWarper" -> params.put("epsilon", 0.1);
			case "TopHLogitsWarper" -> params.put("top_h", 0.5);
			case "SequenceBiasLogitsProcessor" ->
				params.set("sequence_bias", Json.MAPPER.readTree("[[[2],3.0],[[1],\"-inf\"]]"));
			case "RepetitionPenaltyLogitsProcessor" -> params.put("penalty", 1.3);
			default -> {
			}
		}
	}

	private static void addCalls(List<Case> cases, JsonNode node) {
		int promptLength = node.get("calls").get(0).get("input_ids").get(0).size();
		for (JsonNode call : node.get("calls")) {
			for (int row = 0; row < call.get("output").size(); row++) {
				cases
					.add(new Case(
							line(node.get("processor").stringValue(), node.get("params"),
									call.get("input_ids").get(row), call.get("scores").get(row), promptLength),
							call.get("output").get(row)));
			}
		}
	}

	private static ObjectNode line(String processor, JsonNode params, JsonNode tokens, JsonNode scores,
			Integer promptLength) {
		ObjectNode line = Json.MAPPER.createObjectNode();
		line.set("input_ids", tokens);
		if (promptLength != null) {
			line.put("prompt_length", promptLength);
		}
		line.set("scores", scores);
		ObjectNode named = params.deepCopy().asObject();
		named.put("name", processor);
		line.putArray("processors").add(named);
		return line;
	}

	private static void check(List<Case> cases) {
		assertThat(cases).isNotEmpty();
		Iterator<String> results = run(cases.stream().map((each) -> each.line().toString()).toList()).iterator();
		List<String> failures = new ArrayList<>();
		for (Case each : cases) {
			String result = results.next();
			JsonNode scores = Json.MAPPER.readTree(result).path("scores");
			// The reference's own sums of SynthID are off by more than single precision.
			float least = each.line().toString().contains("SynthID") ? 1 : 0;
			if (!isSame(scores, each.expected(), least)) {
				failures.add("%s gave %s instead of %s".formatted(each.line().get("processors"),
						result.substring(0, Math.min(MOST, result.length())), first(each.expected())));
			}
		}
		assertThat(failures).isEmpty();
	}

	private static String first(JsonNode expected) {
		String text = expected.toString();
		return text.substring(0, Math.min(MOST, text.length()));
	}

	private static boolean isSame(JsonNode actual, JsonNode expected, float least) {
		return actual.size() == expected.size() && IntStream.range(0, actual.size())
			.allMatch((i) -> isSameScore(actual.get(i), expected.get(i), least));
	}

	private static boolean isSameScore(JsonNode actual, JsonNode expected, float least) {
		if (expected.isString() || !actual.isNumber()) {
			return actual.equals(expected);
		}
		return Math.abs(actual.floatValue() - expected.floatValue()) <= 1e-5f
				* Math.max(least, Math.abs(expected.floatValue()));
	}

	private static List<String> run(List<String> lines) {
		CliRunner cli = new CliRunner(new AlphabetModel())
			.withInput(lines.stream().collect(Collectors.joining("\n", "", "\n")));
		assertThat(cli.run("process", "--batch", "-")).isZero();
		return cli.out().lines().toList();
	}

	private static JsonNode cases(String file) {
		assumeTrue(Files.isDirectory(DIRECTORY), "Skipped: there are no reference results in '"
				+ DIRECTORY.toAbsolutePath() + "'; set -Ddecoding.reference=DIRECTORY to run this test");
		return Json.MAPPER.readTree(DIRECTORY.resolve(file)).get("cases");
	}

	/**
	 * A line and the scores that it is to give.
	 *
	 * @param line the line
	 * @param expected the scores
	 */
	private record Case(ObjectNode line, JsonNode expected) {

	}

}
