package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * SynthID for text: marks a text by a tournament between the tokens, whose rounds are
 * decided by random bits that depend on secret keys and on the tokens before. Averaged
 * over the keys, the distribution of a token stays that of the model; see
 * {@link SynthIdDetector}.
 * <p>
 * Formula: with <code>p = softmax(score)</code> and <code>g[i]</code> the bit that the
 * last <code>ngramLength - 1</code> tokens, token <code>i</code> and a key have in the
 * table, <code>p[i] = p[i] * (1 + g[i] - sum(g * p))</code> for one key after the other;
 * then <code>score[i] = log(p[i])</code>. All in single precision.
 * <p>
 * Edges: only generated tokens are context, and zeros before the first; nothing is
 * changed where the last <code>contextHistorySize</code> positions had the same context
 * already, and at the first <code>ngramLength - 1</code> positions if these are skipped.
 * A token without probability gets the lowest finite score, as it does with Hugging Face;
 * what a processor before has cut off stays removed. Where a score is NaN or infinite, or
 * no token is left, nothing is changed, for the chain to find.
 * <p>
 * Example: with one key and the bits <code>[1, 0]</code> the probabilities
 * <code>[0.5, 0.5]</code> become <code>[0.75, 0.25]</code>.
 * <p>
 * Order: behind everything that truncates, the earlier the fewer tokens take part.
 * <p>
 * Source: Dathathri et al., <i>Scalable watermarking for identifying large language model
 * outputs</i>, Nature 634, 2024; Hugging Face's
 * <code>SynthIDTextWatermarkLogitsProcessor</code> on the CPU, bit for bit.
 */
public final class SynthId implements LogitsProcessor {

	private static final int LANES = 8;

	private final int ngramLength;

	private final TournamentBits bits;

	private final int contextHistorySize;

	private final boolean skipFirstNgramCalls;

	private final boolean debugMode;

	/**
	 * Mark with Hugging Face's defaults: a table of 65,536 bits of the seed 0, and a
	 * history of 1,024 contexts.
	 * @param ngramLength the number of tokens that are hashed, the chosen one included
	 * @param keys the keys, one a round of the tournament, to be kept secret
	 */
	public SynthId(int ngramLength, List<Long> keys) {
		this(ngramLength, keys, 65536, 0, 1024, false, false);
	}

	/**
	 * Mark a text.
	 * @param ngramLength the number of tokens that are hashed, the chosen one included,
	 * at least 1
	 * @param keys the keys, one a round of the tournament, to be kept secret
	 * @param samplingTableSize the number of random bits, from 1 to 2^24
	 * @param samplingTableSeed the seed of the random bits
	 * @param contextHistorySize how many contexts are remembered, at least 0
	 * @param skipFirstNgramCalls whether to leave out the first positions, whose context
	 * is incomplete
	 * @param debugMode whether to begin with the same score for all tokens
	 */
	public SynthId(int ngramLength, List<Long> keys, int samplingTableSize, long samplingTableSeed,
			int contextHistorySize, boolean skipFirstNgramCalls, boolean debugMode) {
		if (ngramLength < 1) {
			throw new IllegalArgumentException("'ngramLength' is %d but must be at least 1".formatted(ngramLength));
		}
		if (contextHistorySize < 0) {
			throw new IllegalArgumentException(
					"'contextHistorySize' is %d but must be at least 0".formatted(contextHistorySize));
		}
		this.ngramLength = ngramLength;
		this.bits = new TournamentBits(keys, samplingTableSize, samplingTableSeed);
		this.contextHistorySize = contextHistorySize;
		this.skipFirstNgramCalls = skipFirstNgramCalls;
		this.debugMode = debugMode;
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.debugMode) {
			Arrays.fill(logits.scores(), 1);
		}
		int position = sequence.generatedLength();
		int first = this.skipFirstNgramCalls ? this.ngramLength - 1 : 0;
		if (position >= first && !isRepeated(sequence, first, position)) {
			play(context(sequence, position), logits);
		}
	}

	private void play(long context, Logits logits) {
		float max = logits.max();
		if (!Float.isFinite(max)) {
			return;
		}
		logits.forgetOrder();
		int count = logits.count();
		float[] values = logits.values();
		for (int i = 0; i < count; i++) {
			values[i] = (float) Math.exp(values[i] - max);
		}
		float sum = sum(values, count);
		for (int i = 0; i < count; i++) {
			values[i] /= sum;
		}
		for (int round = 0; round < this.bits.rounds(); round++) {
			playRound(context, round, logits);
		}
		for (int i = 0; i < count; i++) {
			values[i] = Math.max((float) Math.log(values[i]), -Float.MAX_VALUE);
		}
	}

	/**
	 * Add in the order in which PyTorch's softmax does with vectors of eight. It shows in
	 * tokens that have lost nearly all their probability.
	 */
	private static float sum(float[] values, int count) {
		float[] lanes = new float[LANES];
		for (int i = 0; i < count; i++) {
			lanes[i % LANES] += values[i];
		}
		for (int half = LANES / 2; half > 0; half /= 2) {
			for (int lane = 0; lane < half; lane++) {
				lanes[lane] += lanes[lane + half];
			}
		}
		return lanes[0];
	}

	private void playRound(long context, int round, Logits logits) {
		int count = logits.count();
		float[] probabilities = logits.values();
		double ones = 0;
		for (int i = 0; i < count; i++) {
			if (probabilities[i] > 0 && this.bits.bit(context, logits.token(i), round) == 1) {
				ones += probabilities[i];
			}
		}
		float mass = (float) ones;
		for (int i = 0; i < count; i++) {
			if (probabilities[i] > 0) {
				probabilities[i] *= 1 + this.bits.bit(context, logits.token(i), round) - mass;
			}
		}
	}

	/**
	 * Return whether the context of a position was that of one before. The reference's
	 * history is full of zeros at first, so that a hash of 0 counts as repeated, too.
	 * @param sequence the tokens
	 * @param first the first position that counts, by generated tokens
	 * @param position the position, likewise
	 */
	boolean isRepeated(TokenSequence sequence, int first, int position) {
		long context = context(sequence, position);
		int oldest = position - this.contextHistorySize;
		for (int before = position - 1; before >= Math.max(first, oldest); before--) {
			if (context(sequence, before) == context) {
				return true;
			}
		}
		return context == 0 && oldest < first;
	}

	/**
	 * Hash the generated tokens before a position; before the first one there are zeros.
	 */
	long context(TokenSequence sequence, int position) {
		long hash = 1;
		for (int i = position - this.ngramLength + 1; i < position; i++) {
			hash = TournamentBits.hash(hash, (i < 0) ? 0 : sequence.get(sequence.promptLength() + i));
		}
		return hash;
	}

	int ngramLength() {
		return this.ngramLength;
	}

	TournamentBits bits() {
		return this.bits;
	}

	@Override
	public String name() {
		return "synthid";
	}

}
