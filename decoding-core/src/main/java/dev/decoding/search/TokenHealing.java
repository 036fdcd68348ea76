package dev.decoding.search;

import java.util.HashMap;
import java.util.Map;

import dev.decoding.model.CausalLm;

/**
 * Heals the end of a prompt before another strategy continues it. A prompt that ends
 * within a word, or in <code>http:</code>, is cut into tokens that the model hardly ever
 * saw before what ought to follow. So its last token is taken back and generated anew,
 * from those that begin with the same text; the text of the answer begins where the
 * prompt ended all the same. Where an answer begins with given tokens, the last of these
 * is taken back, and the text is theirs and what follows.
 * <p>
 * Formula: of the first token's scores only those of tokens are left that begin with the
 * bytes of the token that was taken back.
 * <p>
 * Edges: where that token begins within a character, those before it are taken back too
 * until a character begins. Nothing is healed where the last token is special or all of
 * the prompt, and where no other token begins like it. The tokens of a sequence have the
 * shorter prompt, and begin with what was generated in place of its end; neither the
 * least nor the highest number of new tokens counts these, and nothing ends a sequence
 * within them.
 * <p>
 * Example: behind <code>The link is http:</code>, where the model has learnt
 * <code>://</code> as one token, the token <code>:</code> is taken back, <code>://</code>
 * is generated, and the answer begins with <code>//</code>.
 * <p>
 * Cost and streaming: those of the other strategy, and one more token.
 * <p>
 * Source: Lundberg, <i>The Art of Prompt Design: Prompt Boundaries and Token Healing</i>,
 * 2023. Hugging Face's <code>token_healing</code> prefers such tokens rather than
 * requiring them.
 */
public final class TokenHealing implements SearchStrategy {

	private final SearchStrategy strategy;

	/**
	 * Heal prompts for a strategy.
	 * @param strategy what continues them
	 */
	public TokenHealing(SearchStrategy strategy) {
		this.strategy = strategy;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * It is that of the other strategy.
	 */
	@Override
	public String name() {
		return this.strategy.name();
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		HealedPrompt healed = HealedPrompt.of(request, lm.tokenizer());
		if (healed == null) {
			return this.strategy.generate(lm, request, listener);
		}
		GenerationResult result = this.strategy.generate(lm, healed.request(request), new Cut(listener, healed.text()));
		return new GenerationResult(result.sequences()
			.stream()
			.map((sequence) -> sequence
				.withText(new Cut(GenerationListener.NONE, healed.text()).cut(0, sequence.text())))
			.toList(), result.cost(), result.timings(), result.speculation());
	}

	/**
	 * Leaves out of each sequence what the prompt says already.
	 */
	private static final class Cut implements GenerationListener {

		private final GenerationListener listener;

		private final String known;

		/** How much of it was left out, by sequence. */
		private final Map<Integer, Integer> positions = new HashMap<>();

		Cut(GenerationListener listener, String known) {
			this.listener = listener;
			this.known = known;
		}

		@Override
		public void onToken(int sequence, int token, String text) {
			this.listener.onToken(sequence, token, cut(sequence, text));
		}

		@Override
		public void onStatistics(int sequence, TokenStatistics statistics) {
			this.listener.onStatistics(sequence, statistics);
		}

		@Override
		public void onFinish(int sequence, String text, FinishReason reason) {
			this.listener.onFinish(sequence, cut(sequence, text), reason);
		}

		String cut(int sequence, String text) {
			int position = this.positions.getOrDefault(sequence, 0);
			int known = 0;
			while (known < text.length() && position < this.known.length()
					&& text.charAt(known) == this.known.charAt(position)) {
				known++;
				position++;
			}
			this.positions.put(sequence, (known < text.length()) ? this.known.length() : position);
			return text.substring(known);
		}

	}

}
