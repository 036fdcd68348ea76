package dev.decoding.engine.tokenizer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a {@code tokenizer.json} as they are spelled there. It is filled first
 * with those of the model, then with the added ones, and not changed any more.
 */
final class TokenTable {

	private @Nullable String[] spellings = new String[256];

	private int size;

	private final Map<String, Integer> ids = new HashMap<>();

	/** How many tokens are the model's own. */
	private int modelTokens;

	private final BitSet added = new BitSet();

	private final Set<String> special = new HashSet<>();

	/**
	 * Put one of the model's own tokens.
	 * @param id its id, that no other has
	 * @param spelling its spelling
	 */
	void put(int id, String spelling) {
		set(id, spelling);
		this.modelTokens++;
	}

	/**
	 * Add a token to the model's own. As in native code it gets the id that the model has
	 * for it, else the next free one, whatever the file says, and hides what the model
	 * has there.
	 * @param spelling its text; if empty, nothing is added
	 * @param special whether it is a control token
	 */
	void add(String spelling, boolean special) {
		if (spelling.isEmpty()) {
			return;
		}
		int next = Math.max(this.added.length(), this.modelTokens);
		int id = this.ids.getOrDefault(spelling, next);
		set(id, spelling);
		this.added.set(id);
		if (special) {
			this.special.add(spelling);
		}
	}

	private void set(int id, String spelling) {
		if (id >= this.spellings.length) {
			this.spellings = Arrays.copyOf(this.spellings, Math.max(id + 1, 2 * this.spellings.length));
		}
		this.spellings[id] = spelling;
		this.ids.put(spelling, id);
		this.size = Math.max(this.size, id + 1);
	}

	int size() {
		return this.size;
	}

	/**
	 * Return how a token is spelled.
	 * @param id any number
	 * @return the spelling, or {@code null} if there is no such token
	 */
	@Nullable String spelling(int id) {
		return (id >= 0 && id < this.size) ? this.spellings[id] : null;
	}

	OptionalInt id(String spelling) {
		Integer id = this.ids.get(spelling);
		return (id != null) ? OptionalInt.of(id) : OptionalInt.empty();
	}

	boolean isAdded(int id) {
		return id >= 0 && this.added.get(id);
	}

	/**
	 * Return whether a token is special, which by native code's rule goes by its
	 * spelling.
	 */
	boolean isSpecial(int id) {
		String spelling = spelling(id);
		return spelling != null && this.special.contains(spelling);
	}

}
