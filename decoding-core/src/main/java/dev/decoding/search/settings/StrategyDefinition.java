package dev.decoding.search.settings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Messages;
import dev.decoding.logits.settings.Setting;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.TokenHealing;

/**
 * One strategy that settings can ask for: which settings it reads, and how it is made of
 * them.
 *
 * @param name its name
 * @param sampling whether it draws tokens at random
 * @param settings the settings that it reads
 * @param factory makes it
 */
public record StrategyDefinition(String name, Sampling sampling, List<Setting<?>> settings, Factory factory) {

	/** What is done in front of any strategy. */
	private static final List<Setting<?>> OF_ANY = List.of(StrategySettings.TOKEN_HEALING);

	public StrategyDefinition {
		settings = List.copyOf(settings);
	}

	static StrategyDefinition of(String name, Sampling sampling, Factory factory, Setting<?>... settings) {
		return new StrategyDefinition(name, sampling,
				Stream.concat(OF_ANY.stream(), Arrays.stream(settings)).<Setting<?>>map((setting) -> setting).toList(),
				factory);
	}

	/**
	 * Return a strategy with what settings ask for in front of any strategy.
	 * @param strategy the strategy, which may be in no table
	 * @param settings what is set
	 * @return the same strategy, or one around it
	 */
	public static SearchStrategy prepare(SearchStrategy strategy, BlockSettings settings) {
		return settings.isOn(StrategySettings.TOKEN_HEALING) ? new TokenHealing(strategy) : strategy;
	}

	/**
	 * Make the strategy.
	 * @param settings what is set
	 * @param context what is known beside
	 * @return the strategy
	 * @throws IllegalArgumentException if a value is out of its range; the message names
	 * it
	 */
	public SearchStrategy create(BlockSettings settings, StrategyContext context) {
		try {
			return prepare(this.factory.create(settings, context), settings);
		}
		catch (IllegalArgumentException ex) {
			throw Messages.withNameOfSetting(ex, this.settings);
		}
	}

	/**
	 * Whether a strategy draws tokens.
	 */
	public enum Sampling {

		/** It never does. */
		NEVER,

		/** It always does. */
		ALWAYS,

		/** It does if there is something to sample with, such as a temperature. */
		IF_ASKED

	}

	/**
	 * Makes a strategy.
	 */
	@FunctionalInterface
	public interface Factory {

		/**
		 * Make the strategy.
		 * @param settings what is set
		 * @param context what is known beside
		 * @return the strategy
		 */
		SearchStrategy create(BlockSettings settings, StrategyContext context);

	}

}
