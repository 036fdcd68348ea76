package dev.decoding.scaling.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingType;
import dev.decoding.scaling.policy.PolicyFile;

/**
 * Everything that can be set for test-time compute. Which strategy each belongs to says
 * {@link ScalingTable}.
 */
public final class ScalingParameters {

	/** Which strategy. */
	public static final Setting<String> STRATEGY = Setting
		.of("strategy", SettingType.TEXT, "How more computation makes a better answer; 'none' for a single answer.")
		.off(ScalingTable.NONE);

	/** How many answers. */
	public static final Setting<Integer> NUM_CANDIDATES = Setting
		.of("num-candidates", SettingType.INTEGER, "Number of answers to choose from, the budget of a search.")
		.standard(8)
		.alias("num_samples", "num_beams", "num_generations", "num_particles", "attempts", "budget", "simulations");

	/** What judges answers. */
	public static final Setting<String> VERIFIER = Setting.of("verifier", SettingType.TEXT,
			"What judges answers: the name of a built-in verifier or a bean; the only bean there is when not set.");

	/** How the scores of steps become one. */
	public static final Setting<String> STEP_AGGREGATION = Setting
		.of("step-aggregation", SettingType.TEXT,
				"How the scores of the steps of an answer become one: 'last', 'min', 'product' or 'mean'.")
		.standard("last");

	/** What ends a step. */
	public static final Setting<String> STEP_DELIMITER = Setting
		.of("step-delimiter", SettingType.TEXT, "Text that ends a step of an answer; a line feed when not set.")
		.standard("\n");

	/** How answers are found. */
	public static final Setting<String> ANSWER = Setting.of("answer", SettingType.TEXT,
			"What of a text is compared with others: 'standard', 'last-number', 'boxed', 'regex:' or 'json:' with a "
					+ "pattern or a pointer behind it, or the name of a bean.")
		.standard("standard");

	/** How many tokens a search may make. */
	public static final Setting<Integer> MAX_TOTAL_TOKENS = Setting.of("max-total-tokens", SettingType.INTEGER,
			"Most tokens of all answers together, behind which the best so far is the answer.");

	/** How long a search may take. */
	public static final Setting<Double> MAX_SECONDS = Setting.of("max-seconds", SettingType.NUMBER,
			"Most seconds of a search, behind which the best so far is the answer.");

	/** Whether the tree is told. */
	public static final Setting<Boolean> TRACE_IN_METADATA = Setting
		.of("trace-in-metadata", SettingType.FLAG, "Whether a response tells the whole tree of the search.")
		.off(false);

	/** Number of continuations of each step that a search follows. */
	public static final Setting<Integer> BEAM_WIDTH = Setting.of("beam-width", SettingType.INTEGER,
			"Number of continuations of each step that a search follows; the square root of the candidates when not set.");

	/** Most steps of an answer that a search looks at. */
	public static final Setting<Integer> MAX_ROUNDS = Setting
		.of("max-rounds", SettingType.INTEGER,
				"Most steps of an answer that a search looks at; behind them it goes on unseen.")
		.standard(40);

	/** Number of steps that lookahead search tries out before it judges. */
	public static final Setting<Integer> LOOKAHEAD_STEPS = Setting
		.of("lookahead.steps", SettingType.INTEGER, "Number of steps that lookahead search tries out before it judges.")
		.standard(1)
		.alias("lookahead");

	/**
	 * What weighs a particle: 'absolute' for its score, 'incremental' for what a step
	 * changed of it.
	 */
	public static final Setting<String> PARTICLES_WEIGHTS = Setting
		.of("particles.weights", SettingType.TEXT,
				"What weighs a particle: 'absolute' for its score, 'incremental' for what a step changed of it.")
		.standard("absolute");

	/** How particles are drawn anew: 'multinomial' or 'systematic'. */
	public static final Setting<String> PARTICLES_RESAMPLING = Setting
		.of("particles.resampling", SettingType.TEXT, "How particles are drawn anew: 'multinomial' or 'systematic'.")
		.standard("multinomial");

