package dev.decoding.scaling;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;

/**
 * Judges answers. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface Verifier {

	/**
	 * Judge answers to one prompt.
	 * @param judging the prompt, and the models that can be asked
	 * @param paths the answers, finished or not
	 * @return for each how likely it is right, or becomes right, from 0 to 1; votes are
	 * weighed by it, so a log-probability or a score below 0 would turn its effect round
	 */
	List<Double> score(Judging judging, List<Path> paths);

	/**
	 * Return the request that answers are to be drawn for: one that asks for statistics
	 * of tokens, if the verifier needs them. The user gets no more than before.
	 * @param request what the user wants
	 * @return the request, by default as it is
	 */
	default GenerationRequest prepare(GenerationRequest request) {
		return request;
	}

	/**
	 * Judge answers by their texts alone.
	 * @param rule takes the prompt without special tokens, and the answer; returns how
	 * likely it is right, from 0 to 1
	 * @return the verifier
	 */
	static Verifier ofText(ToDoubleBiFunction<String, String> rule) {
		return (judging, paths) -> {
			String prompt = judging.promptText();
			return paths.stream().map((path) -> rule.applyAsDouble(prompt, path.text())).toList();
		};
	}

}
