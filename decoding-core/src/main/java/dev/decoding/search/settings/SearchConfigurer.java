package dev.decoding.search.settings;

import dev.decoding.logits.settings.Setting;
import dev.decoding.search.EarlyStopping;
import org.jspecify.annotations.Nullable;

/**
 * Takes settings for strategies, one method each; {@code null} takes a setting back.
 * {@link StrategySettings} says what each is, and {@code docs/search.md} its range.
 *
 * @param <B> the type of the builder that has these methods
 */
public interface SearchConfigurer<B> {

	/**
	 * Set a value.
	 * @param setting what to set
	 * @param value the value, or {@code null} to take it back
	 * @param <T> the type of the value
	 * @return this builder
	 */
	<T> B search(Setting<T> setting, @Nullable T value);

	/**
	 * Generate the last token before an answer anew where it cuts a word or the like.
	 * @param tokenHealing whether to
	 * @return this builder
	 */
	default B tokenHealing(@Nullable Boolean tokenHealing) {
		return search(StrategySettings.TOKEN_HEALING, tokenHealing);
	}

	/**
	 * Set how many sequences a beam search follows.
	 * @param numBeams the number, at least 1
	 * @return this builder
	 */
	default B numBeams(@Nullable Integer numBeams) {
		return search(StrategySettings.NUM_BEAMS, numBeams);
	}

	/**
	 * Set how the length of a sequence counts in a beam search.
	 * @param lengthPenalty the power of the length that the score is divided by
	 * @return this builder
	 */
	default B lengthPenalty(@Nullable Double lengthPenalty) {
		return search(StrategySettings.LENGTH_PENALTY, lengthPenalty);
	}

	/**
	 * Set when a beam search stops looking for better sequences.
	 * @param earlyStopping when to stop
	 * @return this builder
	 */
	default B earlyStopping(@Nullable EarlyStopping earlyStopping) {
		return search(StrategySettings.EARLY_STOPPING, (earlyStopping != null) ? earlyStopping.name() : null);
	}

}
