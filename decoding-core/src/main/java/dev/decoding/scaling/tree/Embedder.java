package dev.decoding.scaling.tree;

import java.util.List;
import java.util.function.Function;

import dev.decoding.scaling.Judging;
import dev.decoding.search.Path;

/**
 * Turns texts into vectors that point the same way where the texts mean the same.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface Embedder {

	/**
	 * Embed the ends of a text.
	 * @param judging the models that can be asked
	 * @param path the text
	 * @param starts how many generated tokens are before each end, less each time; each
	 * end has at least one token
	 * @return the vector of each end, <code>[size]</code>, in the same order; how long it
	 * is makes no difference
	 */
	List<float[]> embed(Judging judging, Path path, List<Integer> starts);

	/**
	 * Embed by the text alone, such as with a sentence encoder.
	 * @param encoder from a text to its vector
	 * @return the embedder
	 */
	static Embedder ofText(Function<String, float[]> encoder) {
		return (judging, path, starts) -> starts.stream()
			.map((start) -> encoder.apply(path.decoded().substring(path.take(start).decoded().length())))
			.toList();
	}

}
