package dev.decoding.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

import dev.decoding.model.Vocabulary;

/**
 * A vocabulary of special tokens only.
 */
record Spellings(List<String> tokens) implements Vocabulary {

	static Spellings of(String... tokens) {
		return new Spellings(List.of(tokens));
	}

	@Override
	public int size() {
		return this.tokens.size();
	}

	@Override
	public byte[] bytes(int token) {
		return token(token).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String token(int token) {
		return this.tokens.get(token);
	}

	@Override
	public OptionalInt id(String token) {
		int id = this.tokens.indexOf(token);
		return (id >= 0) ? OptionalInt.of(id) : OptionalInt.empty();
	}

	@Override
	public boolean isSpecial(int token) {
		return true;
	}

}
