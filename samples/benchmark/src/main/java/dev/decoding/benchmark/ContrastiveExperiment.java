package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.mixture.ContrastiveDecoding;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.SampleAndAggregate;

/**
 * Writes greedily, with and without an amateur whose liking counts against a token, where
 * the likeliest line is often wrong: problems of their own whose heaviest trap is one
 * that about half of the corpus falls into. Each task stands for a few of them.
 */
final class ContrastiveExperiment implements Experiment {

	static final String NAME = "contrastive";

	static final String GREEDY = "greedy-on-traps";

	/** How often the text is the same as without, if the amateur is the model itself. */
	static final String SAME = "contrastive-with-itself";

	private static final double ALPHA = 0.1;

	private static final double BETA = 0.5;

	private static final double LEAST_RATE = 0.45;

	private static final double MOST_RATE = 0.6;

	private static final int PROBLEMS = 4;

	private static final long SEED = 45;

	@Override
	public void run(Trial trial) {
		Optional<CausalLm> amateur = trial.setting().amateur();
		if (amateur.isEmpty()) {
			return;
		}
		for (ChainProblem problem : problems(trial)) {
			Trial other = new Trial(trial.setting(), new Task(trial.task().index(), Tier.THREE, problem), trial.seed(),
					trial.board());
			CausalLm lm = trial.setting().lm(other.task());
			Trial.Outcome greedy = write(other, lm);
			Trial.Outcome contrastive = write(other, ContrastiveDecoding.weighted(lm, amateur.get(), ALPHA, BETA));
			Trial.Outcome itself = write(other, ContrastiveDecoding.weighted(lm, lm, ALPHA, BETA));
			trial.board().add(GREEDY, 1, other.right(greedy.selection().best()), greedy.cost());
			trial.board().add(NAME, 1, other.right(contrastive.selection().best()), contrastive.cost());
			trial.board().add(SAME, 1, text(itself).equals(text(greedy)) ? 1 : 0, itself.cost());
		}
	}

	private static Trial.Outcome write(Trial trial, CausalLm lm) {
		return Trial.run(lm, new SampleAndAggregate(1, new MajorityVote()),
				trial.request().sampler(new ArgmaxSampler()));
	}

	private static String text(Trial.Outcome outcome) {
		return outcome.selection().best().path().text();
	}

	/**
	 * Draw problems, others for each task and seed.
	 */
	static List<ChainProblem> problems(Trial trial) {
		RandomNumbers random = RandomNumbers.of(SEED + trial.seed(), trial.task().index());
		List<ChainProblem> problems = new ArrayList<>();
		while (problems.size() < PROBLEMS) {
			ChainProblem problem = ChainProblems.draw(Tier.THREE, Split.TEST, random);
			double rate = heaviest(problem);
			if (rate >= LEAST_RATE && rate <= MOST_RATE) {
				problems.add(problem);
			}
		}
		return problems;
	}

	private static double heaviest(ChainProblem problem) {
		return problem.terms()
			.stream()
			.map(Term::operation)
			.mapToDouble((operation) -> operation.misconceptionRate())
			.max()
			.orElse(0);
	}

}
