package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.Term;

/**
 * Within a problem, of which the model foretells nothing.
 *
 * @param start the number to begin with, -1 before it
 * @param terms the operations so far
 */
record ProblemState(int start, List<Term> terms) implements State {

	static final ProblemState BEGINNING = new ProblemState(-1, List.of());

	@Override
	public Row row() {
		return Row.ANYTHING;
	}

	@Override
	public State next(int token) {
		if (this.start < 0) {
			return ChainVocabulary.isStart(token) ? new ProblemState(ChainVocabulary.start(token), List.of())
					: EndState.INSTANCE;
		}
		if (token == ChainVocabulary.EQUALS && !this.terms.isEmpty()) {
			return LineState.first(new ChainProblem(this.start, this.terms), null);
		}
		Term term = ChainVocabulary.spacedTerm(token);
		if (term == null) {
			return EndState.INSTANCE;
		}
		List<Term> longer = new ArrayList<>(this.terms);
		longer.add(term);
		return new ProblemState(this.start, List.copyOf(longer));
	}

}
