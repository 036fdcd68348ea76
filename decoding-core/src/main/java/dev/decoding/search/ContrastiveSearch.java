package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Distribution;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;

/**
 * Commits at each position one of the most likely tokens, but rather one that leads
 * somewhere new: a token after which the model's hidden state is like an earlier one is
 * punished for it. So the text neither repeats itself nor needs random numbers.
 * <p>
 * Formula: of the <code>topK</code> tokens that are most likely behind the processors,
 * the one with the highest
 * <code>(1 - alpha) * p(v) - alpha * max over j of cos(h(v), h(j))</code>, where
 * <code>h(v)</code> is the last hidden state once the token <code>v</code> follows, and
 * <code>h(j)</code> that of each earlier position, the prompt's included.
 * <p>
 * Edges: with <code>alpha</code> 0 or a <code>topK</code> of 1 it finds what greedy
 * search finds; of equal scores the more likely token is committed; positions that the
 * attention mask hides do not count. Small models whose hidden states are all alike
 * (anisotropic ones) give poor texts.
 * <p>
 * Example: where <code>a</code> has the probability 0.6 and a cosine of 0.9 with an
 * earlier state, and <code>b</code> 0.3 and 0.2, then with <code>alpha</code> 0.6 their
 * scores are -0.3 and 0, and <code>b</code> is committed.
 * <p>
 * Cost: one call of the model a token, with <code>topK</code> sequences that share all
 * but their last token; the hidden states of all positions are kept.
 * <p>
 * Streaming: each token is told as it is committed.
 * <p>
 * Source: Su, Lan, Wang, Yogatama, Kong, Collier, <i>A Contrastive Framework for Neural
 * Text Generation</i>, 2022; Hugging Face's <code>generate</code> with
 * <code>penalty_alpha</code>.
 */
public final class ContrastiveSearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "contrastive";

	private final int topK;

	private final double alpha;

	/**
	 * Look at four tokens and weigh the punishment by 0.6.
	 */
	public ContrastiveSearch() {
		this(4, 0.6);
	}

	/**
	 * Set how to search.
	 * @param topK how many tokens to look at, at least 1
	 * @param alpha how much the punishment weighs, from 0 to 1
	 */
	public ContrastiveSearch(int topK, double alpha) {
		if (topK < 1) {
			throw new IllegalArgumentException("'topK' is %d but must be at least 1".formatted(topK));
		}
		if (!(alpha >= 0 && alpha <= 1)) {
			throw new IllegalArgumentException("'alpha' is %s but must be from 0 to 1".formatted(alpha));
		}
		this.topK = topK;
		this.alpha = alpha;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		if (request.numReturnSequences() > 1) {
			throw new IllegalArgumentException(
					"'numReturnSequences' is %d but contrastive search finds one sequence only; use sampling for several"
						.formatted(request.numReturnSequences()));
		}
		return new Run(lm, request, listener).generate();
	}

	/**
	 * One run, which is also what chooses the tokens of its only sequence.
	 */
	private final class Run implements TokenSampler {

		private final Execution execution;

		private final Branch branch;

		private final SeenStates seen = new SeenStates();

		/** What the model gave for the sequence so far. */
		private @Nullable Result result;

		Run(CausalLm lm, GenerationRequest request, GenerationListener listener) {
			this.execution = new Execution(lm, request, 1);
			this.branch = new Branch(0, this.execution, this, listener);
		}

		GenerationResult generate() {
			try {
				this.result = begin();
				while (!this.branch.isFinished()) {
					this.branch.extend(this.result.nextLogits());
				}
			}
			catch (EvaluationCancelledException ex) {
				this.branch.finish(FinishReason.CANCELLED);
			}
			return this.execution.result(List.of(this.branch.sequence()));
		}

		private Result begin() {
			ForcedPrefix prefix = ForcedPrefix.of(this.execution);
			Query states = Query.hiddenStates(prefix.query().sequence(), 0).and(Output.NEXT_LOGITS);
			List<Query> queries = prefix.tokens().isEmpty() ? List.of(states) : List.of(states, prefix.query());
			Evaluation evaluation = this.execution.evaluate(queries);
			prefix.read(evaluation.get(queries.size() - 1)).forEach(this.branch::force);
			boolean[] mask = this.execution.prompt().attentionMask();
			for (int position = 0; position < states.sequence().length(); position++) {
				if (mask == null || position >= mask.length || mask[position]) {
					this.seen.add(evaluation.get(0).hiddenState(position));
				}
			}
			return evaluation.get(0);
		}

		@Override
		public Choice choose(Logits logits, RandomStream random) {
			int[] candidates = candidates(logits);
			TokenSequence tokens = this.branch.tokens();
			Evaluation evaluation = this.execution.evaluate(Arrays.stream(candidates)
				.mapToObj((candidate) -> tokens.append(logits.token(candidate)))
				.map((sequence) -> Query.hiddenStates(sequence, tokens.length()).and(Output.NEXT_LOGITS))
				.toList());
			Distribution distribution = logits.distribution();
			int best = 0;
			double highest = Double.NEGATIVE_INFINITY;
			for (int i = 0; i < candidates.length; i++) {
				double probability = distribution.probability(logits.values()[candidates[i]]);
				double score = score(probability, evaluation.get(i).hiddenState(tokens.length()));
				if (score > highest) {
					best = i;
					highest = score;
				}
			}
			this.result = evaluation.get(best);
			this.seen.add(this.result.hiddenState(tokens.length()));
			return new Choice(logits.token(candidates[best]),
					distribution.logProbability(logits.values()[candidates[best]]));
		}

		private double score(double probability, float[] state) {
			double alpha = ContrastiveSearch.this.alpha;
			return (1 - alpha) * probability - alpha * this.seen.highestCosine(state);
		}

		/**
		 * Find the most likely tokens, most likely first.
		 */
		private int[] candidates(Logits logits) {
			ArgmaxSampler.highest(logits);
			return Arrays.stream(logits.highestCandidates(ContrastiveSearch.this.topK))
				.limit(ContrastiveSearch.this.topK)
				.filter((candidate) -> logits.values()[candidate] > Float.NEGATIVE_INFINITY)
				.toArray();
		}

	}

}