	/**
	 * Share of the particles below which their effective number has to fall before they
	 * are drawn anew.
	 */
	public static final Setting<Double> PARTICLES_ESS_THRESHOLD = Setting
		.of("particles.ess-threshold", SettingType.NUMBER,
				"Share of the particles below which their effective number has to fall before they are drawn anew.")
		.standard(1.0);

	/**
	 * Particle that is the answer: 'argmax' for the best, 'sample' for one drawn by
	 * weight.
	 */
	public static final Setting<String> PARTICLES_SELECTION = Setting
		.of("particles.selection", SettingType.TEXT,
				"Particle that is the answer: 'argmax' for the best, 'sample' for one drawn by weight.")
		.standard("argmax");

	/** Number of sweeps of particle Gibbs, which divide the candidates among them. */
	public static final Setting<Integer> PARTICLES_ITERATIONS = Setting
		.of("particles.iterations", SettingType.INTEGER,
				"Number of sweeps of particle Gibbs, which divide the candidates among them.")
		.standard(4)
		.alias("num_iterations");

	/** Power of the rank that weighs a vote. */
	public static final Setting<Double> SELF_CERTAINTY_POWER = Setting
		.of("self-certainty.power", SettingType.NUMBER, "Power of the rank that weighs a vote; 0 for a plain majority.")
		.standard(0.5);

	/** How sure the majority has to be before sampling stops. */
	public static final Setting<Double> ADAPTIVE_CONSISTENCY_THRESHOLD = Setting
		.of("adaptive-consistency.threshold", SettingType.NUMBER,
				"How sure the majority has to be before sampling stops.")
		.standard(0.95);

	/** Number of answers that have to agree before sampling stops. */
	public static final Setting<Integer> EARLY_STOPPING_WINDOW = Setting
		.of("early-stopping-consistency.window", SettingType.INTEGER,
				"Number of answers that have to agree before sampling stops.")
		.standard(5);

	/** Number of steps that a tree search draws behind a text. */
	public static final Setting<Integer> MCTS_EXPANSIONS = Setting
		.of("mcts.expansions", SettingType.INTEGER, "Number of steps that a tree search draws behind a text.")
		.standard(4);

	/** How much a tree search explores. */
	public static final Setting<Double> MCTS_EXPLORATION_WEIGHT = Setting
		.of("mcts.exploration-weight", SettingType.NUMBER, "How much a tree search explores.")
		.standard(1.0);

	/**
	 * What is judged in a tree search: 'step' for the text so far, 'rollout' for a whole
	 * answer behind it.
	 */
	public static final Setting<String> MCTS_EVALUATION = Setting
		.of("mcts.evaluation", SettingType.TEXT,
				"What is judged in a tree search: 'step' for the text so far, 'rollout' for a whole answer behind it.")
		.standard("step");

	/** What a text is worth in a tree search: the 'mean' or the 'max' of what follows. */
	public static final Setting<String> MCTS_BACKUP = Setting
		.of("mcts.backup", SettingType.TEXT,
				"What a text is worth in a tree search: the 'mean' or the 'max' of what follows.")
		.standard("mean");

	/** How a tree search chooses its answer: by 'visits', 'value' or 'vote'. */
	public static final Setting<String> MCTS_CHOICE = Setting
		.of("mcts.choice", SettingType.TEXT, "How a tree search chooses its answer: by 'visits', 'value' or 'vote'.")
		.standard("vote");

	/** Least rounds of RAIN before it commits to tokens. */
	public static final Setting<Integer> RAIN_MIN_ROUNDS = Setting
		.of("rain.min-rounds", SettingType.INTEGER, "Least rounds of RAIN before it commits to tokens.")
		.standard(6);

	/** Most rounds of RAIN before it commits to tokens. */
	public static final Setting<Integer> RAIN_MAX_ROUNDS = Setting
		.of("rain.max-rounds", SettingType.INTEGER, "Most rounds of RAIN before it commits to tokens.")
		.standard(50);

	/** Value from -1 to 1 from which on RAIN commits to tokens. */
	public static final Setting<Double> RAIN_VALUE_THRESHOLD = Setting
		.of("rain.value-threshold", SettingType.NUMBER, "Value from -1 to 1 from which on RAIN commits to tokens.")
		.standard(0.8);

