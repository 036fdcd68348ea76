package dev.decoding.scaling.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Choice;
import dev.decoding.logits.settings.Messages;
import dev.decoding.logits.settings.Setting;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.chain.ChainChoice;
import dev.decoding.scaling.chain.ChainSchedule;
import dev.decoding.scaling.chain.PowerSampling;
import dev.decoding.scaling.chain.PowerSmc;
import dev.decoding.scaling.chain.TargetSampling;
import dev.decoding.scaling.policy.ComputeOptimal;
import dev.decoding.scaling.policy.ComputePolicy;
import dev.decoding.scaling.policy.DifficultyEstimator;
import dev.decoding.scaling.policy.PolicyFile;
import dev.decoding.scaling.revision.RevisionPrompt;
import dev.decoding.scaling.revision.Revisions;
import dev.decoding.scaling.steps.DiverseVerifierTreeSearch;
import dev.decoding.scaling.steps.LookaheadSearch;
import dev.decoding.scaling.steps.ParticleFilter;
import dev.decoding.scaling.steps.ParticleGibbs;
import dev.decoding.scaling.steps.ParticleSelection;
import dev.decoding.scaling.steps.ParticleWeights;
import dev.decoding.scaling.steps.Resampling;
import dev.decoding.scaling.steps.VerifierBeamSearch;
import dev.decoding.scaling.tree.Backup;
import dev.decoding.scaling.tree.FinalChoice;
import dev.decoding.scaling.tree.LeafEvaluation;
import dev.decoding.scaling.tree.MonteCarloTreeSearch;
import dev.decoding.scaling.tree.Rain;
import dev.decoding.scaling.tree.Rounds;
import dev.decoding.scaling.tree.Similarity;
import dev.decoding.scaling.tree.TokenSets;
import dev.decoding.scaling.vote.AdaptiveConsistency;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.BordaCount;
import dev.decoding.scaling.vote.ChrF;
import dev.decoding.scaling.vote.ConsistencyPrompt;
import dev.decoding.scaling.vote.DeepConf;
import dev.decoding.scaling.vote.DeepConfOnline;
import dev.decoding.scaling.vote.EarlyStoppingConsistency;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.MinimumBayesRisk;
import dev.decoding.scaling.vote.PostVerification;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.scaling.vote.SelfCertainty;
import dev.decoding.scaling.vote.StopSampling;
import dev.decoding.scaling.vote.TraceConfidence;
import dev.decoding.scaling.vote.UniversalSelfConsistency;
import dev.decoding.scaling.vote.Utility;
import dev.decoding.scaling.vote.WeightedVote;
import dev.decoding.search.PathRollout.Limits;

/**
 * The strategies of test-time compute that settings can ask for. To add one, write its
 * class, its {@link ScalingParameters}, and one line here.
 */
public final class ScalingTable {

	/** What is set to let a model answer once. */
	public static final String NONE = "none";

	private static final Setting<?>[] BEAMS = { ScalingParameters.BEAM_WIDTH, ScalingParameters.MAX_ROUNDS };

	private static final Setting<?>[] PARTICLES = { ScalingParameters.MAX_ROUNDS, ScalingParameters.PARTICLES_WEIGHTS,
			ScalingParameters.PARTICLES_RESAMPLING, ScalingParameters.PARTICLES_ESS_THRESHOLD,
			ScalingParameters.PARTICLES_SELECTION, ScalingParameters.PARTICLES_ITERATIONS };

	private static final Setting<?>[] TREE = { ScalingParameters.MCTS_EXPANSIONS,
			ScalingParameters.MCTS_EXPLORATION_WEIGHT, ScalingParameters.MCTS_EVALUATION, ScalingParameters.MCTS_BACKUP,
			ScalingParameters.MCTS_CHOICE };

