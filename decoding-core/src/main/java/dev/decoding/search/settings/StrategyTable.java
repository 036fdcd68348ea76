package dev.decoding.search.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Choice;
import dev.decoding.logits.settings.Setting;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.ArithmeticSampling;
import dev.decoding.search.BeamSampling;
import dev.decoding.search.BeamSearch;
import dev.decoding.search.BeamSettings;
import dev.decoding.search.ConstrainedBeamSearch;
import dev.decoding.search.ContrastiveSearch;
import dev.decoding.search.CotDecoding;
import dev.decoding.search.DiverseBeamSearch;
import dev.decoding.search.DraftLength;
import dev.decoding.search.DraftModel;
import dev.decoding.search.Drafter;
import dev.decoding.search.EarlyStopping;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.PathSelection;
import dev.decoding.search.PromptLookupDrafter;
import dev.decoding.search.RequiredPhrase;
import dev.decoding.search.Sampling;
import dev.decoding.search.SpeculativeDecoding;
import dev.decoding.search.StochasticBeamSearch;

import static dev.decoding.search.settings.StrategyDefinition.Sampling.ALWAYS;
import static dev.decoding.search.settings.StrategyDefinition.Sampling.IF_ASKED;
import static dev.decoding.search.settings.StrategyDefinition.Sampling.NEVER;

/**
 * The strategies that settings can ask for. To add one, write its class, its
 * {@link StrategySettings}, and one line here.
 */
public final class StrategyTable {

	private static final Setting<?>[] BEAMS = { StrategySettings.NUM_BEAMS, StrategySettings.LENGTH_PENALTY,
			StrategySettings.EARLY_STOPPING };

	private static final List<StrategyDefinition> ALL = List.of(
			StrategyDefinition.of(GreedySearch.NAME, NEVER, (settings, context) -> new GreedySearch()),
			StrategyDefinition.of(Sampling.NAME, ALWAYS, (settings, context) -> new Sampling()),
			StrategyDefinition.of(ArithmeticSampling.NAME, ALWAYS, (settings, context) -> new ArithmeticSampling()),
			StrategyDefinition.of(BeamSearch.NAME, NEVER, (settings, context) -> new BeamSearch(beams(settings)),
					BEAMS),
			StrategyDefinition.of(BeamSampling.NAME, ALWAYS, (settings, context) -> new BeamSampling(beams(settings)),
					BEAMS),
			StrategyDefinition.of(DiverseBeamSearch.NAME, NEVER,
					(settings, context) -> new DiverseBeamSearch(beams(settings),
							settings.require(StrategySettings.NUM_BEAM_GROUPS),
							settings.require(StrategySettings.DIVERSITY_PENALTY)),
					StrategySettings.NUM_BEAMS, StrategySettings.LENGTH_PENALTY, StrategySettings.EARLY_STOPPING,
					StrategySettings.NUM_BEAM_GROUPS, StrategySettings.DIVERSITY_PENALTY),
			StrategyDefinition.of(ConstrainedBeamSearch.NAME, NEVER,
					(settings, context) -> new ConstrainedBeamSearch(beams(settings), phrases(settings, context)),
					StrategySettings.NUM_BEAMS, StrategySettings.LENGTH_PENALTY, StrategySettings.EARLY_STOPPING,
					StrategySettings.FORCE_WORDS, StrategySettings.FORCE_WORDS_IDS),
			StrategyDefinition.of(StochasticBeamSearch.NAME, ALWAYS, (settings, context) -> new StochasticBeamSearch()),
			StrategyDefinition.of(CotDecoding.NAME, NEVER,
					(settings, context) -> new CotDecoding(settings.require(StrategySettings.COT_NUM_PATHS),
							Choice.of(PathSelection.class, settings, StrategySettings.COT_SELECTION),
							AnswerFinder.STANDARD),
					StrategySettings.COT_NUM_PATHS, StrategySettings.COT_SELECTION),
			StrategyDefinition.of(ContrastiveSearch.NAME, NEVER,
					(settings, context) -> new ContrastiveSearch(settings.require(StrategySettings.CONTRASTIVE_TOP_K),
							settings.require(StrategySettings.CONTRASTIVE_PENALTY_ALPHA)),
					StrategySettings.CONTRASTIVE_TOP_K, StrategySettings.CONTRASTIVE_PENALTY_ALPHA),
			StrategyDefinition.of(SpeculativeDecoding.NAME, IF_ASKED,
					(settings, context) -> new SpeculativeDecoding(drafter(settings, context), draftLength(settings),
							context.isSampling()),
					StrategySettings.SPECULATIVE_DRAFT_MODEL, StrategySettings.SPECULATIVE_NUM_TOKENS,
					StrategySettings.SPECULATIVE_SCHEDULE, StrategySettings.SPECULATIVE_CONFIDENCE_THRESHOLD,
					StrategySettings.SPECULATIVE_MAX_MATCHING_NGRAM_SIZE));

	private StrategyTable() {
	}

	/**
	 * Return all strategies.
	 * @return the definitions
	 */
	public static List<StrategyDefinition> all() {
		return ALL;
	}

