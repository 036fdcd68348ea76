package dev.decoding.spring;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.decoding.logits.settings.ProcessorTable;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import dev.decoding.scaling.settings.ScalingContext;
import dev.decoding.scaling.settings.ScalingTable;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.settings.StrategyContext;
import dev.decoding.search.settings.StrategyDefinition;
import dev.decoding.search.settings.StrategyTable;

/**
 * The strategies by their names.
 */
class Strategies {

	private final Map<String, SearchStrategy> own = new TreeMap<>();

	private final CausalLm model;

	private final Map<String, CausalLm> companions;

	private final ScalingContext scaling;

	/**
	 * Collect all strategies.
	 * @param model the model that answers
	 * @param own those of the application, of which one with the name of a built-in one
	 * replaces it
	 * @param companions models that a strategy can use beside the one that answers, by
	 * their names
	 * @param scaling what test-time compute can be made of
	 * @throws IllegalArgumentException if two have the same name
	 */
	Strategies(CausalLm model, Collection<SearchStrategy> own, Map<String, CausalLm> companions,
			ScalingContext scaling) {
		this.scaling = scaling;
		this.model = model;
		for (SearchStrategy strategy : own) {
			if (this.own.putIfAbsent(strategy.name(), strategy) != null) {
				throw new IllegalArgumentException(
						"There are two search strategies with the name '%s'. Rename or remove one of them."
							.formatted(strategy.name()));
			}
		}
		this.companions = Map.copyOf(companions);
	}

	/**
	 * Return the strategy of a request: the one it names; without a name, the one that
	 * its settings mean, drawing tokens if there is something to sample with.
	 * @param options the options of the request
	 * @return the strategy
	 * @throws IllegalArgumentException if there is no strategy of that name, or a setting
	 * of it is out of its range
	 */
	Chosen choose(DecodingChatOptions options) {
		return ScalingTable.create(options.getScaling(), this.scaling)
			.map((strategy) -> scaled(strategy, options))
			.orElseGet(() -> single(options));
	}

	/**
	 * Many answers are drawn as a single one would be.
	 */
	private Chosen scaled(SearchStrategy strategy, DecodingChatOptions options) {
		String base = options.getStrategy();
		if (base != null && !base.equals(Sampling.NAME)) {
			throw new IllegalArgumentException(
					"'strategy' is '%s' but must be 'sampling' or not set, since '%s' draws answers to choose from."
						.formatted(base, strategy.name()));
		}
		if (options.getTemperature() != null && options.getTemperature() == 0) {
			throw new IllegalArgumentException(
					"'temperature' is 0.0 but must be above 0, or all answers that '%s' chooses from are the same."
						.formatted(strategy.name()));
		}
		return new Chosen(StrategyDefinition.prepare(strategy, options.getSearch()), true);
	}

	private Chosen single(DecodingChatOptions options) {
		boolean likeliest = options.getTemperature() != null && options.getTemperature() == 0;
		boolean asked = samples(options) && !likeliest;
		String name = options.getStrategy();
		if (name == null) {
			name = StrategyTable.meant(options.getSearch(), asked).name();
		}
		return named((likeliest && name.equals(Sampling.NAME)) ? GreedySearch.NAME : name, options, asked);
	}

	private static boolean samples(DecodingChatOptions options) {
		return options.getLogits().all().stream().anyMatch(ProcessorTable::isSamplingOnly);
	}

	private Chosen named(String name, DecodingChatOptions options, boolean asked) {
		SearchStrategy strategy = this.own.get(name);
		if (strategy != null) {
			return new Chosen(StrategyDefinition.prepare(strategy, options.getSearch()),
					!name.equals(GreedySearch.NAME));
		}
		StrategyDefinition definition = StrategyTable.find(name)
			.orElseThrow(() -> new UnknownStrategyException(name, names()));
		boolean sampling = switch (definition.sampling()) {
			case NEVER -> false;
			case ALWAYS -> true;
			case IF_ASKED -> asked;
		};
		return new Chosen(definition.create(options.getSearch(), new Context(sampling, this.model, this.companions)),
				sampling);
	}

	private Set<String> names() {
		Set<String> names = new TreeSet<>(this.own.keySet());
		StrategyTable.all().forEach((definition) -> names.add(definition.name()));
		return names;
	}

	/**
	 * A strategy.
	 *
	 * @param strategy the strategy
	 * @param sampling whether it draws tokens, and so uses processors that are of use
	 * only then
	 */
	record Chosen(SearchStrategy strategy, boolean sampling) {

		String name() {
			return this.strategy.name();
		}

	}

	private record Context(boolean isSampling, CausalLm lm,
			Map<String, CausalLm> companions) implements StrategyContext {

		@Override
		public Tokenizer tokenizer() {
			return this.lm.tokenizer();
		}

		@Override
		public CausalLm model(String name) {
			CausalLm model = this.companions.get(name);
			if (model == null) {
				throw new IllegalArgumentException("'%s' is not the name of a model; there %s".formatted(name,
						this.companions.isEmpty() ? "is none beside the one that answers"
								: "are " + new TreeSet<>(this.companions.keySet())));
			}
			return model;
		}

	}

}
