package dev.decoding.logits;

import java.util.Arrays;
import java.util.BitSet;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Favours tokens of a list that changes from position to position, so that who knows the
 * key can tell a generated text by how many of its tokens are on their list; see
 * {@link WatermarkDetector}.
 * <p>
 * Formula: <code>score[i] = score[i] + bias</code> for each token <code>i</code> of the
 * list <code>randperm(V)[0 .. V * greenlistRatio]</code>, whose seed is a hash of the
 * context; with {@link SeedingScheme#SELFHASH} only for those of the 40 best tokens that
 * are on the list whose seed is a hash of the context and of themselves.
 * <p>
 * Edges: while the sequence has fewer tokens than the context, nothing is changed; a
 * removed token stays removed; of the 40 best tokens with equal scores the lowest ids
 * count; where none of them is on its list nothing is changed, while Hugging Face throws
 * an <code>IndexError</code>. Making a list takes time, so the last ones are kept.
 * <p>
 * Example: with a <code>bias</code> of 2 and the list <code>[0, 2]</code> the scores
 * <code>[1, 4, 2]</code> become <code>[3, 4, 4]</code>.
 * <p>
 * Order: behind everything that truncates, so that it revives no removed token.
 * <p>
 * Source: Kirchenbauer, Geiping, Wen, Katz, Miers, Goldstein, <i>A Watermark for Large
 * Language Models</i>, 2023, and <i>On the Reliability of Watermarks for Large Language
 * Models</i>, 2023; Hugging Face's <code>WatermarkLogitsProcessor</code> on the CPU, list
 * for list.
 */
public final class Watermark implements LogitsProcessor {

	/** How many of the best tokens can be favoured for being on their own lists. */
	private static final int SELFHASH_CANDIDATES = 40;

	private final double greenlistRatio;

	private final double bias;

	private final SeedingScheme seedingScheme;

	private final int contextWidth;

	private final Greenlists greenlists;

	/**
	 * Mark with Hugging Face's defaults: a quarter of the vocabulary, a bias of 2 and the
	 * token before as context.
	 */
	public Watermark() {
		this(0.25, 2, 15485863, SeedingScheme.LEFTHASH, 1);
	}

	/**
	 * Mark a text.
	 * @param greenlistRatio the share of the vocabulary on a list, between 0 and 1
	 * @param bias what is added to a favoured token's score
	 * @param hashingKey the key that the lists depend on, to be kept secret
	 * @param seedingScheme what else the lists depend on
	 * @param contextWidth how many tokens are hashed, at least 1; with
	 * {@link SeedingScheme#LEFTHASH} always one is, and this is how many there must be
	 */
	public Watermark(double greenlistRatio, double bias, long hashingKey, SeedingScheme seedingScheme,
			int contextWidth) {
		if (!(greenlistRatio > 0 && greenlistRatio < 1)) {
			throw new IllegalArgumentException(
					"'greenlistRatio' is %s but must be between 0 and 1, exclusively".formatted(greenlistRatio));
		}
		if (!Double.isFinite(bias)) {
			throw new IllegalArgumentException("'bias' is %s but must be finite".formatted(bias));
		}
		if (contextWidth < 1) {
			throw new IllegalArgumentException("'contextWidth' is %d but must be at least 1".formatted(contextWidth));
		}
		this.greenlistRatio = greenlistRatio;
		this.bias = bias;
		this.seedingScheme = seedingScheme;
		this.contextWidth = contextWidth;
		this.greenlists = Greenlists.of(greenlistRatio, hashingKey, seedingScheme, contextWidth);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() < this.contextWidth) {
			return;
		}
		float added = (float) this.bias;
		if (this.seedingScheme == SeedingScheme.LEFTHASH) {
			favour(this.greenlists.after(sequence.last(), logits.vocabularySize()), logits, added);
			return;
		}
		for (int token : best(logits)) {
			if (this.greenlists.contains(sequence, token, logits.vocabularySize())) {
				logits.set(token, logits.get(token) + added);
			}
		}
	}

	private static void favour(BitSet green, Logits logits, float added) {
		logits.forgetOrder();
		float[] values = logits.values();
		for (int i = 0; i < logits.count(); i++) {
			if (green.get(logits.token(i))) {
				values[i] += added;
			}
		}
	}

	@Override
	public String name() {
		return "watermark";
	}

	double greenlistRatio() {
		return this.greenlistRatio;
	}

	SeedingScheme seedingScheme() {
		return this.seedingScheme;
	}

	int contextWidth() {
		return this.contextWidth;
	}

	Greenlists greenlists() {
		return this.greenlists;
	}

	private static int[] best(Logits logits) {
		float[] values = logits.values();
		long[] best = new long[Math.min(SELFHASH_CANDIDATES, logits.count())];
		Arrays.fill(best, Long.MIN_VALUE);
		for (int i = 0; i < logits.count(); i++) {
			long key = key(values[i], logits.token(i));
			if (key > best[0]) {
				insert(best, key);
			}
		}
		return Arrays.stream(best).mapToInt((key) -> ~(int) key).toArray();
	}

	/**
	 * Return a number that orders tokens by score, and equal scores by descending id.
	 */
	private static long key(float score, int token) {
		int bits = Float.floatToIntBits(score + 0.0f);
		return ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | (~token & 0xFFFFFFFFL);
	}

	/**
	 * Insert a number into ascending ones, the first of which goes.
	 */
	private static void insert(long[] ascending, long key) {
		int place = 0;
		while (place + 1 < ascending.length && ascending[place + 1] < key) {
			ascending[place] = ascending[place + 1];
			place++;
		}
		ascending[place] = key;
	}

}
