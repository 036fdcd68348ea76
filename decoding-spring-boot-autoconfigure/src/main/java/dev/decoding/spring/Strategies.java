package dev.decoding.spring;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import dev.decoding.logits.settings.ProcessorTable;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;

/**
 * The strategies by their names.
 */
class Strategies {

	private final Map<String, SearchStrategy> strategies = new TreeMap<>();

	/**
	 * Collect greedy search, sampling, and more.
	 * @param more strategies, of which one with the name of a built-in one replaces it
	 * @throws IllegalArgumentException if two have the same name
	 */
	Strategies(Collection<SearchStrategy> more) {
		for (SearchStrategy strategy : more) {
			if (this.strategies.putIfAbsent(strategy.name(), strategy) != null) {
				throw new IllegalArgumentException(
						"There are two search strategies with the name '%s'. Rename or remove one of them."
							.formatted(strategy.name()));
			}
		}
		this.strategies.putIfAbsent(GreedySearch.NAME, new GreedySearch());
		this.strategies.putIfAbsent(Sampling.NAME, new Sampling());
	}

	/**
	 * Return the strategy of a request: the one it names; without a name, sampling if
	 * there is something to sample with, and greedy search otherwise.
	 * @param options the options of the request
	 * @return the strategy
	 * @throws IllegalArgumentException if there is no strategy of that name
	 */
	SearchStrategy choose(DecodingChatOptions options) {
		String name = options.getStrategy();
		if (name == null) {
			name = samples(options) ? Sampling.NAME : GreedySearch.NAME;
		}
		boolean likeliest = options.getTemperature() != null && options.getTemperature() == 0;
		return named((likeliest && name.equals(Sampling.NAME)) ? GreedySearch.NAME : name);
	}

	private static boolean samples(DecodingChatOptions options) {
		return options.getLogits().all().stream().anyMatch(ProcessorTable::isSamplingOnly);
	}

	private SearchStrategy named(String name) {
		SearchStrategy strategy = this.strategies.get(name);
		if (strategy == null) {
			throw new UnknownStrategyException(name, this.strategies.keySet());
		}
		return strategy;
	}

}