	private static final Setting<?>[] CHAIN = { ScalingParameters.CHAIN_ALPHA, ScalingParameters.CHAIN_BETA,
			ScalingParameters.CHAIN_TEMPERATURE, ScalingParameters.CHAIN_BLOCKS, ScalingParameters.CHAIN_STEPS,
			ScalingParameters.CHAIN_CHOICE };

	private static final Setting<?>[] RAIN = { ScalingParameters.RAIN_MIN_ROUNDS, ScalingParameters.RAIN_MAX_ROUNDS,
			ScalingParameters.RAIN_VALUE_THRESHOLD, ScalingParameters.RAIN_EXPLORATION_WEIGHT,
			ScalingParameters.RAIN_CANDIDATES, ScalingParameters.RAIN_HARD_VOTES,
			ScalingParameters.RAIN_NORMALIZE_VALUES, ScalingParameters.RAIN_REUSE_SUBTREE };

	private static final List<ScalingDefinition> ALL = List.of(
			ScalingDefinition.of(MajorityVote.NAME, (settings, context) -> vote(settings, new MajorityVote())),
			ScalingDefinition.of(BestOfN.NAME, (settings, context) -> judged(settings, context, new BestOfN())),
			ScalingDefinition.of(WeightedVote.NAME,
					(settings, context) -> judged(settings, context, new WeightedVote())),
			ScalingDefinition.of(SelfCertainty.NAME,
					(settings, context) -> vote(settings,
							new BordaCount(settings.require(ScalingParameters.SELF_CERTAINTY_POWER),
									new SelfCertainty())),
					ScalingParameters.SELF_CERTAINTY_POWER),
			ScalingDefinition.of(DeepConf.NAME, (settings, context) -> vote(settings, deepConf(settings)),
					ScalingParameters.DEEP_CONF_MEASURE, ScalingParameters.DEEP_CONF_WINDOW,
					ScalingParameters.DEEP_CONF_TOP_K, ScalingParameters.DEEP_CONF_ETA),
			ScalingDefinition.of(DeepConfOnline.NAME, ScalingTable::deepConfOnline, ScalingParameters.DEEP_CONF_WARM_UP,
					ScalingParameters.DEEP_CONF_ROUND_SIZE, ScalingParameters.DEEP_CONF_WINDOW,
					ScalingParameters.DEEP_CONF_TOP_K, ScalingParameters.DEEP_CONF_ETA,
					ScalingParameters.DEEP_CONF_CONSENSUS),
			ScalingDefinition.of(AdaptiveConsistency.NAME,
					(settings, context) -> enough(settings,
							new AdaptiveConsistency(settings.require(ScalingParameters.ADAPTIVE_CONSISTENCY_THRESHOLD),
									settings.require(ScalingParameters.ADAPTIVE_CONSISTENCY_ROUND_SIZE))),
					ScalingParameters.ADAPTIVE_CONSISTENCY_THRESHOLD,
					ScalingParameters.ADAPTIVE_CONSISTENCY_ROUND_SIZE),
			ScalingDefinition.of(EarlyStoppingConsistency.NAME,
					(settings, context) -> enough(settings,
							new EarlyStoppingConsistency(settings.require(ScalingParameters.EARLY_STOPPING_WINDOW))),
					ScalingParameters.EARLY_STOPPING_WINDOW),
			ScalingDefinition.of(UniversalSelfConsistency.NAME,
					(settings, context) -> new UniversalSelfConsistency(candidates(settings), ConsistencyPrompt.PLAIN)),
			ScalingDefinition.of(MinimumBayesRisk.NAME,
					(settings, context) -> vote(settings, new MinimumBayesRisk(utility(settings))),
					ScalingParameters.MINIMUM_BAYES_RISK_UTILITY),
			ScalingDefinition.of(PostVerification.NAME, ScalingTable::postVerification,
					ScalingParameters.POST_VERIFICATION_THRESHOLD, ScalingParameters.POST_VERIFICATION_FALLBACK),
			ScalingDefinition.of(VerifierBeamSearch.NAME,
					(settings, context) -> new VerifierBeamSearch(candidates(settings),
							settings.get(ScalingParameters.BEAM_WIDTH), settings.require(ScalingParameters.MAX_ROUNDS),
							Verifiers.of(settings, context), aggregation(settings), new WeightedVote()),
					BEAMS),
			ScalingDefinition.of(LookaheadSearch.NAME, (settings, context) -> new LookaheadSearch(candidates(settings),
					settings.get(ScalingParameters.BEAM_WIDTH), settings.require(ScalingParameters.LOOKAHEAD_STEPS),
					settings.require(ScalingParameters.MAX_ROUNDS), Verifiers.of(settings, context),
					aggregation(settings), new WeightedVote()), ScalingParameters.BEAM_WIDTH,
					ScalingParameters.MAX_ROUNDS, ScalingParameters.LOOKAHEAD_STEPS),
			ScalingDefinition.of(DiverseVerifierTreeSearch.NAME,
					(settings, context) -> new DiverseVerifierTreeSearch(candidates(settings),
							settings.get(ScalingParameters.BEAM_WIDTH, 4),
							settings.require(ScalingParameters.MAX_ROUNDS), Verifiers.of(settings, context),
							aggregation(settings), new WeightedVote()),
					BEAMS),
			ScalingDefinition.of(ParticleFilter.NAME, ScalingTable::particleFilter, PARTICLES),
			ScalingDefinition.of(ParticleGibbs.NAME, ScalingTable::particleGibbs, PARTICLES),
			ScalingDefinition.of(MonteCarloTreeSearch.NAME, ScalingTable::treeSearch, TREE),
			ScalingDefinition.of(Rain.NAME, ScalingTable::rain, RAIN),
			ScalingDefinition.of(ComputeOptimal.NAME, ScalingTable::computeOptimal,
					ScalingParameters.COMPUTE_OPTIMAL_POLICY, ScalingParameters.COMPUTE_OPTIMAL_PROBES,
					ScalingParameters.COMPUTE_OPTIMAL_DIFFICULTY),
			ScalingDefinition.of(PowerSampling.NAME,
					(settings, context) -> new PowerSampling(settings.require(ScalingParameters.CHAIN_ALPHA),
							settings.get(ScalingParameters.CHAIN_TEMPERATURE), schedule(settings),
							choice(settings, context)),
					CHAIN),
			ScalingDefinition.of(PowerSmc.NAME,
					(settings, context) -> new PowerSmc(settings.require(ScalingParameters.CHAIN_ALPHA),
							settings.get(ScalingParameters.CHAIN_TEMPERATURE), candidates(settings),
							settings.require(ScalingParameters.CHAIN_BLOCKS), choice(settings, context)),
					CHAIN),
			ScalingDefinition.of(TargetSampling.NAME,
					(settings, context) -> new TargetSampling(Verifiers.of(settings, context), aggregation(settings),
							settings.get(ScalingParameters.CHAIN_ALPHA, 1.0),
							settings.require(ScalingParameters.CHAIN_BETA),
							settings.get(ScalingParameters.CHAIN_TEMPERATURE), schedule(settings),
							choice(settings, context)),
					CHAIN),
			ScalingDefinition.of(Revisions.NAME,
					(settings, context) -> new Revisions(candidates(settings),
							settings.require(ScalingParameters.REVISIONS_CHAINS),
							settings.require(ScalingParameters.REVISIONS_WINDOW),
							RevisionPrompt.between(
									context.between().apply(settings.require(ScalingParameters.REVISIONS_REQUEST))),
							Verifiers.orNull(settings, context), aggregation(settings)),
					ScalingParameters.REVISIONS_CHAINS, ScalingParameters.REVISIONS_WINDOW,
					ScalingParameters.REVISIONS_REQUEST));

