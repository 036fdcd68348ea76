package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;

/**
 * Guesses several tokens at a time and lets the model check them in one evaluation, so
 * that a text takes fewer of them. What is generated is what would be generated without
 * guessing.
 * <p>
 * Algorithm: a {@link Drafter} guesses up to <code>n</code> tokens; one call of the model
 * gives the scores at each of them and behind the last. From the first on, each
 * position's scores go through the processors, and a token is chosen and added, until one
 * is not the guessed token. So each call adds from 1 to <code>n + 1</code> tokens.
 * <p>
 * Greedy search takes the likeliest token at each position: the text is that of
 * {@link GreedySearch}. In sampling, a token that a draft model drew from a known
 * distribution is kept or replaced by <i>rejection sampling</i>, which leaves the model's
 * own distribution exactly as it is. A token that was guessed outright, as by prompt
 * lookup, or for a sampler of its own way such as {@code GumbelSampler}, is kept if the
 * sampler draws the same one: the text is then that of {@link Sampling} with the same
 * seed.
 * <p>
 * Edges: where nothing is guessed, one token is generated as usual. Tokens behind one
 * that ends the sequence are dropped. Log-probabilities and statistics are those of the
 * model, not of the draft.
 * <p>
 * Example: if <code>[3, 4, 5]</code> is guessed and the model's likeliest tokens are
 * <code>[3, 4, 7, 2]</code>, then 3, 4 and 7 are added, in one call instead of three.
 * <p>
 * Cost: a call computes up to <code>n + 1</code> tokens, which takes a model hardly
 * longer than one as long as reading its weights is what takes the time.
 * <p>
 * Streaming: tokens are reported as they are accepted, several after each call.
 * <p>
 * Source: Leviathan et al., <i>Fast Inference from Transformers via Speculative
 * Decoding</i>, 2023; Chen et al., <i>Accelerating Large Language Model Decoding with
 * Speculative Sampling</i>, 2023; Hugging Face's assisted generation.
 */
public final class SpeculativeDecoding implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "speculative";

	private final Drafter drafter;

	private final DraftLength draftLength;

	private final boolean sampling;

	/**
	 * Create a strategy.
	 * @param drafter what guesses
	 * @param draftLength how many tokens it guesses at a time
	 * @param sampling whether tokens are drawn at random instead of taking the likeliest
	 */
	public SpeculativeDecoding(Drafter drafter, DraftLength draftLength, boolean sampling) {
		this.drafter = drafter;
		this.draftLength = draftLength;
		this.sampling = sampling;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		if (!this.sampling && request.numReturnSequences() > 1) {
			throw new IllegalArgumentException(
					"'numReturnSequences' is %d but greedy search finds one sequence only; use sampling for several"
						.formatted(request.numReturnSequences()));
		}
		this.drafter.check(lm);
		TokenSampler sampler = this.sampling ? request.sampler() : new ArgmaxSampler();
		Run run = new Run(request.numReturnSequences());
		return new Rollout(lm, request, listener, sampler, run).run().with(run.speculation());
	}

	/**
	 * One generation.
	 */
	private final class Run implements Rollout.Round {

		/** How many tokens to guess next for each sequence. */
		private final int[] wanted;

		private int rounds;

		private int draftedTokens;

		private int acceptedTokens;

		private int draftCalls;

		private long draftForwardTokens;

		Run(int sequences) {
			this.wanted = new int[sequences];
			Arrays.fill(this.wanted, SpeculativeDecoding.this.draftLength.tokens());
		}

		@Override
		public void extend(Execution execution, List<Branch> live) {
			List<Draft> drafts = live.stream()
				.map((branch) -> branch.draft(execution, this.wanted[branch.index()]))
				.toList();
			guess(drafts.stream().filter((draft) -> draft.room() > 0).toList());
			Evaluation evaluation = execution.evaluate(drafts.stream().map(Draft::check).toList());
			this.rounds += live.size();
			for (int i = 0; i < live.size(); i++) {
				accept(execution, live.get(i), drafts.get(i), evaluation.get(i));
			}
		}

		private void guess(List<Draft> drafts) {
			if (!drafts.isEmpty()) {
				SpeculativeDecoding.this.drafter.draft(drafts);
			}
			for (Draft draft : drafts) {
				this.draftedTokens += draft.length();
				this.draftForwardTokens += draft.forwardTokens();
			}
			this.draftCalls += drafts.stream().mapToInt(Draft::calls).max().orElse(0);
		}

		/**
		 * Extend a sequence until it ends or a token is not the one that was guessed.
		 */
		private void accept(Execution execution, Branch branch, Draft draft, Result result) {
			int accepted = 0;
			boolean guessed = true;
			while (guessed && !branch.isFinished()) {
				execution.checkCancelled();
				int position = branch.tokens().length();
				branch.extend(result.logits(position - 1), draft.sampler(position));
				guessed = draft.guesses(branch.tokens().last(), position);
				accepted += guessed ? 1 : 0;
			}
			this.acceptedTokens += accepted;
			this.wanted[branch.index()] = SpeculativeDecoding.this.draftLength.next(this.wanted[branch.index()],
					accepted == draft.length());
		}

		Speculation speculation() {
			return new Speculation(this.rounds, this.draftedTokens, this.acceptedTokens, this.draftCalls,
					this.draftForwardTokens);
		}

	}

}
