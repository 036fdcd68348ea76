package dev.decoding.arithmetic;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.natural.NaturalProblem;
import dev.decoding.arithmetic.natural.NaturalProblems;
import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;

/**
 * Examples of one sort that no model was trained on, each ending with the right answer.
 *
 * @param name what the examples are, in kebab case
 * @param examples the examples
 */
public record EvaluationSet(String name, List<Example> examples) {

	private static final long SEED = Split.TEST.seed();

	public EvaluationSet {
		examples = List.copyOf(examples);
	}

	/**
	 * Draw the sets that results are reported on: {@code sums} of two numbers below 100,
	 * {@code natural} problems of several steps, {@code chain-1} to {@code chain-5}, one
	 * a tier, {@code json}, {@code other} and {@code evaluation}.
	 * @param problems how many examples a set has
	 * @return the sets
	 */
	public static List<EvaluationSet> all(int problems) {
		return Stream
			.of(Stream.of(sums(problems), natural(problems)),
					Stream.of(Tier.values()).map((tier) -> chain(tier, problems)),
					Stream.of(Kind.JSON, Kind.OTHER, Kind.EVALUATION).map((kind) -> ofKind(kind, problems)))
			.<EvaluationSet>flatMap(Function.identity())
			.toList();
	}

	/**
	 * Draw sums of two numbers that are below 100.
	 * @param problems how many
	 * @return the set
	 */
	public static EvaluationSet sums(int problems) {
		return plain("sums", problems, (random) -> NaturalProblems.smallSum(true, random));
	}

	/**
	 * Draw problems of several steps in plain words.
	 * @param problems how many
	 * @return the set
	 */
	public static EvaluationSet natural(int problems) {
		return plain("natural", problems, (random) -> NaturalProblems.severalSteps(true, random));
	}

	private static EvaluationSet plain(String name, int problems, Function<RandomNumbers, NaturalProblem> draw) {
		return new EvaluationSet(name, LongStream.range(0, problems).mapToObj((index) -> {
			NaturalProblem problem = draw.apply(RandomNumbers.of(SEED, index));
			return new Example(Kind.PLAIN,
					List.of(Message.user(problem.question()), Message.assistant(problem.solution())), List.of(1),
					List.of(), null, 0);
		}).toList());
	}

	/**
	 * Draw chains of one tier.
	 * @param tier how hard they are
	 * @param problems how many
	 * @return the set
	 */
	public static EvaluationSet chain(Tier tier, int problems) {
		List<ChainProblem> chains = new ChainProblems(Split.TEST).draw(tier, problems);
		return new EvaluationSet("chain-" + (tier.ordinal() + 1),
				chains.stream()
					.map((problem) -> new Example(Kind.CHAIN_CLEAN,
							List.of(Message.user(problem.toString()), Message.assistant(problem.solve().toString())),
							List.of(1), List.of(ChainVerifier.check(problem, problem.solve())), tier, 0))
					.toList());
	}

	private static EvaluationSet ofKind(Kind kind, int problems) {
		Corpus corpus = new Corpus(Split.TEST, SEED, Mix.parse(kind.toString()));
		return new EvaluationSet(kind.toString(), LongStream.range(0, problems).mapToObj(corpus::example).toList());
	}

}