	private ScalingTable() {
	}

	/**
	 * Return all strategies.
	 * @return the definitions
	 */
	public static List<ScalingDefinition> all() {
		return ALL;
	}

	/**
	 * Find a strategy.
	 * @param name its name
	 * @return the definition, if there is one of that name
	 */
	public static Optional<ScalingDefinition> find(String name) {
		return ALL.stream().filter((definition) -> definition.name().equals(name)).findFirst();
	}

	/**
	 * Make what settings ask for.
	 * @param settings what is set
	 * @param context parts of the application that it can be made of
	 * @return the strategy, or nothing if a single answer is wanted
	 * @throws IllegalArgumentException if there is no such strategy, or a value is out of
	 * its range; the message names it
	 */
	public static Optional<ScalingStrategy> create(BlockSettings settings, ScalingContext context) {
		String name = settings.get(ScalingParameters.STRATEGY, NONE);
		if (name.equals(NONE)) {
			return Optional.empty();
		}
		ScalingAlgorithm algorithm = algorithm(name, settings, context);
		try {
			return Optional.of(new ScalingStrategy(name, algorithm, Answers.of(settings, context), steps(settings),
					limits(settings)));
		}
		catch (IllegalArgumentException ex) {
			throw Messages.withNameOfSetting(ex, ScalingParameters.OF_ANY);
		}
	}

