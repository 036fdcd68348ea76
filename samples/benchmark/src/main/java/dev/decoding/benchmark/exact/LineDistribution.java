package dev.decoding.benchmark.exact;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.arithmetic.chain.WeightedStep;

/**
 * The distribution of the next line of the corpus, token by token. It depends on the
 * operation, the value so far and whether a line was wrong, and is computed once.
 */
final class LineDistribution implements LineRows {

	private static final int OPERANDS = 10;

	private static final AtomicReferenceArray<LineDistribution> KNOWN = new AtomicReferenceArray<>(
			Operation.values().length * OPERANDS * Operation.MODULUS * 2);

	private final Term term;

	private final Row intermediates;

	private final Map<Integer, Row> results = new HashMap<>();

	private final double right;

	private final double[] wrong = new double[Operation.MODULUS];

	private LineDistribution(Term term, int value, boolean wrong) {
		this.term = term;
		ChainStep rightStep = term.from(value);
		Map<Integer, Double> marginal = new HashMap<>();
		Map<Integer, Map<Integer, Double>> joint = new HashMap<>();
		double right = 0;
		for (WeightedStep next : CorpusProcess.next(term, value, wrong)) {
			ChainStep step = next.step();
			marginal.merge(step.intermediate(), next.probability(), Double::sum);
			joint.computeIfAbsent(step.intermediate(), (intermediate) -> new HashMap<>())
				.put(step.result(), next.probability());
			if (!wrong && step.equals(rightStep)) {
				right = next.probability();
			}
			else {
				this.wrong[step.result()] += next.probability();
			}
		}
		this.right = right;
		this.intermediates = Row.ofNumbers(marginal);
		joint.forEach((intermediate, results) -> {
			if (results.size() > 1) {
				this.results.put(intermediate, Row.ofNumbers(results));
			}
		});
	}

	/**
	 * Return the distribution of a line.
	 * @param term the operation whose turn it is
	 * @param value the value so far
	 * @param wrong whether a line before was wrong
	 */
	static LineDistribution of(Term term, int value, boolean wrong) {
		int index = ((term.operation().ordinal() * OPERANDS + term.operand()) * Operation.MODULUS + value) * 2
				+ (wrong ? 1 : 0);
		LineDistribution distribution = KNOWN.get(index);
		if (distribution == null) {
			distribution = new LineDistribution(term, value, wrong);
			KNOWN.set(index, distribution);
		}
		return distribution;
	}

	@Override
	public Row intermediates() {
		return this.intermediates;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Behind an intermediate result that cannot occur, the result follows.
	 */
	@Override
	public Row results(int intermediate) {
		Row row = this.results.get(intermediate);
		return (row != null) ? row : Row
			.certain(ChainVocabulary.numberToken(this.term.operation().result(intermediate, this.term.operand())));
	}

	/**
	 * Return how likely the line is the first wrong one, or one behind it, and has a
	 * result.
	 */
	double wrong(int result) {
		return this.wrong[result];
	}

	/**
	 * Return how likely the line is right and so are all before it.
	 */
	double right() {
		return this.right;
	}

}
