package dev.decoding.benchmark.exact;

/**
 * Behind a whole solution, and behind what is no beginning of one: the text can only end.
 */
final class EndState implements State {

	static final EndState INSTANCE = new EndState();

	private EndState() {
	}

	@Override
	public Row row() {
		return Row.certain(ChainVocabulary.END);
	}

	@Override
	public State next(int token) {
		return this;
	}

}
