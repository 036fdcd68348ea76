package dev.decoding.arithmetic;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.natural.Drill;
import dev.decoding.arithmetic.natural.FollowUps;
import dev.decoding.arithmetic.natural.JsonRequests;
import dev.decoding.arithmetic.natural.NaturalProblem;
import dev.decoding.arithmetic.natural.NaturalProblems;
import dev.decoding.arithmetic.natural.OffTopic;
import dev.decoding.arithmetic.natural.SystemMessages;
import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;

/**
 * All examples of a split. An example is a function of the seed and its index.
 */
public final class Corpus {

	private static final double SYSTEM_MESSAGES = 0.08;

	private static final double FOLLOW_UPS = 0.12;

	private static final List<Tier> TIERS = List.of(Tier.values());

	private final Split split;

	private final long seed;

	private final Mix mix;

	/**
	 * Create a corpus.
	 * @param split the split that its problems belong to
	 * @param seed what examples are drawn with
	 * @param mix which share is of which kind
	 */
	public Corpus(Split split, long seed, Mix mix) {
		this.split = split;
		this.seed = seed;
		this.mix = mix;
	}

	/**
	 * Make an example.
	 * @param index which one
	 * @return the example
	 */
	public Example example(long index) {
		RandomNumbers random = RandomNumbers.of(this.seed, index);
		Kind kind = this.mix.draw(random);
		return switch (kind) {
			case CHAIN, CHAIN_CLEAN -> chain(kind, random);
			case PLAIN, JSON, OTHER -> conversation(kind, random);
			case DRILL -> drill(random);
			case REVISION -> revision(random);
			case EVALUATION -> evaluation(random);
		};
	}

	private Example chain(Kind kind, RandomNumbers random) {
		Tier tier = random.choose(TIERS);
		ChainProblem problem = ChainProblems.draw(tier, this.split, random);
		boolean clean = kind == Kind.CHAIN_CLEAN;
		ChainSolution solution = clean ? problem.solve() : CorpusProcess.write(problem, random);
		double nats = clean ? 0 : CorpusValues.surprise(problem, solution);
		return new Example(kind, List.of(Message.user(problem.toString()), Message.assistant(solution.toString())),
				List.of(1), List.of(ChainVerifier.check(problem, solution)), tier, nats);
	}

	private Example drill(RandomNumbers random) {
		Drill drill = Drill.draw(this.split != Split.TRAINING, random);
		return new Example(Kind.DRILL, List.of(Message.user(drill.question()), Message.assistant(drill.solution())),
				List.of(1), List.of(), null, 0);
	}

	private Example revision(RandomNumbers random) {
		Tier tier = random.choose(TIERS);
		ChainProblem problem = ChainProblems.draw(tier, this.split, random);
		List<ChainSolution> attempts = Revisions.draw(problem, random);
		List<Message> messages = new ArrayList<>(List.of(Message.user(problem.toString())));
		List<List<Boolean>> right = new ArrayList<>();
		for (ChainSolution attempt : attempts) {
			if (messages.size() > 1) {
				messages.add(Message.user(Revisions.REQUEST));
			}
			messages.add(Message.assistant(attempt.toString()));
			right.add(ChainVerifier.check(problem, attempt));
		}
		return new Example(Kind.REVISION, messages, List.of(messages.size() - 1), right, tier, 0);
	}

	private Example evaluation(RandomNumbers random) {
		boolean right = random.chance(0.5);
		while (true) {
			Tier tier = random.choose(TIERS);
			ChainProblem problem = ChainProblems.draw(tier, this.split, random);
			ChainSolution solution = CorpusProcess.write(problem, random);
			List<Boolean> labels = ChainVerifier.check(problem, solution);
			List<Integer> counts = new ArrayList<>();
			for (int i = 0; i < labels.size(); i++) {
				if (labels.get(i) == right) {
					counts.add(i + 1);
				}
			}
			if (!counts.isEmpty()) {
				int count = random.choose(counts);
				SelfEvaluation question = SelfEvaluation.draw(random);
				return new Example(Kind.EVALUATION,
						List.of(Message.user(problem.toString()), Message.assistant(solution.lines(count)),
								Message.user(question.text()), Message.assistant(question.answer(right))),
						List.of(3), List.of(labels.subList(0, count)), tier, 0);
			}
		}
	}

	private Example conversation(Kind kind, RandomNumbers random) {
		List<Message> messages = new ArrayList<>();
		List<Integer> train = new ArrayList<>();
		if (random.chance(SYSTEM_MESSAGES)) {
			messages.add(Message.system(SystemMessages.draw(random)));
		}
		NaturalProblem before = null;
		int turns = !random.chance(FOLLOW_UPS) ? 1 : random.between(2, 3);
		for (int turn = 0; turn < turns; turn++) {
			boolean heldOut = this.split != Split.TRAINING;
			Kind now = (turn == turns - 1) ? kind
					: random.choose(List.of(Kind.PLAIN, Kind.PLAIN, Kind.JSON, Kind.OTHER));
			if (now == Kind.OTHER) {
				messages.add(Message.user(OffTopic.draw(heldOut, random)));
				messages.add(Message.assistant(OffTopic.ANSWER));
				before = null;
			}
			else {
				NaturalProblem problem = (before != null && random.chance(0.6))
						? FollowUps.draw(before.answer(), heldOut, random) : NaturalProblems.draw(heldOut, random);
				boolean json = now == Kind.JSON;
				messages.add(Message.user(json ? JsonRequests.apply(problem.question(), random) : problem.question()));
				messages.add(Message.assistant(json ? problem.solutionAsJson() : problem.solution()));
				before = problem;
			}
			train.add(messages.size() - 1);
		}
		return new Example(kind, messages, train, List.of(), null, 0);
	}

}
