package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;
import org.jspecify.annotations.Nullable;

/**
 * The last try of a conversation, and how the next one follows it line by line.
 */
final class EarlierTry {

	private final ScriptedReviser reviser;

	private final List<ChainStep> steps;

	/** The line to repair, or -1. */
	private final int seenError;

	private final @Nullable LineRows[] lines;

	/**
	 * Look at a try.
	 * @param reviser how it is followed
	 * @param problem the problem
	 * @param steps its steps up to the first that is none of the problem
	 * @param firstTry the hash of the conversation's first try
	 */
	EarlierTry(ScriptedReviser reviser, ChainProblem problem, List<ChainStep> steps, long firstTry) {
		this.reviser = reviser;
		this.steps = List.copyOf(steps);
		this.lines = new LineRows[steps.size()];
		int error = firstError(problem, steps);
		boolean seen = error >= 0 && !reviser.isBlind(problem, firstTry, error, steps.get(error));
		this.seenError = seen ? error : -1;
	}

	private static int firstError(ChainProblem problem, List<ChainStep> steps) {
		int value = problem.start();
		for (int i = 0; i < steps.size(); i++) {
			ChainStep step = steps.get(i);
			if (!step.equals(problem.terms().get(i).from(value))) {
				return i;
			}
			value = step.result();
		}
		return -1;
	}

	/**
	 * Read the steps of a try.
	 * @param problem the problem
	 * @param tokens the conversation
	 * @param from the index of the first token of the try
	 * @param to the index behind its last
	 * @return the steps, up to the first that is none of the problem
	 */
	static List<ChainStep> read(ChainProblem problem, int[] tokens, int from, int to) {
		List<ChainStep> steps = new ArrayList<>();
		int at = from;
		while (at < to && tokens[at] == ChainVocabulary.LINE_FEED) {
			at++;
		}
		for (Term term : problem.terms()) {
			if (at + 3 >= to || tokens[at] != ChainVocabulary.term(term) || !ChainVocabulary.isNumber(tokens[at + 1])
					|| !ChainVocabulary.isResult(tokens[at + 2]) || tokens[at + 3] != ChainVocabulary.LINE_FEED) {
				return steps;
			}
			steps.add(new ChainStep(term, ChainVocabulary.number(tokens[at + 1]),
					ChainVocabulary.number(tokens[at + 2])));
			at += 4;
		}
		return steps;
	}

	/**
	 * Return a step of the try.
	 * @return the step, or {@code null} if the try has not so many
	 */
	@Nullable ChainStep step(int line) {
		return (line < this.steps.size()) ? this.steps.get(line) : null;
	}

	/**
	 * Return the distribution of a line, all before being repeated.
	 * @param line which line
	 * @param fresh its distribution without an earlier try
	 * @param value the value so far
	 * @param wrong whether a step was wrong
	 */
	LineRows lines(int line, LineDistribution fresh, int value, boolean wrong) {
		if (line >= this.lines.length) {
			return fresh;
		}
		LineRows rows = this.lines[line];
		if (rows == null) {
			rows = mix(line, fresh, value, wrong);
			this.lines[line] = rows;
		}
		return rows;
	}

	/**
	 * A line is a fresh one with a weight, or the earlier one with another. To write any
	 * line but the earlier one is to write a fresh one and take back how often it is the
	 * same.
	 */
	private LineRows mix(int line, LineDistribution fresh, int value, boolean wrong) {
		ChainStep step = this.steps.get(line);
		double same = CorpusProcess.probability(step, value, wrong);
		if (line == this.seenError) {
			double other = this.reviser.repair() / (1 - same);
			return new Mixed(fresh, step, other, 1 - this.reviser.repair() - other * same, value, wrong);
		}
		return new Mixed(fresh, step, this.reviser.doubt(), 1 - this.reviser.doubt(), value, wrong);
	}

	/**
	 * A fresh line or the earlier one.
	 */
	private static final class Mixed implements LineRows {

		private final LineDistribution fresh;

		private final ChainStep step;

		private final Row intermediates;

		private final Row results;

		Mixed(LineDistribution fresh, ChainStep step, double freshWeight, double stepWeight, int value, boolean wrong) {
			this.fresh = fresh;
			this.step = step;
			Map<Integer, Double> intermediates = fresh.intermediates().numbers();
			intermediates.replaceAll((intermediate, probability) -> freshWeight * probability);
			intermediates.merge(step.intermediate(), stepWeight, Double::sum);
			this.intermediates = Row.ofNumbers(intermediates);
			Map<Integer, Double> results = new TreeMap<>();
			for (int result = 0; result < Operation.MODULUS; result++) {
				ChainStep other = new ChainStep(step.term(), step.intermediate(), result);
				results.put(result, freshWeight * CorpusProcess.probability(other, value, wrong));
			}
			results.merge(step.result(), stepWeight, Double::sum);
			this.results = Row.ofNumbers(results);
		}

		@Override
		public Row intermediates() {
			return this.intermediates;
		}

		@Override
		public Row results(int intermediate) {
			return (intermediate == this.step.intermediate()) ? this.results : this.fresh.results(intermediate);
		}

	}

}
