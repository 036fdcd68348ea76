package dev.decoding.scaling.settings;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.verifier.LikelihoodVerifier;
import dev.decoding.scaling.verifier.RewardModelVerifier;
import dev.decoding.scaling.verifier.RewardPrompt;
import dev.decoding.scaling.verifier.SelfCertaintyVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier.Counting;
import dev.decoding.scaling.verifier.SelfQuestion;

/**
 * What judges answers, by name.
 */
final class Verifiers {

	private static final String SELF_EVALUATION = "self-evaluation";

	private static final String LIKELIHOOD = "likelihood";

	private static final String SELF_CERTAINTY = "self-certainty";

	private static final String REWARD_MODEL = "reward-model";

	private static final String REWARD_HEAD = "reward-head";

	private Verifiers() {
	}

	/**
	 * Return the verifier that settings name, or the only one that the application has,
	 * or, if it has none, the reward head that comes with the model.
	 * @throws IllegalArgumentException if there is no such verifier, or none is named and
	 * there is not just one
	 */
	static Verifier of(BlockSettings settings, ScalingContext context) {
		@Nullable String name = settings.get(ScalingParameters.VERIFIER);
		if (name == null) {
			if (context.verifiers().size() == 1) {
				return context.verifiers().values().iterator().next();
			}
			if (context.verifiers().isEmpty() && context.rewardHead() != null) {
				return context.rewardHead();
			}
			throw new IllegalArgumentException(
					"'%s' is missing; name one of %s".formatted(ScalingParameters.VERIFIER.name(), names(context)));
		}
		@Nullable Verifier own = context.verifiers().get(name);
		if (own != null) {
			return own;
		}
		if (name.equals(REWARD_HEAD) && context.rewardHead() != null) {
			return context.rewardHead();
		}
		return switch (name) {
			case SELF_EVALUATION -> selfEvaluation(settings, context);
			case LIKELIHOOD -> new LikelihoodVerifier();
			case SELF_CERTAINTY -> new SelfCertaintyVerifier();
			case REWARD_MODEL -> rewardModel(settings, context);
			default -> throw new IllegalArgumentException("'%s' is '%s' but must be one of %s"
				.formatted(ScalingParameters.VERIFIER.name(), name, names(context)));
		};
	}

	/**
	 * Return what {@link #of} does, or nothing if nothing is named and there is none.
	 */
	static @Nullable Verifier orNull(BlockSettings settings, ScalingContext context) {
		boolean none = context.verifiers().isEmpty() && context.rewardHead() == null;
		return (settings.get(ScalingParameters.VERIFIER) == null && none) ? null : of(settings, context);
	}

	private static Verifier selfEvaluation(BlockSettings settings, ScalingContext context) {
		boolean hard = settings.require(ScalingParameters.SELF_EVALUATION_HARD_VOTES);
		return new SelfEvaluationVerifier(SelfQuestion.RIGHT_SO_FAR, context.between(),
				hard ? Counting.VOTES : Counting.PROBABILITIES);
	}

	private static Verifier rewardModel(BlockSettings settings, ScalingContext context) {
		String model = settings.require(ScalingParameters.REWARD_MODEL_MODEL);
		return new RewardModelVerifier(context.model(ScalingParameters.REWARD_MODEL_MODEL.name(), model),
				RewardPrompt.MATH_SHEPHERD, settings.require(ScalingParameters.REWARD_MODEL_GOOD),
				settings.require(ScalingParameters.REWARD_MODEL_BAD));
	}

	private static TreeSet<String> names(ScalingContext context) {
		TreeSet<String> names = new TreeSet<>(List.of(SELF_EVALUATION, LIKELIHOOD, SELF_CERTAINTY, REWARD_MODEL));
		if (context.rewardHead() != null) {
			names.add(REWARD_HEAD);
		}
		names.addAll(context.verifiers().keySet());
		return names;
	}

}
