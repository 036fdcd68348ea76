package dev.decoding.logits;

import java.lang.ref.SoftReference;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * The tokens that a watermark favours in a context: the first ones of a permutation of
 * the vocabulary, seeded with a hash of the context. Safe for use by several threads.
 */
final class Greenlists {

	/** PyTorch takes a seed of 64 bits, and Hugging Face its remainder by this. */
	private static final BigInteger SEEDS = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

	private static final int TABLE_SIZE = 1_000_003;

	private static final int CACHED_LISTS = 64;

	private static final int CACHED_TOKENS = 4096;

	/** What was used last, so that the next request with the same key finds its lists. */
	private static volatile SoftReference<@Nullable Greenlists> recent = new SoftReference<>(null);

	private final Seeding seeding;

	private final int[] table;

	private final Map<Key, BitSet> lists = cache(CACHED_LISTS);

	private final Map<Key, Boolean> tokens = cache(CACHED_TOKENS);

	/** Where to permute a vocabulary, if no other thread does. */
	private final AtomicReference<int @Nullable []> spare = new AtomicReference<>();

	private Greenlists(Seeding seeding) {
		this.seeding = seeding;
		this.table = (seeding.scheme == SeedingScheme.SELFHASH)
				? new TorchRandom(seeding.hashingKey).randperm(TABLE_SIZE) : new int[0];
	}

	/**
	 * Return the lists.
	 * @param ratio the share of the vocabulary on a list
	 * @param hashingKey the key that the lists depend on
	 * @param scheme what else the lists depend on
	 * @param contextWidth how many tokens are hashed
	 * @return the lists
	 */
	static Greenlists of(double ratio, long hashingKey, SeedingScheme scheme, int contextWidth) {
		Seeding seeding = new Seeding(ratio, hashingKey, scheme, contextWidth);
		Greenlists known = recent.get();
		if (known != null && known.seeding.equals(seeding)) {
			return known;
		}
		Greenlists lists = new Greenlists(seeding);
		recent = new SoftReference<>(lists);
		return lists;
	}

	private static <T> Map<Key, T> cache(int capacity) {
		return new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Key, T> eldest) {
				return size() > capacity;
			}

		};
	}

	/**
	 * Return whether a token is favoured.
	 * @param sequence the tokens before it
	 * @param token the token
	 * @param vocabularySize the number of tokens there are
	 * @return whether it is on the list of its context
	 */
	boolean contains(TokenSequence sequence, int token, int vocabularySize) {
		if (this.seeding.scheme == SeedingScheme.LEFTHASH) {
			return after(sequence.last(), vocabularySize).get(token);
		}
		int seed = seed(sequence, token);
		Key key = new Key(seed, token, vocabularySize);
		synchronized (this.tokens) {
			Boolean cached = this.tokens.get(key);
			if (cached != null) {
				return cached;
			}
		}
		boolean contained = contains(seed, token, vocabularySize);
		synchronized (this.tokens) {
			this.tokens.put(key, contained);
		}
		return contained;
	}

	/**
	 * Return the list that the token before gives.
	 * @param last the token before
	 * @param vocabularySize the number of tokens there are
	 * @return the favoured tokens, not to be changed
	 */
	BitSet after(int last, int vocabularySize) {
		Key key = new Key(0, last, vocabularySize);
		synchronized (this.lists) {
			BitSet cached = this.lists.get(key);
			if (cached != null) {
				return cached;
			}
		}
		BitSet list = list(seed(BigInteger.valueOf(this.seeding.hashingKey).multiply(BigInteger.valueOf(last))),
				vocabularySize);
		synchronized (this.lists) {
			this.lists.put(key, list);
		}
		return list;
	}

	private BitSet list(int seed, int vocabularySize) {
		int[] permutation = this.spare.getAndSet(null);
		if (permutation == null || permutation.length != vocabularySize) {
			permutation = new int[vocabularySize];
		}
		int size = size(vocabularySize);
		new TorchRandom(seed).randperm(permutation, size);
		BitSet list = new BitSet(vocabularySize);
		for (int i = 0; i < size; i++) {
			list.set(permutation[i]);
		}
		this.spare.set(permutation);
		return list;
	}

	/**
	 * Follow one token through the permutation, which then need not be kept: it is on the
	 * list as soon as it is swapped to the front.
	 */
	private boolean contains(int seed, int token, int vocabularySize) {
		MersenneTwister generator = new MersenneTwister(seed);
		int size = size(vocabularySize);
		int place = token;
		for (int i = 0; i < size; i++) {
			int other = i + Integer.remainderUnsigned(generator.nextInt(), vocabularySize - i);
			if (other == place) {
				return true;
			}
			place = (place == i) ? other : place;
		}
		return false;
	}

	private int size(int vocabularySize) {
		return (int) (vocabularySize * this.seeding.ratio);
	}

	/**
	 * Hash the window that ends with a token; products overflow as PyTorch's do.
	 */
	private int seed(TokenSequence sequence, int token) {
		long own = hash(token);
		long least = this.seeding.hashingKey * own * own;
		int length = sequence.length();
		for (int i = length - this.seeding.contextWidth + 1; i < length; i++) {
			least = Math.min(least, this.seeding.hashingKey * hash(sequence.get(i)) * own);
		}
		return seed(BigInteger.valueOf(least));
	}

	private long hash(int token) {
		return this.table[token % TABLE_SIZE] + 1L;
	}

	private static int seed(BigInteger hash) {
		return hash.mod(SEEDS).intValue();
	}

	/**
	 * What a list, or whether a token is on one, is found by.
	 */
	private record Key(int seed, int token, int vocabularySize) {
	}

	/**
	 * What the lists depend on.
	 */
	private record Seeding(double ratio, long hashingKey, SeedingScheme scheme, int contextWidth) {
	}

}
