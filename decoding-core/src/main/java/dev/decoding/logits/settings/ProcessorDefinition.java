package dev.decoding.logits.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.decoding.logits.LogitsProcessor;

/**
 * One processor that settings can ask for: which settings turn it on, which others it
 * reads, and how it is made of them.
 */
public final class ProcessorDefinition {

	private final String name;

	private final List<Setting<?>> switches;

	private final Factory factory;

	private final List<Setting<?>> parameters = new ArrayList<>();

	private final List<String> aliases = new ArrayList<>();

	private final List<Setting<?>> replaced = new ArrayList<>();

	private Predicate<LogitsSettings> condition = (settings) -> true;

	private boolean givesWayToMirostat;

	private boolean samplingOnly;

	private boolean needsTokenizer;

	private ProcessorDefinition(String name, List<Setting<?>> switches, Factory factory) {
		this.name = name;
		this.switches = switches;
		this.factory = factory;
	}

	/**
	 * Define a processor.
	 * @param name its name in kebab case, by which an order knows it
	 * @param factory makes it
	 * @param switches the settings of which any turns it on
	 * @return the definition
	 */
	static ProcessorDefinition of(String name, Factory factory, Setting<?>... switches) {
		return new ProcessorDefinition(name, List.of(switches), factory);
	}

	/**
	 * Add settings that are read but do not turn the processor on.
	 * @param parameters the settings
	 * @return this definition
	 */
	ProcessorDefinition reading(Setting<?>... parameters) {
		this.parameters.addAll(List.of(parameters));
		return this;
	}

	/**
	 * Add settings whose own processors are not used beside this one.
	 * @param replaced the settings
	 * @return this definition
	 */
	ProcessorDefinition replacing(Setting<?>... replaced) {
		this.replaced.addAll(List.of(replaced));
		return this;
	}

	List<Setting<?>> replaced() {
		return this.replaced;
	}

	/**
	 * Say that llama.cpp does not use the processor beside mirostat.
	 * @return this definition
	 */
	ProcessorDefinition givingWayToMirostat() {
		this.givesWayToMirostat = true;
		return this;
	}

	boolean givesWayToMirostat() {
		return this.givesWayToMirostat;
	}

	/**
	 * Add a condition under which the settings turn the processor on.
	 * @param condition what must hold for settings of which one is on
	 * @return this definition
	 */
	ProcessorDefinition when(Predicate<LogitsSettings> condition) {
		this.condition = condition;
		return this;
	}

	/**
	 * Add names that references have for the processor.
	 * @param aliases the names in kebab case
	 * @return this definition
	 */
	ProcessorDefinition alias(String... aliases) {
		this.aliases.addAll(List.of(aliases));
		return this;
	}

	/**
	 * Say that the processor is used only where tokens are drawn.
	 * @return this definition
	 */
	ProcessorDefinition samplingOnly() {
		this.samplingOnly = true;
		return this;
	}

	/**
	 * Say that the processor cannot be made without a tokenizer.
	 * @return this definition
	 */
	ProcessorDefinition needingTokenizer() {
		this.needsTokenizer = true;
		return this;
	}

	boolean needsTokenizer() {
		return this.needsTokenizer;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Return whether a name is the one of this processor, here or in a reference.
	 * @param name a name in kebab case
	 * @return whether it means this processor
	 */
	public boolean isNamed(String name) {
		return this.name.equals(name) || this.aliases.contains(name);
	}

	/**
	 * Return whether the processor is used only where tokens are drawn.
	 * @return whether greedy search does without it
	 */
	public boolean isSamplingOnly() {
		return this.samplingOnly;
	}

	/**
	 * Return all settings that the processor is made of.
	 * @return the settings, those that turn it on first
	 */
	public List<Setting<?>> settings() {
		return Stream.concat(this.switches.stream(), this.parameters.stream()).toList();
	}

	/**
	 * Return the settings of which any turns the processor on.
	 * @return the settings
	 */
	public List<Setting<?>> switches() {
		return this.switches;
	}

	/**
	 * Make the processor if it is asked for.
	 * @param settings what is set
	 * @param context what is known of the request
	 * @return the processor, if one of its settings turns it on
	 * @throws IllegalArgumentException if a value is out of its range; the message names
	 * it
	 */
	public Optional<LogitsProcessor> createIfOn(LogitsSettings settings, RequestContext context) {
		return isOn(settings) ? Optional.of(create(settings, context)) : Optional.empty();
	}

	boolean isOn(LogitsSettings settings) {
		return this.switches.stream().anyMatch(settings::isOn) && this.condition.test(settings);
	}

	/**
	 * Make the processor.
	 * @param settings what is set
	 * @param context what is known of the request
	 * @return the processor
	 * @throws IllegalArgumentException if a value is missing or out of its range; the
	 * message names it
	 */
	public LogitsProcessor create(LogitsSettings settings, RequestContext context) {
		try {
			return this.factory.create(settings, context);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(withNameOfSetting(String.valueOf(ex.getMessage())), ex);
		}
	}

	/**
	 * A processor calls its parameters by shorter names than the settings have.
	 */
	private String withNameOfSetting(String message) {
		for (Setting<?> setting : settings()) {
			for (String name : setting.shortNames()) {
				if (message.startsWith("'" + name + "'")) {
					return "'" + setting.name() + message.substring(name.length() + 1);
				}
			}
		}
		return message;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Makes a processor.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Make the processor.
		 * @param settings what is set
		 * @param context what is known of the request
		 * @return the processor
		 */
		LogitsProcessor create(LogitsSettings settings, RequestContext context);

	}

}