	/**
	 * Find a strategy.
	 * @param name its name
	 * @return the definition, if there is one of that name
	 */
	public static Optional<StrategyDefinition> find(String name) {
		return ALL.stream().filter((definition) -> definition.name().equals(name)).findFirst();
	}

	/**
	 * Find the strategy that settings mean where none is named: as in Hugging Face, one
	 * that needs them all. Phrases that must occur mean a constrained beam search;
	 * several beams, a beam search, in groups if there are several; a number of tokens to
	 * guess, or a model that guesses them, speculative decoding; both what a similarity
	 * weighs and how many tokens are compared, contrastive search.
	 * @param settings what is set
	 * @param sampling whether tokens are drawn at random
	 * @return the definition, that of greedy search or sampling if nothing means more
	 */
	public static StrategyDefinition meant(BlockSettings settings, boolean sampling) {
		return find(nameOfMeant(settings, sampling)).orElseThrow();
	}

	private static String nameOfMeant(BlockSettings settings, boolean sampling) {
		if (settings.isOn(StrategySettings.FORCE_WORDS) || settings.isOn(StrategySettings.FORCE_WORDS_IDS)) {
			return ConstrainedBeamSearch.NAME;
		}
		if (settings.get(StrategySettings.NUM_BEAMS, 1) > 1) {
			if (settings.get(StrategySettings.NUM_BEAM_GROUPS, 1) > 1) {
				return DiverseBeamSearch.NAME;
			}
			return sampling ? BeamSampling.NAME : BeamSearch.NAME;
		}
		if (settings.isOn(StrategySettings.SPECULATIVE_DRAFT_MODEL)
				|| settings.isOn(StrategySettings.SPECULATIVE_NUM_TOKENS)) {
			return SpeculativeDecoding.NAME;
		}
		if (sampling) {
			return Sampling.NAME;
		}
		boolean contrastive = settings.get(StrategySettings.CONTRASTIVE_PENALTY_ALPHA, 0.0) > 0
				&& settings.get(StrategySettings.CONTRASTIVE_TOP_K, 1) > 1;
		return contrastive ? ContrastiveSearch.NAME : GreedySearch.NAME;
	}

	/**
	 * Check values before there is a model to make strategies for.
	 * @param settings what is set
	 * @throws IllegalArgumentException if a value is out of its range; the message names
	 * it
	 */
	public static void check(BlockSettings settings) {
		BlockSettings alone = settings.mutate()
			.set(StrategySettings.SPECULATIVE_DRAFT_MODEL, null)
			.set(StrategySettings.FORCE_WORDS, null)
			.build();
		ALL.stream()
			.filter((definition) -> isMeant(definition, alone))
			.forEach((definition) -> definition.create(alone, StrategyContext.NONE));
	}

	/**
	 * Settings that several strategies share do not mean those that need more.
	 */
	private static boolean isMeant(StrategyDefinition definition, BlockSettings settings) {
		return switch (definition.name()) {
			case ConstrainedBeamSearch.NAME -> settings.isOn(StrategySettings.FORCE_WORDS_IDS);
			case DiverseBeamSearch.NAME ->
				settings.isOn(StrategySettings.NUM_BEAM_GROUPS) || settings.isOn(StrategySettings.DIVERSITY_PENALTY);
			default -> true;
		};
	}

	private static BeamSettings beams(BlockSettings settings) {
		return new BeamSettings(settings.require(StrategySettings.NUM_BEAMS),
				settings.require(StrategySettings.LENGTH_PENALTY),
				Choice.of(EarlyStopping.class, settings, StrategySettings.EARLY_STOPPING));
	}

	private static List<RequiredPhrase> phrases(BlockSettings settings, StrategyContext context) {
		List<RequiredPhrase> phrases = new ArrayList<>();
		for (String word : settings.get(StrategySettings.FORCE_WORDS, List.of())) {
			phrases.add(RequiredPhrase.of(context.tokenizer(), word));
		}
		for (List<Integer> tokens : settings.get(StrategySettings.FORCE_WORDS_IDS, List.of())) {
			phrases.add(new RequiredPhrase(List.of(tokens)));
		}
		if (phrases.isEmpty()) {
			throw new IllegalArgumentException(
					"'forceWords' is not set but a constrained beam search needs a text that must occur");
		}
		return phrases;
	}

	private static Drafter drafter(BlockSettings settings, StrategyContext context) {
		String model = settings.get(StrategySettings.SPECULATIVE_DRAFT_MODEL);
		return (model != null)
				? new DraftModel(context.model(model),
						settings.require(StrategySettings.SPECULATIVE_CONFIDENCE_THRESHOLD))
				: new PromptLookupDrafter(settings.require(StrategySettings.SPECULATIVE_MAX_MATCHING_NGRAM_SIZE));
	}

	private static DraftLength draftLength(BlockSettings settings) {
		return new DraftLength(settings.require(StrategySettings.SPECULATIVE_NUM_TOKENS),
				Choice.of(DraftLength.Schedule.class, settings, StrategySettings.SPECULATIVE_SCHEDULE));
	}

}