	private static ScalingAlgorithm algorithm(String name, BlockSettings settings, ScalingContext context) {
		ScalingAlgorithm own = context.algorithms().get(name);
		if (own != null) {
			return own;
		}
		ScalingDefinition definition = find(name)
			.orElseThrow(() -> new IllegalArgumentException("'%s' is '%s' but must be one of %s"
				.formatted(ScalingParameters.STRATEGY.name(), name, names(context))));
		try {
			return definition.factory().create(settings, context);
		}
		catch (IllegalArgumentException ex) {
			throw Messages.withNameOfSetting(ex, definition.allSettings());
		}
	}

	private static String names(ScalingContext context) {
		Collection<String> names = new TreeSet<>(context.algorithms().keySet());
		names.add(NONE);
		ALL.forEach((definition) -> names.add(definition.name()));
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

	private static StepSplitter steps(BlockSettings settings) {
		return new StepSplitter(settings.require(ScalingParameters.STEP_DELIMITER));
	}

	private static Limits limits(BlockSettings settings) {
		Integer tokens = settings.get(ScalingParameters.MAX_TOTAL_TOKENS);
		@Nullable Double seconds = settings.get(ScalingParameters.MAX_SECONDS);
		if (tokens != null && tokens < 1) {
			throw new IllegalArgumentException("'maxTotalTokens' is %d but must be at least 1".formatted(tokens));
		}
		if (seconds != null && !(seconds > 0)) {
			throw new IllegalArgumentException("'maxSeconds' is %s but must be above 0".formatted(seconds));
		}
		return new Limits(tokens, (seconds != null) ? Duration.ofNanos((long) (seconds * 1e9)) : null);
	}

	private static ScalingAlgorithm vote(BlockSettings settings, Aggregator aggregator) {
		return new SampleAndAggregate(candidates(settings), aggregator);
	}

	private static ScalingAlgorithm enough(BlockSettings settings, StopSampling stop) {
		return new SampleAndAggregate(candidates(settings), stop, null, aggregation(settings), new MajorityVote());
	}

	private static Aggregator deepConf(BlockSettings settings) {
		TraceConfidence confidence = new TraceConfidence(
				Choice.of(TraceConfidence.Measure.class, settings, ScalingParameters.DEEP_CONF_MEASURE),
				settings.require(ScalingParameters.DEEP_CONF_WINDOW),
				settings.require(ScalingParameters.DEEP_CONF_TOP_K));
		return new DeepConf(confidence, settings.require(ScalingParameters.DEEP_CONF_ETA));
	}

	private static ScalingAlgorithm deepConfOnline(BlockSettings settings, ScalingContext context) {
		return new DeepConfOnline(candidates(settings), settings.require(ScalingParameters.DEEP_CONF_WARM_UP),
				settings.require(ScalingParameters.DEEP_CONF_ROUND_SIZE),
				settings.require(ScalingParameters.DEEP_CONF_WINDOW),
				settings.require(ScalingParameters.DEEP_CONF_TOP_K), settings.require(ScalingParameters.DEEP_CONF_ETA),
				settings.require(ScalingParameters.DEEP_CONF_CONSENSUS));
	}

	private static ScalingAlgorithm postVerification(BlockSettings settings, ScalingContext context) {
		String fallback = settings.get(ScalingParameters.POST_VERIFICATION_FALLBACK);
		return new PostVerification(candidates(settings), Verifiers.of(settings, context), aggregation(settings),
				settings.require(ScalingParameters.POST_VERIFICATION_THRESHOLD), (fallback != null)
						? context.model(ScalingParameters.POST_VERIFICATION_FALLBACK.name(), fallback) : null,
				context.feedback());
	}

	private static Utility utility(BlockSettings settings) {
		String name = settings.require(ScalingParameters.MINIMUM_BAYES_RISK_UTILITY);
		return switch (name) {
			case "chrf" -> new ChrF();
			case "answer" -> Utility.SAME_ANSWER;
			default -> throw new IllegalArgumentException("'%s' is '%s' but must be 'chrf' or 'answer'"
				.formatted(ScalingParameters.MINIMUM_BAYES_RISK_UTILITY.name(), name));
		};
	}

	private static ScalingAlgorithm judged(BlockSettings settings, ScalingContext context, Aggregator aggregator) {
		return new SampleAndAggregate(candidates(settings), StopSampling.NEVER, Verifiers.of(settings, context),
				aggregation(settings), aggregator);
	}

	private static ScalingAlgorithm particleFilter(BlockSettings settings, ScalingContext context) {
		return new ParticleFilter(candidates(settings), settings.require(ScalingParameters.MAX_ROUNDS),
				Choice.of(ParticleWeights.class, settings, ScalingParameters.PARTICLES_WEIGHTS),
				Choice.of(Resampling.class, settings, ScalingParameters.PARTICLES_RESAMPLING),
				settings.require(ScalingParameters.PARTICLES_ESS_THRESHOLD),
				Choice.of(ParticleSelection.class, settings, ScalingParameters.PARTICLES_SELECTION),
				Verifiers.of(settings, context), aggregation(settings));
	}

	/**
	 * The candidates are divided among the sweeps.
	 */
	private static ScalingAlgorithm particleGibbs(BlockSettings settings, ScalingContext context) {
		int iterations = settings.require(ScalingParameters.PARTICLES_ITERATIONS);
		return new ParticleGibbs(candidates(settings) / Math.max(1, iterations), iterations,
				settings.require(ScalingParameters.MAX_ROUNDS),
				Choice.of(ParticleWeights.class, settings, ScalingParameters.PARTICLES_WEIGHTS),
				Choice.of(Resampling.class, settings, ScalingParameters.PARTICLES_RESAMPLING),
				settings.require(ScalingParameters.PARTICLES_ESS_THRESHOLD),
				Choice.of(ParticleSelection.class, settings, ScalingParameters.PARTICLES_SELECTION),
				Verifiers.of(settings, context), aggregation(settings));
	}

	private static ScalingAlgorithm treeSearch(BlockSettings settings, ScalingContext context) {
		return new MonteCarloTreeSearch(Verifiers.of(settings, context), aggregation(settings), candidates(settings),
				settings.require(ScalingParameters.MCTS_EXPANSIONS),
				settings.require(ScalingParameters.MCTS_EXPLORATION_WEIGHT),
				Choice.of(LeafEvaluation.class, settings, ScalingParameters.MCTS_EVALUATION),
				Choice.of(Backup.class, settings, ScalingParameters.MCTS_BACKUP),
				Choice.of(FinalChoice.class, settings, ScalingParameters.MCTS_CHOICE));
	}

	private static ScalingAlgorithm rain(BlockSettings settings, ScalingContext context) {
		int candidates = settings.require(ScalingParameters.RAIN_CANDIDATES);
		TokenSets standard = TokenSets.STANDARD;
		TokenSets tokenSets = new TokenSets(candidates, Math.max(candidates, 2 * candidates), standard.lengths(),
				standard.topK(), standard.uniformShare());
		Rounds rounds = new Rounds(settings.require(ScalingParameters.RAIN_MIN_ROUNDS),
				settings.require(ScalingParameters.RAIN_MAX_ROUNDS),
				settings.require(ScalingParameters.RAIN_VALUE_THRESHOLD));
		return new Rain(Verifiers.of(settings, context), aggregation(settings),
				settings.require(ScalingParameters.RAIN_HARD_VOTES), tokenSets,
				settings.require(ScalingParameters.RAIN_EXPLORATION_WEIGHT),
				settings.require(ScalingParameters.RAIN_NORMALIZE_VALUES), Similarity.STANDARD, rounds,
				settings.require(ScalingParameters.RAIN_REUSE_SUBTREE));
	}

	/**
	 * What the policy names is made of the same settings, with a part of the candidates.
	 */
	private static ScalingAlgorithm computeOptimal(BlockSettings settings, ScalingContext context) {
		ComputePolicy policy = PolicyFile.read(settings.require(ScalingParameters.COMPUTE_OPTIMAL_POLICY));
		Map<String, IntFunction<ScalingAlgorithm>> strategies = new HashMap<>();
		for (ComputePolicy.Entry entry : policy.entries()) {
			strategies.put(entry.strategy(), (budget) -> algorithm(entry.strategy(),
					settings.mutate().set(ScalingParameters.NUM_CANDIDATES, budget).build(), context));
		}
		String difficulty = settings.require(ScalingParameters.COMPUTE_OPTIMAL_DIFFICULTY);
		boolean byScore = switch (difficulty) {
			case "score" -> true;
			case "agreement" -> false;
			default -> throw new IllegalArgumentException("'%s' is '%s' but must be 'score' or 'agreement'"
				.formatted(ScalingParameters.COMPUTE_OPTIMAL_DIFFICULTY.name(), difficulty));
		};
		return new ComputeOptimal(candidates(settings), settings.require(ScalingParameters.COMPUTE_OPTIMAL_PROBES),
				policy, byScore ? DifficultyEstimator.MEAN_SCORE : DifficultyEstimator.AGREEMENT, strategies,
				Verifiers.of(settings, context), aggregation(settings), new WeightedVote());
	}

	/**
	 * Each candidate is a chain of its own.
	 */
	private static ChainSchedule schedule(BlockSettings settings) {
		return new ChainSchedule(candidates(settings), settings.require(ScalingParameters.CHAIN_BLOCKS),
				settings.require(ScalingParameters.CHAIN_STEPS), 0);
	}

	private static ChainChoice choice(BlockSettings settings, ScalingContext context) {
		String name = settings.require(ScalingParameters.CHAIN_CHOICE);
		return switch (name) {
			case "last" -> ChainChoice.LAST_STATE;
			case "majority" -> new ChainChoice(ChainChoice.States.ALL, new MajorityVote());
			case "verifier" -> new ChainChoice(ChainChoice.States.LAST, new BestOfN(), Verifiers.of(settings, context),
					aggregation(settings));
			default -> throw new IllegalArgumentException("'%s' is '%s' but must be 'last', 'majority' or 'verifier'"
				.formatted(ScalingParameters.CHAIN_CHOICE.name(), name));
		};
	}

	private static int candidates(BlockSettings settings) {
		return settings.require(ScalingParameters.NUM_CANDIDATES);
	}

	private static StepAggregation aggregation(BlockSettings settings) {
		return Choice.of(StepAggregation.class, settings, ScalingParameters.STEP_AGGREGATION);
	}

}
