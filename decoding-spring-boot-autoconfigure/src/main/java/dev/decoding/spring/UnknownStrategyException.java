package dev.decoding.spring;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * There is no search strategy of the name that was asked for.
 */
public class UnknownStrategyException extends IllegalArgumentException {

	private final String strategy;

	private final String requirement;

	UnknownStrategyException(String strategy, Collection<String> known) {
		this(strategy, "one of " + known.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", ")));
	}

	private UnknownStrategyException(String strategy, String requirement) {
		super("'strategy' is '%s' but must be %s.".formatted(strategy, requirement));
		this.strategy = strategy;
		this.requirement = requirement;
	}

	/**
	 * Return the name that was asked for.
	 * @return the name
	 */
	public String getStrategy() {
		return this.strategy;
	}

	/**
	 * Return what could have been asked for.
	 * @return a phrase with all names, in quotes
	 */
	public String getRequirement() {
		return this.requirement;
	}

}
