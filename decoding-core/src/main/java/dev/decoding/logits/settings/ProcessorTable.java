package dev.decoding.logits.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processors that settings can ask for. To add one, write its class, its
 * {@link Settings}, and one line in the table of its project.
 */
public final class ProcessorTable {

	private static final List<ProcessorDefinition> ALL = Stream
		.of(HuggingFaceProcessors.ALL, VllmProcessors.ALL, LlamaCppProcessors.ALL)
		.flatMap(List::stream)
		.toList();

	private ProcessorTable() {
	}

	/**
	 * Return all processors.
	 * @return the definitions
	 */
	public static List<ProcessorDefinition> all() {
		return ALL;
	}

	/**
	 * Find a processor by its name, or by the one it has in a reference.
	 * @param name the name in kebab case
	 * @return the definition, if there is one of that name
	 */
	public static Optional<ProcessorDefinition> find(String name) {
		return ALL.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.or(() -> ALL.stream().filter((definition) -> definition.isNamed(name)).findFirst());
	}

	/**
	 * Return whether a setting has an effect only where tokens are drawn.
	 * @param setting the setting
	 * @return whether all processors that read it are used only then
	 */
	public static boolean isSamplingOnly(Setting<?> setting) {
		List<ProcessorDefinition> readers = ALL.stream()
			.filter((definition) -> definition.settings().contains(setting))
			.toList();
		return !readers.isEmpty() && readers.stream().allMatch(ProcessorDefinition::isSamplingOnly);
	}

}
