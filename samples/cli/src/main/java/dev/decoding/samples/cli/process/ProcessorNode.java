package dev.decoding.samples.cli.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.ProcessorDefinition;
import dev.decoding.logits.settings.ProcessorTable;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A processor as a line has it: a name, and parameters as a reference names them.
 */
class ProcessorNode {

	private final String name;

	private final int vocabularySize;

	private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

	ProcessorNode(JsonNode node, int vocabularySize) {
		this.name = kebabCase(node.isString() ? node.stringValue() : node.path("name").asString(""));
		this.vocabularySize = vocabularySize;
		node.properties()
			.stream()
			.filter((property) -> !property.getKey().equals("name"))
			.forEach((property) -> this.parameters.put(property.getKey(), property.getValue()));
		LlamaCppParameters.name(this.name, this.parameters);
	}

	/**
	 * The name of a class stands for the one that is made of it.
	 */
	private static String kebabCase(String name) {
		return name.replaceFirst("Logits(Warper|Processor)$", "")
			.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
			.replace('_', '-')
			.toLowerCase(Locale.ROOT);
	}

	/**
	 * Make the processor.
	 * @return the processor
	 * @throws IllegalArgumentException if there is no processor of that name, or it does
	 * not have these parameters
	 */
	LogitsProcessor toProcessor() {
		Optional<LogitsProcessor> special = SpecialProcessors.create(this.name, this.parameters);
		if (special.isPresent()) {
			return special.get();
		}
		ProcessorDefinition definition = ProcessorTable.find(this.name)
			.orElseThrow(() -> new IllegalArgumentException("There is no processor '%s'; there are %s."
				.formatted(this.name, ProcessorTable.all().stream().map(ProcessorDefinition::name).sorted().toList())));
		LogitsSettings.Builder settings = LogitsSettings.builder();
		ParameterContext context = new ParameterContext(this.vocabularySize);
		this.parameters.forEach((parameter, value) -> {
			Optional<Setting<?>> setting = setting(definition, parameter);
			if (setting.isPresent()) {
				set(settings, definition, setting.get(), parameter, value);
			}
			else if (!context.read(isUnchecked(definition, parameter) ? "min_keep" : parameter, value)) {
				throw new IllegalArgumentException("'%s' has no parameter '%s'; it has %s.".formatted(this.name,
						parameter,
						Stream.concat(definition.settings().stream().map(Setting::key), ParameterContext.NAMES.stream())
							.toList()));
			}
		});
		LogitsProcessor processor = definition.create(settings.build(), context);
		return (context.filterValue() != Float.NEGATIVE_INFINITY) ? new Filtering(processor, context.filterValue())
				: processor;
	}

	/**
	 * Hugging Face does not check how many tokens top-k is to keep at least.
	 */
	private static boolean isUnchecked(ProcessorDefinition definition, String parameter) {
		return definition.name().equals("top-k") && parameter.equals("min_tokens_to_keep");
	}

	private static Optional<Setting<?>> setting(ProcessorDefinition definition, String parameter) {
		return definition.settings().stream().filter((setting) -> names(setting).contains(parameter)).findFirst();
	}

	private static List<String> names(Setting<?> setting) {
		List<String> names = new ArrayList<>(setting.aliases());
		names.add(setting.key());
		names.add(setting.path());
		names.add(setting.path().substring(setting.path().indexOf('.') + 1).replace('-', '_'));
		return names;
	}

	private static void set(LogitsSettings.Builder settings, ProcessorDefinition definition, Setting<?> setting,
			String parameter, JsonNode value) {
		if (value.isNull()) {
			return;
		}
		if (value.isInt() && refusesIntegers(definition, setting)) {
			throw new IllegalArgumentException("'%s' is %s but must be a float, as %2$s.0".formatted(parameter, value));
		}
		if (setting == Settings.SEQUENCE_BIAS && value.valueStream().anyMatch((pair) -> pair.path(1).isInt())) {
			throw new IllegalArgumentException("'%s' is %s but must have floats as biases".formatted(parameter, value));
		}
		settings.read(setting, JsonMapper.shared().convertValue(value, Object.class));
	}

	/**
	 * Hugging Face takes integers for most numbers, but not for these.
	 */
	private static boolean refusesIntegers(ProcessorDefinition definition, Setting<?> setting) {
		return List.of("temperature", "repetition-penalty", "encoder-repetition-penalty").contains(definition.name())
				&& List.of(Settings.TEMPERATURE, Settings.REPETITION_PENALTY, Settings.ENCODER_REPETITION_PENALTY)
					.contains(setting);
	}

}
