package dev.decoding.logits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes given sequences of tokens more or less likely by adding a bias to the score of
 * the token that would complete one. The bias of a single token is always added.
 * <p>
 * Formula: for each sequence <code>t[1] ... t[n]</code> with bias <code>b</code>,
 * <code>score[t[n]] = score[t[n]] + b</code> if the last <code>n - 1</code> tokens are
 * <code>t[1] ... t[n-1]</code>. Biases of one token are added up first, in single
 * precision.
 * <p>
 * Edges: a sequence longer than the prompt and what follows it is passed over, and so is
 * one of no tokens; of several biases for the same sequence the last counts; a negative
 * infinite bias removes the token, and a removed token stays removed; the prompt's tokens
 * count as the beginning of a sequence.
 * <p>
 * Example: with a bias of 3 for <code>[5, 7]</code> and of -1 for <code>[7]</code>, token
 * 7 gains 2 behind token 5 and loses 1 elsewhere.
 * <p>
 * Order: first, so that the penalties scale the biased scores.
 * <p>
 * Source: Hugging Face's <code>SequenceBiasLogitsProcessor</code>.
 */
public final class SequenceBias implements LogitsProcessor {

	private static final String OPTION = "sequenceBias";

	private final CompletionBiases biases;

	/**
	 * Bias sequences.
	 * @param biases the sequences and their biases, at least one
	 */
	public SequenceBias(List<Bias> biases) {
		this(byTokens(biases), false);
	}

	/**
	 * Bias sequences.
	 * @param biases the sequences, each of at least one token, and their biases, at least
	 * one
	 */
	public SequenceBias(Map<List<Integer>, Double> biases) {
		this(biases, true);
	}

	private SequenceBias(Map<List<Integer>, Double> biases, boolean requiresTokens) {
		if (biases.isEmpty()) {
			throw new IllegalArgumentException("'%s' is empty but must have at least one sequence".formatted(OPTION));
		}
		Map<List<Integer>, Float> floats = new LinkedHashMap<>();
		biases.forEach((tokens, bias) -> {
			if (requiresTokens && tokens.isEmpty()) {
				throw new IllegalArgumentException("'%s' has a sequence of no tokens".formatted(OPTION));
			}
			if (bias.isNaN()) {
				throw new IllegalArgumentException("'%s' gives %s the bias NaN".formatted(OPTION, tokens));
			}
			floats.put(tokens, bias.floatValue());
		});
		this.biases = new CompletionBiases(OPTION, floats);
	}

	private static Map<List<Integer>, Double> byTokens(List<Bias> biases) {
		Map<List<Integer>, Double> byTokens = new LinkedHashMap<>();
		biases.forEach((bias) -> byTokens.put(bias.tokens(), bias.bias()));
		return byTokens;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if a sequence has a token that the vocabulary does
	 * not have
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		this.biases.add(sequence, logits);
	}

	@Override
	public String name() {
		return "sequence-bias";
	}

	/**
	 * A sequence and its bias.
	 *
	 * @param tokens the token ids
	 * @param bias what is added to the score of the last of them
	 */
	public record Bias(List<Integer> tokens, double bias) {

		public Bias {
			tokens = List.copyOf(tokens);
		}

	}

}
