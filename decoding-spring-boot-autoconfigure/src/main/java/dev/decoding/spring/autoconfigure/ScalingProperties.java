package dev.decoding.spring.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.scaling.settings.ScalingParameters;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How more computation makes a better answer. Each component is the setting of its name.
 *
 * @param strategy How more computation makes a better answer; 'none' for a single answer.
 * @param numCandidates Number of answers to choose from, the budget of a search.
 * @param verifier What judges answers: the name of a built-in verifier or a bean; the
 * only bean there is when not set.
 * @param stepAggregation How the scores of the steps of an answer become one: 'last',
 * 'min', 'product' or 'mean'.
 * @param stepDelimiter Text that ends a step of an answer; a line feed when not set.
 * @param answer What of a text is compared with others: 'standard', 'last-number',
 * 'boxed', 'regex:' or 'json:' with a pattern or a pointer behind it, or the name of a
 * bean.
 * @param maxTotalTokens Most tokens of all answers together, behind which the best so far
 * is the answer.
 * @param maxSeconds Most seconds of a search, behind which the best so far is the answer.
 * @param traceInMetadata Whether a response tells the whole tree of the search.
 * @param beamWidth Number of continuations of each step that a search follows; the square
 * root of the candidates when not set.
 * @param maxRounds Most steps of an answer that a search looks at; behind them it goes on
 * unseen.
 * @param lookahead Lookahead search.
 * @param particles Particle filtering and particle Gibbs.
 * @param selfCertainty Votes by self-certainty.
 * @param adaptiveConsistency Adaptive consistency.
 * @param earlyStoppingConsistency Early-stopping self-consistency.
 * @param mcts Monte Carlo tree search.
 * @param rain RAIN.
 * @param deepConf DeepConf.
 * @param minimumBayesRisk Minimum Bayes risk.
 * @param rewardModel Reward model.
 * @param selfEvaluation Self-evaluation.
 * @param chain Markov chains.
 * @param revisions Revisions.
 * @param postVerification Post-verification.
 * @param computeOptimal The compute-optimal policy.
 */