	/** How much RAIN explores. */
	public static final Setting<Double> RAIN_EXPLORATION_WEIGHT = Setting
		.of("rain.exploration-weight", SettingType.NUMBER, "How much RAIN explores.")
		.standard(2.0);

	/** Number of ways on that RAIN tries at a time. */
	public static final Setting<Integer> RAIN_CANDIDATES = Setting
		.of("rain.candidates", SettingType.INTEGER, "Number of ways on that RAIN tries at a time.")
		.standard(10);

	/** Whether a judgement counts as yes or no instead of by its probability. */
	public static final Setting<Boolean> RAIN_HARD_VOTES = Setting
		.of("rain.hard-votes", SettingType.FLAG,
				"Whether a judgement counts as yes or no instead of by its probability.")
		.standard(false);

	/**
	 * Whether values count from 0 to 1 where RAIN chooses, as in its reference
	 * implementation.
	 */
	public static final Setting<Boolean> RAIN_NORMALIZE_VALUES = Setting
		.of("rain.normalize-values", SettingType.FLAG,
				"Whether values count from 0 to 1 where RAIN chooses, as in its reference implementation.")
		.standard(false);

	/** Whether RAIN keeps what it knows of the tokens it commits to. */
	public static final Setting<Boolean> RAIN_REUSE_SUBTREE = Setting
		.of("rain.reuse-subtree", SettingType.FLAG, "Whether RAIN keeps what it knows of the tokens it commits to.")
		.standard(true);

	/** Number of answers that adaptive consistency draws at a time. */
	public static final Setting<Integer> ADAPTIVE_CONSISTENCY_ROUND_SIZE = Setting
		.of("adaptive-consistency.round-size", SettingType.INTEGER,
				"Number of answers that adaptive consistency draws at a time.")
		.standard(1);

	/**
	 * Confidence in an answer: 'mean', 'tail', 'bottom' or 'min' of its windows of
	 * tokens.
	 */
	public static final Setting<String> DEEP_CONF_MEASURE = Setting
		.of("deep-conf.measure", SettingType.TEXT,
				"Confidence in an answer: 'mean', 'tail', 'bottom' or 'min' of its windows of tokens.")
		.standard("min");

	/** Number of tokens of a window that confidence is averaged over. */
	public static final Setting<Integer> DEEP_CONF_WINDOW = Setting
		.of("deep-conf.window", SettingType.INTEGER, "Number of tokens of a window that confidence is averaged over.")
		.standard(2048);

	/** Number of likely tokens that confidence in a token is taken from. */
	public static final Setting<Integer> DEEP_CONF_TOP_K = Setting
		.of("deep-conf.top-k", SettingType.INTEGER, "Number of likely tokens that confidence in a token is taken from.")
		.standard(20);

	/** Share of the most confident answers that vote. */
	public static final Setting<Double> DEEP_CONF_ETA = Setting
		.of("deep-conf.eta", SettingType.NUMBER, "Share of the most confident answers that vote.")
		.standard(0.9);

	/** Number of answers that tell how confident others have to be. */
	public static final Setting<Integer> DEEP_CONF_WARM_UP = Setting
		.of("deep-conf.warm-up", SettingType.INTEGER, "Number of answers that tell how confident others have to be.")
		.standard(4);

	/** Number of answers that are drawn at a time behind those. */
	public static final Setting<Integer> DEEP_CONF_ROUND_SIZE = Setting
		.of("deep-conf.round-size", SettingType.INTEGER, "Number of answers that are drawn at a time behind those.")
		.standard(4);

	/** Share of the votes for one answer at which sampling stops. */
	public static final Setting<Double> DEEP_CONF_CONSENSUS = Setting
		.of("deep-conf.consensus", SettingType.NUMBER, "Share of the votes for one answer at which sampling stops.")
		.standard(0.95);

