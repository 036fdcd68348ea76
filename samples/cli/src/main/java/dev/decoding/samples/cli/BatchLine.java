package dev.decoding.samples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import dev.decoding.model.TokenSequence;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one line of a batch: a JSON object whose keys are a command's options in snake
 * case.
 */
final class BatchLine {

	private BatchLine() {
	}

	/**
	 * Read a line.
	 * @param line the JSON object
	 * @param request an object with picocli options, which takes the values
	 * @param <T> the type of the request
	 * @return the request
	 * @throws IllegalArgumentException if the line is not understood
	 */
	static <T> T parse(String line, T request) {
		CommandLine commandLine = new CommandLine(request).setExpandAtFiles(false);
		try {
			commandLine.parseArgs(toArguments(readObject(line), commandLine));
		}
		catch (ParameterException ex) {
			throw new IllegalArgumentException(Failures.firstLine(ex).replaceFirst("^Error: ", ""), ex);
		}
		return request;
	}

	static ObjectNode readObject(String line) {
		try {
			if (Json.MAPPER.readTree(line) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The line is not a JSON object: " + ex.getOriginalMessage(), ex);
		}
		throw new IllegalArgumentException("The line is not a JSON object.");
	}

	private static String[] toArguments(ObjectNode object, CommandLine commandLine) {
		Map<String, OptionSpec> options = commandLine.getCommandSpec().optionsMap();
		List<String> arguments = new ArrayList<>();
		for (Map.Entry<String, JsonNode> property : object.properties()) {
			String option = "--" + property.getKey().replace('_', '-');
			if (property.getKey().contains("-") || !options.containsKey(option)) {
				throw new IllegalArgumentException("Unknown key '%s'; the keys are %s.".formatted(property.getKey(),
						options.keySet().stream().map(BatchLine::toKey).sorted().toList()));
			}
			addArguments(arguments, options.get(option), option, property.getValue());
		}
		return arguments.toArray(String[]::new);
	}

	private static String toKey(String option) {
		return option.substring(2).replace('-', '_').toLowerCase(Locale.ROOT);
	}

	private static void addArguments(List<String> arguments, OptionSpec spec, String option, JsonNode value) {
		if (option.equals("--eos-token-id") && (value.isNull() || value.isArray() && value.isEmpty())) {
			arguments.add(option + "=" + OptionConverters.NONE);
			return;
		}
		if (value.isNull()) {
			return;
		}
		if (spec.type() == Object.class) {
			arguments.add(option + "=" + (value.isContainer() ? value.toString() : value.asString()));
			return;
		}
		if (spec.type() == TokenSequence.class) {
			StringJoiner ids = new StringJoiner(",");
			value.forEach((id) -> ids.add(id.toString()));
			arguments.add(option + "=" + (value.isArray() ? ids : value));
		}
		else if (value.isArray()) {
			value.forEach((item) -> arguments.add(option + "=" + text(option, item)));
		}
		else {
			arguments.add(option + "=" + text(option, value));
		}
	}

	private static String text(String option, JsonNode value) {
		if (!value.isValueNode() || value.isNull()) {
			throw new IllegalArgumentException("'%s' of '%s' is not a value.".formatted(value, toKey(option)));
		}
		return value.asString();
	}

}
