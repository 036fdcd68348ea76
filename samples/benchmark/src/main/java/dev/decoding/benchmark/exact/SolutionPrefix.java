package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a solution, as far as it can be read, by whole lines.
 *
 * @param problem the problem
 * @param steps the steps, each with the operation that the problem has in its place
 * @param answer the answer, if it is given
 * @param legible whether all whole lines are steps and an answer in their places
 */
public record SolutionPrefix(ChainProblem problem, List<ChainStep> steps, OptionalInt answer, boolean legible) {

	private static final Pattern STEP = Pattern.compile("\\S\\d (-?\\d{1,3}) (\\d{1,2})");

	private static final Pattern UNFINISHED = Pattern.compile("(\\S(\\d( -?\\d{0,3} ?)?)?)?|A[a-z]*:?\\s?");

	public SolutionPrefix {
		steps = List.copyOf(steps);
	}

	/**
	 * Read the beginning of a solution.
	 * @param problem the problem
	 * @param text lines with a line feed between any two, maybe one behind the last; a
	 * last line that is only begun is left out
	 * @return what the lines say
	 */
	public static SolutionPrefix parse(ChainProblem problem, String text) {
		List<ChainStep> steps = new ArrayList<>();
		String[] lines = text.split("\n", -1);
		int count = lines.length - ((UNFINISHED.matcher(lines[lines.length - 1]).matches()) ? 1 : 0);
		for (int i = 0; i < count; i++) {
			String line = lines[i];
			if (steps.size() == problem.terms().size()) {
				OptionalInt answer = answer(line);
				return new SolutionPrefix(problem, steps, answer, answer.isPresent() && i == count - 1);
			}
			ChainStep step = step(problem.terms().get(steps.size()), line);
			if (step == null) {
				return new SolutionPrefix(problem, steps, OptionalInt.empty(), false);
			}
			steps.add(step);
		}
		return new SolutionPrefix(problem, steps, OptionalInt.empty(), true);
	}

	private static @Nullable ChainStep step(Term term, String line) {
		Matcher matcher = STEP.matcher(line);
		if (!matcher.matches() || Integer.parseInt(matcher.group(2)) >= Operation.MODULUS) {
			return null;
		}
		ChainStep step = new ChainStep(term, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
		return step.toString().equals(line) ? step : null;
	}

	private static OptionalInt answer(String line) {
		String number = line.startsWith(ChainSolution.ANSWER) ? line.substring(ChainSolution.ANSWER.length()) : "";
		return number.matches("\\d{1,2}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
	}

	/**
	 * Return whether all lines are those of the right solution.
	 * @return whether they are, as {@link dev.decoding.arithmetic.chain.ChainVerifier}
	 * has it
	 */
	public boolean isRight() {
		int value = this.problem.start();
		for (ChainStep step : this.steps) {
			if (!step.equals(step.term().from(value))) {
				return false;
			}
			value = step.result();
		}
		return this.legible && (this.answer.isEmpty() || this.answer.getAsInt() == value);
	}

	/**
	 * Return a hash of the problem and these lines that is the same on every JDK.
	 */
	long hash() {
		long hash = Hashes.of(this.problem);
		for (ChainStep step : this.steps) {
			hash = Hashes.of(hash, Hashes.of(step));
		}
		return Hashes.of(hash, this.legible ? this.answer.orElse(-1) : -2);
	}

}