	/** How alike two texts are: 'chrf' by their characters, 'answer' by their answers. */
	public static final Setting<String> MINIMUM_BAYES_RISK_UTILITY = Setting
		.of("minimum-bayes-risk.utility", SettingType.TEXT,
				"How alike two texts are: 'chrf' by their characters, 'answer' by their answers.")
		.standard("chrf");

	/**
	 * Name of the model, of those of 'decoding.models', that judges as a reward model.
	 */
	public static final Setting<String> REWARD_MODEL_MODEL = Setting.of("reward-model.model", SettingType.TEXT,
			"Name of the model, of those of 'decoding.models', that judges as a reward model.");

	/** Token by which a reward model says that a step is right. */
	public static final Setting<String> REWARD_MODEL_GOOD = Setting
		.of("reward-model.good", SettingType.TEXT, "Token by which a reward model says that a step is right.")
		.standard("+");

	/** Token by which a reward model says that a step is wrong. */
	public static final Setting<String> REWARD_MODEL_BAD = Setting
		.of("reward-model.bad", SettingType.TEXT, "Token by which a reward model says that a step is wrong.")
		.standard("-");

	/** Whether self-evaluation counts yes or no instead of how likely each is. */
	public static final Setting<Boolean> SELF_EVALUATION_HARD_VOTES = Setting
		.of("self-evaluation.hard-votes", SettingType.FLAG,
				"Whether self-evaluation counts yes or no instead of how likely each is.")
		.standard(false);

	/** Power of the model's probability that a Markov chain draws from. */
	public static final Setting<Double> CHAIN_ALPHA = Setting
		.of("chain.alpha", SettingType.NUMBER, "Power of the model's probability that a Markov chain draws from.")
		.standard(4.0);

	/** How little the verifier counts where a Markov chain draws by reward. */
	public static final Setting<Double> CHAIN_BETA = Setting
		.of("chain.beta", SettingType.NUMBER,
				"How little the verifier counts where a Markov chain draws by reward; above 0.")
		.standard(0.1);

	/** Temperature of proposals. */
	public static final Setting<Double> CHAIN_TEMPERATURE = Setting.of("chain.temperature", SettingType.NUMBER,
			"Temperature of proposals; one divided by the power when not set.");

	/** Number of blocks that the longest possible answer is divided into. */
	public static final Setting<Integer> CHAIN_BLOCKS = Setting
		.of("chain.blocks", SettingType.INTEGER, "Number of blocks that the longest possible answer is divided into.")
		.standard(16);

	/** Number of proposals behind each block. */
	public static final Setting<Integer> CHAIN_STEPS = Setting
		.of("chain.steps", SettingType.INTEGER, "Number of proposals behind each block.")
		.standard(10);

	/** Answer that Markov chains give. */
	public static final Setting<String> CHAIN_CHOICE = Setting.of("chain.choice", SettingType.TEXT,
			"Answer that Markov chains give: 'last' for the last state of the first, 'majority' for a vote of all states of all, 'verifier' for the one it likes best.")
		.standard("last");

	/**
	 * Number of chains of revisions side by side, which divide the candidates among them.
	 */
	public static final Setting<Integer> REVISIONS_CHAINS = Setting
		.of("revisions.chains", SettingType.INTEGER,
				"Number of chains of revisions side by side, which divide the candidates among them.")
		.standard(1);

	/** Number of earlier attempts that a revision sees. */
	public static final Setting<Integer> REVISIONS_WINDOW = Setting
		.of("revisions.window", SettingType.INTEGER, "Number of earlier attempts that a revision sees.")
		.standard(4);

	/** What asks for another attempt. */
	public static final Setting<String> REVISIONS_REQUEST = Setting
		.of("revisions.request", SettingType.TEXT, "What asks for another attempt.")
		.standard("Revise.");

	/** How sure a verifier has to be. */
	public static final Setting<Double> POST_VERIFICATION_THRESHOLD = Setting
		.of("post-verification.threshold", SettingType.NUMBER,
				"Score from which on the first answer is taken without another look.")
		.standard(0.8);

	/** Which model answers where no answer passes. */
	public static final Setting<String> POST_VERIFICATION_FALLBACK = Setting.of("post-verification.fallback",
			SettingType.TEXT, "Name of the model, of those of 'decoding.models', that answers if no answer passes.");

