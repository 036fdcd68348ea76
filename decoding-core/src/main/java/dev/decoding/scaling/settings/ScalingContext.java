package dev.decoding.scaling.settings;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.FeedbackSink;
import dev.decoding.search.AnswerFinder;

/**
 * What a search can be made of beside its settings: parts of the application, by their
 * names.
 *
 * @param model the model that answers
 * @param models other models, such as one that judges
 * @param verifiers what judges answers; one that has the name of a built-in one replaces
 * it
 * @param answers what finds answers in texts; one that has the name of a built-in one
 * replaces it
 * @param algorithms strategies; one that has the name of a built-in one replaces it
 * @param between what is put between two answers where the user says something: for a
 * conversation the end of an answer, the user's message and the beginning of an answer
 * @param rewardHead the reward head that comes with the model, or {@code null} for none
 * @param feedback is told of answers that a verifier refused
 */
public record ScalingContext(CausalLm model, Map<String, CausalLm> models, Map<String, Verifier> verifiers,
		Map<String, AnswerFinder> answers, Map<String, ScalingAlgorithm> algorithms, UnaryOperator<String> between,
		@Nullable Verifier rewardHead, FeedbackSink feedback) {

	public ScalingContext {
		models = Map.copyOf(models);
		verifiers = Map.copyOf(verifiers);
		answers = Map.copyOf(answers);
		algorithms = Map.copyOf(algorithms);
	}

	/**
	 * Return a context with nothing but a model.
	 * @param model the model that answers
	 * @return the context
	 */
	public static ScalingContext of(CausalLm model) {
		return new ScalingContext(model, Map.of(), Map.of(), Map.of(), Map.of(), UnaryOperator.identity(), null,
				FeedbackSink.NONE);
	}

	/**
	 * Return another model than the one that answers.
	 * @param parameter what names it
	 * @param name its name
	 * @return the model
	 * @throws IllegalArgumentException if there is none of that name
	 */
	CausalLm model(String parameter, String name) {
		CausalLm model = this.models.get(name);
		if (model == null) {
			throw new IllegalArgumentException(
					"'%s' is '%s' but must be the name of a model in 'decoding.models', which has %s".formatted(
							parameter, name, this.models.isEmpty() ? "none" : new TreeSet<>(this.models.keySet())));
		}
		return model;
	}

}
