package dev.decoding.spring.autoconfigure;

import java.util.List;
import java.util.Set;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.search.settings.StrategySettings;
import dev.decoding.search.settings.StrategyTable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a text is searched for. Each component but the first two is the setting of its
 * name.
 *
 * @param strategy Name of the strategy; what the other properties mean when not set.
 * @param sampler How a token is drawn: 'categorical', 'gumbel', 'arithmetic', 'torch',
 * 'llama-cpp', or the name of a bean; 'categorical' when not set.
 * @param tokenHealing Whether to generate the last token before an answer anew, where it
 * cuts a word or the like.
 * @param numBeams Number of sequences that a beam search follows at a time.
 * @param lengthPenalty Power of the length that a beam search divides the score of a
 * sequence by; above 0 favours long ones.
 * @param earlyStopping When a beam search stops looking for better sequences: 'true',
 * 'false' or 'never'.
 * @param numBeamGroups Number of groups of a diverse beam search.
 * @param diversityPenalty Amount subtracted from a token's score for each beam of an
 * earlier group that chose it.
 * @param forceWords Comma-separated list of texts that a constrained beam search makes
 * occur, with or without a space before.
 * @param forceWordsIds Sequences of token ids that a constrained beam search makes occur.
 * @param contrastive Contrastive search.
 * @param cot CoT decoding.
 * @param speculative Speculative decoding.
 */
public record SearchProperties(@Nullable String strategy, @Nullable String sampler, @Nullable Boolean tokenHealing,
		@Nullable Integer numBeams, @Nullable Double lengthPenalty, @Nullable String earlyStopping,
		@Nullable Integer numBeamGroups, @Nullable Double diversityPenalty, @Nullable List<String> forceWords,
		@Nullable List<List<Integer>> forceWordsIds, @DefaultValue Contrastive contrastive, @DefaultValue Cot cot,
		@DefaultValue Speculative speculative) {

	/**
	 * Return what is set.
	 * @return the settings
	 * @throws InvalidPropertyException if a value is out of its range
	 */
	BlockSettings toSettings() {
		BlockSettings settings = SettingsOfRecord
			.read(this, BlockSettings.builder(), StrategySettings::find, Set.of("strategy", "sampler"))
			.build();
		try {
			StrategyTable.check(settings);
			return settings;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.of("decoding.search", ex);
		}
	}

	/**
	 * Contrastive search.
	 *
	 * @param topK Number of likeliest tokens that contrastive search compares.
	 * @param penaltyAlpha Weight of the similarity to what came before, from 0 to 1, in
	 * contrastive search.
	 */
	public record Contrastive(@Nullable Integer topK, @Nullable Double penaltyAlpha) {

	}

	/**
	 * CoT decoding.
	 *
	 * @param numPaths Number of likeliest first tokens that CoT decoding begins with.
	 * @param selection Path that CoT decoding chooses: 'max' for the surest, 'aggregate'
	 * for the surest of those that agree.
	 */
	public record Cot(@Nullable Integer numPaths, @Nullable String selection) {

	}

	/**
	 * Speculative decoding.
	 *
	 * @param draftModel Name of the model, of those of 'decoding.models', that guesses
	 * tokens; the prompt is looked up when not set.
	 * @param numTokens Number of tokens to guess at a time, at first.
	 * @param schedule How the number of guessed tokens changes: 'constant', or
	 * 'heuristic' for more where guesses are right.
	 * @param confidenceThreshold Probability below which the model that guesses stops
	 * guessing.
	 * @param maxMatchingNgramSize Greatest number of last tokens that are looked up in
	 * the text before them.
	 */
	public record Speculative(@Nullable String draftModel, @Nullable Integer numTokens, @Nullable String schedule,
			@Nullable Double confidenceThreshold, @Nullable Integer maxMatchingNgramSize) {

	}

}
