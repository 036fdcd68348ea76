package dev.decoding.engine.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a {@code tokenizer.json} as they are spelled there. A token that was
 * added to the model's own hides what the model has under its id.
 */
final class TokenTable {

	private final String[] spellings;

	private final Map<String, Integer> ids;

	private final BitSet added = new BitSet();

	private final BitSet special = new BitSet();

	/**
	 * Create a table of the model's own tokens.
	 * @param ids the ids by spelling, none negative
	 * @param size one more than the highest id, that of added tokens included
	 */
	TokenTable(Map<String, Integer> ids, int size) {
		this.ids = new HashMap<>(ids);
		this.spellings = new String[size];
		ids.forEach((spelling, id) -> this.spellings[id] = spelling);
	}

	/**
	 * Add a token.
	 * @param id its id
	 * @param spelling its text
	 * @param special whether it is a control token
	 */
	void add(int id, String spelling, boolean special) {
		this.spellings[id] = spelling;
		this.ids.put(spelling, id);
		this.added.set(id);
		this.special.set(id, special);
	}

	int size() {
		return this.spellings.length;
	}

	/**
	 * Return how a token is spelled.
	 * @param id any number
	 * @return the spelling, or {@code null} if there is no such token
	 */
	@Nullable String spelling(int id) {
		return (id >= 0 && id < this.spellings.length) ? this.spellings[id] : null;
	}

	OptionalInt id(String spelling) {
		Integer id = this.ids.get(spelling);
		return (id != null) ? OptionalInt.of(id) : OptionalInt.empty();
	}

	boolean isAdded(int id) {
		return id >= 0 && this.added.get(id);
	}

	boolean isSpecial(int id) {
		return id >= 0 && this.special.get(id);
	}

}
