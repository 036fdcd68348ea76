package dev.decoding.logits.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.ProcessorOrder;

/**
 * Makes the chain of processors of a request: the one place where settings become
 * processors.
 */
public final class ProcessorChains {

	private ProcessorChains() {
	}

	/**
	 * Make a chain. Where several processors of the order read the same setting, the one
	 * of the order's own project gets it.
	 * @param settings what is set
	 * @param context what is known of the request
	 * @param custom processors that the application brings; each runs where the order has
	 * its name, or else where it has {@code custom}
	 * @return the chain
	 * @throws IllegalArgumentException if a value is out of its range, or has no effect
	 * because no processor of the order reads it; the message begins with its name
	 */
	public static LogitsProcessorChain create(LogitsSettings settings, RequestContext context,
			List<? extends LogitsProcessor> custom) {
		ProcessorOrder order = order(settings, custom.stream().map(LogitsProcessor::name).toList());
		List<ProcessorDefinition> definitions = definitions(order, settings);
		refuseWhatIsNotRead(settings, definitions);
		List<LogitsProcessor> processors = new ArrayList<>(custom);
		processors.addAll(processors(settings, context, definitions));
		return new LogitsProcessorChain(order.sort(processors));
	}

	/**
	 * Check values as far as that is possible without a model and without knowing what
	 * processors an application brings.
	 * @param settings what is set
	 * @throws IllegalArgumentException if a value is out of its range; the message begins
	 * with the name of the setting
	 */
	public static void check(LogitsSettings settings) {
		List<String> names = settings.require(Settings.ORDER);
		List<ProcessorDefinition> definitions = definitions(order(settings, names), settings);
		processors(settings, new UnknownContext(),
				definitions.stream().filter((definition) -> !definition.needsTokenizer()).toList());
	}

	private static List<LogitsProcessor> processors(LogitsSettings settings, RequestContext context,
			List<ProcessorDefinition> definitions) {
		List<LogitsProcessor> processors = new ArrayList<>();
		Set<Setting<?>> taken = new HashSet<>();
		definitions.stream()
			.filter((definition) -> definition.isOn(settings))
			.forEach((definition) -> taken.addAll(definition.replaced()));
		for (ProcessorDefinition definition : definitions) {
			if (!definition.isSamplingOnly() || context.isSampling()) {
				definition.createIfOn(settings.without(taken, definition.switches()), context)
					.ifPresent(processors::add);
			}
			if (definition.isOn(settings)) {
				taken.addAll(definition.switches());
			}
		}
		return processors;
	}

	private static ProcessorOrder order(LogitsSettings settings, List<String> own) {
		return ProcessorOrder.of(settings.require(Settings.ORDER), own);
	}

	/**
	 * Return the processors of an order, those first that are to be preferred. In
	 * llama.cpp mirostat takes the place of penalties and truncations.
	 */
	private static List<ProcessorDefinition> definitions(ProcessorOrder order, LogitsSettings settings) {
		Stream<ProcessorDefinition> definitions = ProcessorTable.all()
			.stream()
			.filter((definition) -> order.names().contains(definition.name()));
		if (order.equals(ProcessorOrder.HUGGING_FACE)) {
			return definitions.sorted(Comparator.comparing((definition) -> definition.name().equals("vllm-logit-bias")))
				.toList();
		}
		if (order.equals(ProcessorOrder.LLAMA_CPP)) {
			boolean mirostat = settings.isOn(Settings.MIROSTAT_VERSION);
			return definitions.filter((definition) -> !(mirostat && definition.givesWayToMirostat()))
				.sorted(preferring("llama-cpp-").thenComparing(preferring("logit-bias")))
				.toList();
		}
		if (order.equals(ProcessorOrder.VLLM)) {
			return definitions.sorted(preferring("vllm-").thenComparing(preferring("min-tokens"))).toList();
		}
		return definitions.sorted(Comparator.comparingInt((definition) -> order.names().indexOf(definition.name())))
			.toList();
	}

	private static Comparator<ProcessorDefinition> preferring(String prefix) {
		return Comparator.comparing((definition) -> !definition.name().startsWith(prefix));
	}

	private static void refuseWhatIsNotRead(LogitsSettings settings, List<ProcessorDefinition> definitions) {
		for (Setting<?> setting : settings.all()) {
			if (setting != Settings.ORDER && settings.isOn(setting)
					&& definitions.stream().noneMatch((definition) -> definition.settings().contains(setting))) {
				throw new IllegalArgumentException(
						"'%s' is %s but no processor of 'order' %s reads it%s".formatted(setting.name(),
								settings.get(setting), settings.require(Settings.ORDER), wayOut(setting, settings)));
			}
		}
	}

	private static String wayOut(Setting<?> setting, LogitsSettings settings) {
		List<ProcessorDefinition> readers = ProcessorTable.all()
			.stream()
			.filter((definition) -> definition.settings().contains(setting))
			.toList();
		boolean mirostat = settings.isOn(Settings.MIROSTAT_VERSION)
				&& readers.stream().anyMatch(ProcessorDefinition::givesWayToMirostat);
		return mirostat ? " beside mirostat; leave one of them out"
				: readers.stream()
					.map((reader) -> "'" + reader + "'")
					.collect(Collectors.joining(" or ", "; add ", ""));
	}

}