public record ScalingProperties(@Nullable String strategy, @Nullable Integer numCandidates, @Nullable String verifier,
		@Nullable String stepAggregation, @Nullable String stepDelimiter, @Nullable String answer,
		@Nullable Integer maxTotalTokens, @Nullable Double maxSeconds, @Nullable Boolean traceInMetadata,
		@Nullable Integer beamWidth, @Nullable Integer maxRounds, @DefaultValue Lookahead lookahead,
		@DefaultValue Particles particles, @DefaultValue SelfCertainty selfCertainty,
		@DefaultValue AdaptiveConsistency adaptiveConsistency,
		@DefaultValue EarlyStoppingConsistency earlyStoppingConsistency, @DefaultValue Mcts mcts,
		@DefaultValue Rain rain, @DefaultValue DeepConf deepConf, @DefaultValue MinimumBayesRisk minimumBayesRisk,
		@DefaultValue RewardModel rewardModel, @DefaultValue SelfEvaluation selfEvaluation, @DefaultValue Chain chain,
		@DefaultValue Revisions revisions, @DefaultValue PostVerification postVerification,
		@DefaultValue ComputeOptimal computeOptimal) {

	/**
	 * Return what is set.
	 * @return the settings
	 */
	BlockSettings toSettings() {
		return SettingsOfRecord.read(this, BlockSettings.builder(), ScalingParameters::find, Set.of()).build();
	}

	/**
	 * Lookahead search.
	 *
	 * @param steps Number of steps that lookahead search tries out before it judges.
	 */
	public record Lookahead(@Nullable Integer steps) {

	}

	/**
	 * Particle filtering and particle Gibbs.
	 *
	 * @param weights What weighs a particle: 'absolute' for its score, 'incremental' for
	 * what a step changed of it.
	 * @param resampling How particles are drawn anew: 'multinomial' or 'systematic'.
	 * @param essThreshold Share of the particles below which their effective number has
	 * to fall before they are drawn anew.
	 * @param selection Particle that is the answer: 'argmax' for the best, 'sample' for
	 * one drawn by weight.
	 * @param iterations Number of sweeps of particle Gibbs, which divide the candidates
	 * among them.
	 */
	public record Particles(@Nullable String weights, @Nullable String resampling, @Nullable Double essThreshold,
			@Nullable String selection, @Nullable Integer iterations) {

	}

	/**
	 * Votes by self-certainty.
	 *
	 * @param power Power of the rank that weighs a vote; 0 for a plain majority.
	 */
	public record SelfCertainty(@Nullable Double power) {

	}

	/**
	 * Adaptive consistency.
	 *
	 * @param threshold How sure the majority has to be before sampling stops.
	 * @param roundSize Number of answers that adaptive consistency draws at a time.
	 */
	public record AdaptiveConsistency(@Nullable Double threshold, @Nullable Integer roundSize) {

	}

	/**
	 * Early-stopping self-consistency.
	 *
	 * @param window Number of answers that have to agree before sampling stops.
	 */
	public record EarlyStoppingConsistency(@Nullable Integer window) {

	}

	/**
	 * Monte Carlo tree search.
	 *
	 * @param expansions Number of steps that a tree search draws behind a text.
	 * @param explorationWeight How much a tree search explores.
	 * @param evaluation What is judged in a tree search: 'step' for the text so far,
	 * 'rollout' for a whole answer behind it.
	 * @param backup What a text is worth in a tree search: the 'mean' or the 'max' of
	 * what follows.
	 * @param choice How a tree search chooses its answer: by 'visits', 'value' or 'vote'.
	 */
	public record Mcts(@Nullable Integer expansions, @Nullable Double explorationWeight, @Nullable String evaluation,
			@Nullable String backup, @Nullable String choice) {

	}

	/**
	 * RAIN.
	 *
	 * @param minRounds Least rounds of RAIN before it commits to tokens.
	 * @param maxRounds Most rounds of RAIN before it commits to tokens.
	 * @param valueThreshold Value from -1 to 1 from which on RAIN commits to tokens.
	 * @param explorationWeight How much RAIN explores.
	 * @param candidates Number of ways on that RAIN tries at a time.
	 * @param hardVotes Whether a judgement counts as yes or no instead of by its
	 * probability.
	 * @param normalizeValues Whether values count from 0 to 1 where RAIN chooses, as in
	 * its reference implementation.
	 * @param reuseSubtree Whether RAIN keeps what it knows of the tokens it commits to.
	 */
	public record Rain(@Nullable Integer minRounds, @Nullable Integer maxRounds, @Nullable Double valueThreshold,
			@Nullable Double explorationWeight, @Nullable Integer candidates, @Nullable Boolean hardVotes,
			@Nullable Boolean normalizeValues, @Nullable Boolean reuseSubtree) {

	}

	/**
	 * DeepConf.
	 *
	 * @param measure Confidence in an answer: 'mean', 'tail', 'bottom' or 'min' of its
	 * windows of tokens.
	 * @param window Number of tokens of a window that confidence is averaged over.
	 * @param topK Number of likely tokens that confidence in a token is taken from.
	 * @param eta Share of the most confident answers that vote.
	 * @param warmUp Number of answers that tell how confident others have to be.
	 * @param roundSize Number of answers that are drawn at a time behind those.
	 * @param consensus Share of the votes for one answer at which sampling stops.
	 */
	public record DeepConf(@Nullable String measure, @Nullable Integer window, @Nullable Integer topK,
			@Nullable Double eta, @Nullable Integer warmUp, @Nullable Integer roundSize, @Nullable Double consensus) {

	}

	/**
	 * Minimum Bayes risk.
	 *
	 * @param utility How alike two texts are: 'chrf' by their characters, 'answer' by
	 * their answers.
	 */
	public record MinimumBayesRisk(@Nullable String utility) {

	}

	/**
	 * Reward model.
	 *
	 * @param model Name of the model, of those of 'decoding.models', that judges as a
	 * reward model.
	 * @param good Token by which a reward model says that a step is right.
	 * @param bad Token by which a reward model says that a step is wrong.
	 */
	public record RewardModel(@Nullable String model, @Nullable String good, @Nullable String bad) {

	}

	/**
	 * Self-evaluation.
	 *
	 * @param hardVotes Whether self-evaluation counts yes or no instead of how likely
	 * each is.
	 */
	public record SelfEvaluation(@Nullable Boolean hardVotes) {

	}

	/**
	 * Markov chains.
	 *
	 * @param alpha Power of the model's probability that a Markov chain draws from.
	 * @param beta How little the verifier counts where a Markov chain draws by reward;
	 * above 0.
	 * @param temperature Temperature of proposals; one divided by the power when not set.
	 * @param blocks Number of blocks that the longest possible answer is divided into.
	 * @param steps Number of proposals behind each block.
	 * @param choice Answer that Markov chains give: 'last' for the last state of the
	 * first, 'majority' for a vote of all states of all, 'verifier' for the one it likes
	 * best.
	 */
	public record Chain(@Nullable Double alpha, @Nullable Double beta, @Nullable Double temperature,
			@Nullable Integer blocks, @Nullable Integer steps, @Nullable String choice) {

	}

	/**
	 * Revisions.
	 *
	 * @param chains Number of chains of revisions side by side, which divide the
	 * candidates among them.
	 * @param window Number of earlier attempts that a revision sees.
	 * @param request What asks for another attempt.
	 */
	public record Revisions(@Nullable Integer chains, @Nullable Integer window, @Nullable String request) {

	}

	/**
	 * Post-verification.
	 *
	 * @param threshold Score from which on the first answer is taken without another
	 * look.
	 * @param fallback Name of the model, of those of 'decoding.models', that answers if
	 * no answer passes.
	 */
	public record PostVerification(@Nullable Double threshold, @Nullable String fallback) {

	}

	/**
	 * The compute-optimal policy.
	 *
	 * @param policy Location of the table that tells which strategy a difficulty and a
	 * budget are worth.
	 * @param probes Number of answers that tell the difficulty, which are part of the
	 * candidates.
	 * @param difficulty How the difficulty is guessed: by the mean 'score' of the first
	 * answers, or by their 'agreement'.
	 */
	public record ComputeOptimal(@Nullable String policy, @Nullable Integer probes, @Nullable String difficulty) {

	}

}
