package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.Term;
import org.jspecify.annotations.Nullable;

/**
 * At the beginning of a line of a solution.
 *
 * @param problem the problem
 * @param done how many steps are done
 * @param value the value so far
 * @param wrong whether a step was wrong
 * @param earlier the try before, as long as this one repeats it; {@code null} if there is
 * none
 */
record LineState(ChainProblem problem, int done, int value, boolean wrong,
		@Nullable EarlierTry earlier) implements State {

	/**
	 * Return the state at the beginning of a solution.
	 */
	static LineState first(ChainProblem problem, @Nullable EarlierTry earlier) {
		return new LineState(problem, 0, problem.start(), false, earlier);
	}

	@Override
	public Row row() {
		return Row.certain(isLast() ? ChainVocabulary.ANSWER : ChainVocabulary.term(term()));
	}

	private boolean isLast() {
		return this.done == this.problem.terms().size();
	}

	private Term term() {
		return this.problem.terms().get(this.done);
	}

	@Override
	public State next(int token) {
		if (token == ChainVocabulary.LINE_FEED && this.done == 0) {
			// It ends the problem's line.
			return this;
		}
		if (isLast()) {
			return (token == ChainVocabulary.ANSWER) ? new AnswerState(this.value) : EndState.INSTANCE;
		}
		return (token == ChainVocabulary.term(term())) ? new TermState(this, lines()) : EndState.INSTANCE;
	}

	private LineRows lines() {
		LineDistribution fresh = LineDistribution.of(term(), this.value, this.wrong);
		return (this.earlier != null) ? this.earlier.lines(this.done, fresh, this.value, this.wrong) : fresh;
	}

	private LineState after(int intermediate, int result) {
		ChainStep step = new ChainStep(term(), intermediate, result);
		boolean wrong = this.wrong || !step.equals(term().from(this.value));
		EarlierTry earlier = (this.earlier != null && step.equals(this.earlier.step(this.done))) ? this.earlier : null;
		return new LineState(this.problem, this.done + 1, result, wrong, earlier);
	}

	/**
	 * Behind the operation of a line.
	 */
	private record TermState(LineState line, LineRows lines) implements State {

		@Override
		public Row row() {
			return this.lines.intermediates();
		}

		@Override
		public State next(int token) {
			return ChainVocabulary.isNumber(token)
					? new IntermediateState(this.line, this.lines, ChainVocabulary.number(token)) : EndState.INSTANCE;
		}

	}

	/**
	 * Behind the intermediate result of a line.
	 */
	private record IntermediateState(LineState line, LineRows lines, int intermediate) implements State {

		@Override
		public Row row() {
			return this.lines.results(this.intermediate);
		}

		@Override
		public State next(int token) {
			return ChainVocabulary.isResult(token)
					? new ResultState(this.line.after(this.intermediate, ChainVocabulary.number(token)))
					: EndState.INSTANCE;
		}

	}

	/**
	 * Behind the result of a line.
	 */
	private record ResultState(LineState following) implements State {

		@Override
		public Row row() {
			return Row.certain(ChainVocabulary.LINE_FEED);
		}

		@Override
		public State next(int token) {
			return (token == ChainVocabulary.LINE_FEED) ? this.following : EndState.INSTANCE;
		}

	}

	/**
	 * Behind what begins the answer's line.
	 */
	private record AnswerState(int answer) implements State {

		@Override
		public Row row() {
			return Row.certain(ChainVocabulary.numberToken(this.answer));
		}

		@Override
		public State next(int token) {
			return EndState.INSTANCE;
		}

	}

}
