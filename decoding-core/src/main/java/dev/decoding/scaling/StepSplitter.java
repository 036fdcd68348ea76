package dev.decoding.scaling;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * Divides answers into steps: each ends with a delimiter, which belongs to it, the last
 * one with the answer.
 *
 * @param delimiter the delimiter, such as a line feed, not empty
 */
public record StepSplitter(String delimiter) {

	/** A step is a line. */
	public static final StepSplitter LINES = new StepSplitter("\n");

	public StepSplitter {
		if (delimiter.isEmpty()) {
			throw new IllegalArgumentException("'delimiter' is empty; name what ends a step, such as a line feed");
		}
	}

	/**
	 * Pause behind a step.
	 * @return the pause
	 */
	public Pause pause() {
		return Pause.after(this.delimiter);
	}

	/**
	 * Find the steps of a path.
	 * @param path the path
	 * @return the complete steps, in order; all that is behind the last delimiter is one
	 * if the path has ended
	 */
	public List<Step> split(Path path) {
		String text = path.decoded();
		List<Step> steps = new ArrayList<>();
		int from = 0;
		for (int at = text.indexOf(this.delimiter); at >= 0; at = text.indexOf(this.delimiter, from)) {
			int end = at + this.delimiter.length();
			steps.add(new Step(text.substring(from, end), path.tokensUpTo(end)));
			from = end;
		}
		if (path.isFinished() && from < text.length()) {
			steps.add(new Step(text.substring(from), path.tokensUpTo(text.length())));
		}
		return steps;
	}

	/**
	 * A step.
	 *
	 * @param text its text with the delimiter
	 * @param tokens how many generated tokens the path has up to its end
	 */
	public record Step(String text, int tokens) {
	}

}
