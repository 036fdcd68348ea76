/**
 * Strategies of settings: {@link dev.decoding.search.settings.StrategySettings} says what
 * can be set, {@link dev.decoding.search.settings.StrategyTable} which strategy reads it
 * and how the strategy is made of it. Properties, options of a request and options of the
 * command line follow from the two. Likewise for the models that strategies ask:
 * {@link dev.decoding.search.settings.MixtureParameters} and
 * {@link dev.decoding.search.settings.MixtureTable}.
 */
@NullMarked
package dev.decoding.search.settings;

import org.jspecify.annotations.NullMarked;