	/** What tells which strategy a difficulty and a budget are worth. */
	public static final Setting<String> COMPUTE_OPTIMAL_POLICY = Setting
		.of("compute-optimal.policy", SettingType.TEXT,
				"Location of the table that tells which strategy a difficulty and a budget are worth.")
		.standard(PolicyFile.STANDARD);

	/** How many answers tell the difficulty. */
	public static final Setting<Integer> COMPUTE_OPTIMAL_PROBES = Setting
		.of("compute-optimal.probes", SettingType.INTEGER,
				"Number of answers that tell the difficulty, which are part of the candidates.")
		.standard(4);

	/** How the difficulty is guessed. */
	public static final Setting<String> COMPUTE_OPTIMAL_DIFFICULTY = Setting
		.of("compute-optimal.difficulty", SettingType.TEXT,
				"How the difficulty is guessed: by the mean 'score' of the first answers, or by their 'agreement'.")
		.standard("score");

	/** Those that any strategy reads. */
	static final List<Setting<?>> OF_ANY = List.of(STRATEGY, NUM_CANDIDATES, VERIFIER, STEP_AGGREGATION, STEP_DELIMITER,
			ANSWER, MAX_TOTAL_TOKENS, MAX_SECONDS, TRACE_IN_METADATA);

	private static final List<Setting<?>> ALL = Stream
		.concat(OF_ANY.stream(), Stream.of(BEAM_WIDTH, MAX_ROUNDS, LOOKAHEAD_STEPS, PARTICLES_WEIGHTS,
				PARTICLES_RESAMPLING, PARTICLES_ESS_THRESHOLD, PARTICLES_SELECTION, PARTICLES_ITERATIONS,
				SELF_CERTAINTY_POWER, ADAPTIVE_CONSISTENCY_THRESHOLD, EARLY_STOPPING_WINDOW, MCTS_EXPANSIONS,
				MCTS_EXPLORATION_WEIGHT, MCTS_EVALUATION, MCTS_BACKUP, MCTS_CHOICE, RAIN_MIN_ROUNDS, RAIN_MAX_ROUNDS,
				RAIN_VALUE_THRESHOLD, RAIN_EXPLORATION_WEIGHT, RAIN_CANDIDATES, RAIN_HARD_VOTES, RAIN_NORMALIZE_VALUES,
				RAIN_REUSE_SUBTREE, ADAPTIVE_CONSISTENCY_ROUND_SIZE, DEEP_CONF_MEASURE, DEEP_CONF_WINDOW,
				DEEP_CONF_TOP_K, DEEP_CONF_ETA, DEEP_CONF_WARM_UP, DEEP_CONF_ROUND_SIZE, DEEP_CONF_CONSENSUS,
				MINIMUM_BAYES_RISK_UTILITY, REWARD_MODEL_MODEL, REWARD_MODEL_GOOD, REWARD_MODEL_BAD,
				SELF_EVALUATION_HARD_VOTES, CHAIN_ALPHA, CHAIN_BETA, CHAIN_TEMPERATURE, CHAIN_BLOCKS, CHAIN_STEPS,
				CHAIN_CHOICE, REVISIONS_CHAINS, REVISIONS_WINDOW, REVISIONS_REQUEST, POST_VERIFICATION_THRESHOLD,
				POST_VERIFICATION_FALLBACK, COMPUTE_OPTIMAL_POLICY, COMPUTE_OPTIMAL_PROBES, COMPUTE_OPTIMAL_DIFFICULTY))
		.<Setting<?>>map((setting) -> setting)
		.toList();

	private ScalingParameters() {
	}

	/**
	 * Return all settings.
	 * @return the settings, in the order of the documentation
	 */
	public static List<Setting<?>> all() {
		return ALL;
	}

	/**
	 * Find a setting by any form of its name.
	 * @param name the name, in camel, kebab or snake case
	 * @return the setting, if there is one of that name
	 */
	public static Optional<Setting<?>> find(String name) {
		return ALL.stream().filter((setting) -> setting.isNamed(name)).findFirst();
	}

}
