package dev.decoding.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.decoding.model.CausalLm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.revision.RevisionPrompt;
import dev.decoding.search.GenerationRequest;

/**
 * What tasks are solved with: a model and its judges.
 */
interface Setting {

	/**
	 * Return the model for a task.
	 * @param task the task
	 * @return the model
	 */
	CausalLm lm(Task task);

	/**
	 * Return the model for a task as one that finds nothing impossible.
	 * @param task the task
	 * @return the model
	 */
	CausalLm smoothLm(Task task);

	/**
	 * Ask for a solution.
	 * @param task the task
	 * @param seed the seed of the run; that of the request differs from task to task
	 * @return the request, which samples at temperature 1 and has room for any solution
	 * and no more
	 */
	GenerationRequest.Builder request(Task task, long seed);

	/**
	 * Return the process verifier.
	 * @param task the task
	 * @param seed the seed of the run
	 * @return what judges the beginnings of solutions of the task
	 */
	Verifier verifier(Task task, long seed);

	/**
	 * Return what asks for another try.
	 * @return what shows earlier tries
	 */
	RevisionPrompt revisionPrompt();

	/**
	 * Return the self-evaluations to rewind by.
	 * @param task the task
	 * @param seed the seed of the run
	 * @return each of another accuracy, or the only one there is
	 */
	List<Judge> judges(Task task, long seed);

	/**
	 * Return a weaker model with the same tokens.
	 * @return the model, empty if there is none
	 */
	Optional<CausalLm> amateur();

	/**
	 * Return how many tokens a solution has at most.
	 * @param task the task
	 * @return how many, with the one that ends it
	 */
	int longest(Task task);

	/**
	 * Return how many tokens a line of a solution has.
	 * @return about how many, with the line feed
	 */
	int lineLength();

	/**
	 * Return how likely one sample is right.
	 * @param task the task
	 * @return the probability, empty if it is not known
	 */
	OptionalDouble passProbability(Task task);

}
