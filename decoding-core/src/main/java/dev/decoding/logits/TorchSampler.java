package dev.decoding.logits;

import java.util.Arrays;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws the tokens that Hugging Face's <code>generate</code> draws after
 * <code>torch.manual_seed(seed)</code> on the CPU, with a PyTorch that is built without
 * MKL: <code>torch.multinomial(softmax(scores), 1)</code> to the bit, as far as the
 * scores agree.
 * <p>
 * Formula: <code>argmax(p[i] / q[i])</code>, of several the first, in single precision,
 * with <code>q</code> of the exponential distribution. One generator draws the
 * <code>q</code> of all tokens of all rows of a batch at each position, row by row, also
 * for tokens that are removed and rows that are finished.
 * <p>
 * Edges: the sequences of a request are the rows of a batch; where a request is only a
 * part of the batch that is to be replayed, its place there is an argument. Each sequence
 * has a generator of its own that skips the rows of the others, which costs time in large
 * batches. Random numbers of other kinds are not used.
 * <p>
 * Source: PyTorch 2.6, <code>multinomial</code> and <code>exponential_</code>; Hugging
 * Face's <code>_sample</code>.
 */
public final class TorchSampler implements TokenSampler {

	private final int row;

	private final int rows;

	private final TorchRandom random;

	/** How many rows are between those already drawn and that of the next token. */
	private final int rowsBefore;

	/**
	 * Create the sampler of a request whose sequences are the whole batch.
	 */
	public TorchSampler() {
		this(0, 0);
	}

	/**
	 * Create the sampler of a request whose sequences are a part of a batch.
	 * @param row the row of its first sequence
	 * @param rows how many rows the batch has, or 0 if the sequences are all
	 */
	public TorchSampler(int row, int rows) {
		this(row, rows, new TorchRandom(0), row);
		if (row < 0) {
			throw new IllegalArgumentException("'row' is %d but must be at least 0".formatted(row));
		}
		if (rows < 0 || (rows == 0 && row > 0)) {
			throw new IllegalArgumentException(
					"'rows' is %d but must be more than the 'row', which is %d, or 0 with row 0".formatted(rows, row));
		}
	}

	private TorchSampler(int row, int rows, TorchRandom random, int rowsBefore) {
		this.row = row;
		this.rows = rows;
		this.random = random;
		this.rowsBefore = rowsBefore;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the batch has fewer rows than that
	 */
	@Override
	public TorchSampler start(long seed, int branch, int branches) {
		int all = (this.rows > 0) ? this.rows : branches;
		if (this.row + branches > all) {
			throw new IllegalArgumentException(
					"'rows' is %d but must be at least %d: the request has %d sequences from row %d on".formatted(all,
							this.row + branches, branches, this.row));
		}
		return new TorchSampler(this.row + branch, all, new TorchRandom(seed), this.row + branch);
	}

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		return draw(logits, random).choice();
	}

	@Override
	public Draw draw(Logits logits, RandomStream random) {
		Distribution distribution = InvalidLogitsException.requireDistribution(logits);
		int vocabularySize = logits.vocabularySize();
		TorchRandom generator = this.random.copy();
		generator.skip((long) this.rowsBefore * vocabularySize * TorchRandom.WORDS_PER_EXPONENTIAL);
		int candidate = race(logits, distribution, generator);
		Choice choice = new Choice(logits.token(candidate), distribution.logProbability(logits.values()[candidate]));
		int others = Math.max(this.rows, 1) - 1;
		return new Draw(choice, new TorchSampler(this.row, this.rows, generator, others));
	}

	/**
	 * Draw different continuations of beams as Hugging Face's <code>generate</code> does
	 * with <code>num_beams</code>: <code>torch.multinomial(softmax(scores), count)</code>
	 * over the continuations of all beams of a request, which are rows of a batch. The
	 * sampler was {@linkplain #start started} with so many branches as there are beams.
	 * @param scores the scores of the continuations, those of one beam after the other,
	 * <code>[beams * vocabulary]</code>; not changed
	 * @param beams how many beams there are
	 * @param count how many continuations to draw
	 * @return the drawn continuations and what follows
	 * @throws InvalidLogitsException if there is no continuation to draw
	 */
	public BeamDraw drawBeams(Logits scores, int beams, int count) {
		Distribution distribution = InvalidLogitsException.requireDistribution(scores);
		float max = distribution.max();
		float sum = (float) Math.exp(distribution.logNormalizer() - max);
		float[] probabilities = new float[scores.vocabularySize()];
		for (int i = 0; i < scores.count(); i++) {
			probabilities[scores.token(i)] = (float) Math.exp(scores.values()[i] - max) / sum;
		}
		TorchRandom generator = this.random.copy();
		int vocabularySize = probabilities.length / beams;
		generator.skip((long) this.rowsBefore * vocabularySize * TorchRandom.WORDS_PER_EXPONENTIAL);
		int[] drawn = generator.multinomial(probabilities, Math.min(count, probabilities.length));
		int[] possible = Arrays.stream(drawn).filter((index) -> probabilities[index] > 0).toArray();
		return new BeamDraw(possible,
				new TorchSampler(this.row, this.rows, generator, Math.max(this.rows, beams) - beams));
	}

	private static int race(Logits logits, Distribution distribution, TorchRandom generator) {
		int[] order = ascendingTokens(logits);
		float[] values = logits.values();
		float max = distribution.max();
		float sum = (float) Math.exp(distribution.logNormalizer() - max);
		int winner = -1;
		float best = 0;
		int drawn = 0;
		for (int i = 0; i < logits.count(); i++) {
			int candidate = (order.length > 0) ? order[i] : i;
			int token = logits.token(candidate);
			generator.skip((long) (token - drawn) * TorchRandom.WORDS_PER_EXPONENTIAL);
			drawn = token + 1;
			double uniform = generator.randDouble();
			float below = max - values[candidate];
			if (ExponentialRace.isLost(uniform, below, 1 / ((double) best * sum))) {
				continue;
			}
			float probability = (float) Math.exp(-below) / sum;
			float ratio = probability / TorchRandom.exponential(uniform);
			if (ratio > best) {
				best = ratio;
				winner = candidate;
			}
		}
		generator.skip((long) (logits.vocabularySize() - drawn) * TorchRandom.WORDS_PER_EXPONENTIAL);
		return winner;
	}

	/**
	 * Return the candidates by ascending token; empty if they are in that order already.
	 */
	private static int[] ascendingTokens(Logits logits) {
		int ascending = 1;
		while (ascending < logits.count() && logits.token(ascending - 1) < logits.token(ascending)) {
			ascending++;
		}
		if (ascending >= logits.count()) {
			return new int[0];
		}
		long[] keys = new long[logits.count()];
		for (int candidate = 0; candidate < keys.length; candidate++) {
			keys[candidate] = ((long) logits.token(candidate) << 32) | candidate;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).mapToInt((key) -> (int) key).toArray();
	}

	/**
	 * Drawn continuations and what follows.
	 *
	 * @param indices the indices of the continuations, in the order in which they are
	 * drawn
	 * @param next the sampler of the next position
	 */
	public record BeamDraw(int[] indices, TorchSampler next) {
	}

}
