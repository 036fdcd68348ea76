package dev.decoding.logits;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;

/**
 * Makes a continuation begin with given bytes, and lets it go on beyond them within the
 * token that completes them: what token healing needs once the end of a prompt is taken
 * back.
 * <p>
 * Formula: as long as bytes are missing, only tokens that begin with all of the missing
 * ones are left; where there is no such token, those that the missing ones begin with.
 * <p>
 * Edges: special tokens stand for no bytes; once the bytes are complete, or where a
 * continuation does not begin with them, nothing is changed.
 * <p>
 * Example: for the bytes of <code>ht</code> the tokens <code>ht</code>, <code>http</code>
 * and <code>https</code> are left.
 * <p>
 * Order: first, so that truncations choose among the tokens that are left.
 * <p>
 * Source: Lundberg, <i>The Art of Prompt Design: Prompt Boundaries and Token Healing</i>,
 * 2023. Hugging Face's <code>token_healing</code> adds 10 to the scores of the tokens
 * instead.
 */
public final class TextExtension implements LogitsProcessor {

	private final Vocabulary vocabulary;

	private final byte[] bytes;

	/**
	 * Make continuations begin with bytes.
	 * @param vocabulary the bytes behind the tokens
	 * @param bytes what to begin with
	 */
	public TextExtension(Vocabulary vocabulary, byte[] bytes) {
		this.vocabulary = vocabulary;
		this.bytes = bytes.clone();
	}

	/**
	 * Return the tokens that a continuation can begin with.
	 * @return the token ids in ascending order
	 */
	public int[] firstTokens() {
		return tokens(0);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The continuation is what comes after the prompt.
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int present = present(sequence);
		if (present < 0 || present >= this.bytes.length) {
			return;
		}
		int[] tokens = Arrays.stream(tokens(present)).filter((token) -> token < logits.vocabularySize()).toArray();
		float[] scores = logits.scores();
		float[] values = new float[tokens.length];
		for (int i = 0; i < tokens.length; i++) {
			values[i] = scores[tokens[i]];
		}
		logits.keep(tokens, values, tokens.length, false);
	}

	/**
	 * Return how many of the bytes are there, or more if it goes on behind them; -1 if
	 * there are others.
	 */
	private int present(TokenSequence sequence) {
		int present = 0;
		for (int i = sequence.promptLength(); i < sequence.length() && present < this.bytes.length; i++) {
			byte[] added = bytes(sequence.get(i));
			if (common(added, present) < Math.min(added.length, this.bytes.length - present)) {
				return -1;
			}
			present += added.length;
		}
		return present;
	}

	private int[] tokens(int present) {
		int missing = this.bytes.length - present;
		int[] extensions = tokens((bytes) -> common(bytes, present) == missing);
		return (extensions.length > 0) ? extensions
				: tokens((bytes) -> bytes.length > 0 && common(bytes, present) == bytes.length);
	}

	private int[] tokens(Predicate<byte[]> condition) {
		return IntStream.range(0, this.vocabulary.size())
			.filter((token) -> !this.vocabulary.isSpecial(token))
			.filter((token) -> condition.test(this.vocabulary.bytes(token)))
			.toArray();
	}

	/**
	 * Return how many bytes agree with the missing ones.
	 */
	private int common(byte[] added, int present) {
		int mismatch = Arrays.mismatch(added, 0, added.length, this.bytes, present, this.bytes.length);
		return (mismatch < 0) ? added.length : mismatch;
	}

	private byte[] bytes(int token) {
		return this.vocabulary.isSpecial(token) ? new byte[0] : this.vocabulary.bytes(token);
	}

	@Override
	public String name() {
		return "text-extension";
	}

}
