package dev.decoding.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.decoding.model.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of a {@code tokenizer.json}.
 */
final class TokenVocabulary implements Vocabulary {

	private static final byte[] NONE = {};

	private final TokenTable table;

	private final PieceDecoder decoder;

	/** Filled as tokens are asked for; threads that fill a cell together agree. */
	private final AtomicReferenceArray<byte @Nullable []> bytes;

	TokenVocabulary(TokenTable table, PieceDecoder decoder) {
		this.table = table;
		this.decoder = decoder;
		this.bytes = new AtomicReferenceArray<>(table.size());
	}

	@Override
	public int size() {
		return this.table.size();
	}

	@Override
	public byte[] bytes(int token) {
		String spelling = this.table.spelling(token);
		if (spelling == null) {
			return NONE;
		}
		byte[] known = this.bytes.getAcquire(token);
		if (known == null) {
			known = decode(spelling, this.table.isAdded(token));
			this.bytes.setRelease(token, known);
		}
		return known;
	}

	private byte[] decode(String spelling, boolean added) {
		byte[] decoded = added ? null : this.decoder.bytes(spelling);
		return (decoded != null) ? decoded : spelling.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String token(int token) {
		return Objects.requireNonNullElse(this.table.spelling(token), "");
	}

	@Override
	public OptionalInt id(String token) {
		return this.table.id(token);
	}

	@Override
	public boolean isSpecial(int token) {
		return this.table.isSpecial(token);
	}

}
