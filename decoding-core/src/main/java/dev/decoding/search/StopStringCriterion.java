package dev.decoding.search;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;

/**
 * Ends a sequence by Hugging Face's rule of stop strings: some stop string occurs in the
 * joined texts of the tokens, the prompt's included, and its last character lies in the
 * newest token.
 * <p>
 * Unlike {@link GenerationRequest#stopStrings()}, which follow OpenAI's rule, the text is
 * not cut: neither the stop string goes nor what follows it in the token; and a stop
 * string can begin in the prompt.
 * <p>
 * Edges: texts are compared byte by byte, in UTF-8, so that a token may hold a part of a
 * character.
 * <p>
 * Example: with the stop string <code>stop</code> the tokens <code>st</code>,
 * <code>opera</code> end a sequence, whose text is then <code>stopera</code>.
 * <p>
 * Source: Hugging Face's {@code StopStringCriteria}.
 */
public final class StopStringCriterion implements StoppingCriterion {

	private final Vocabulary vocabulary;

	private final List<byte[]> stopStrings;

	private final int longest;

	/**
	 * Create a criterion.
	 * @param vocabulary the bytes of the tokens
	 * @param stopStrings the texts that end a sequence, at least one, none empty
	 * @throws IllegalArgumentException if no token can end any of them
	 */
	public StopStringCriterion(Vocabulary vocabulary, List<String> stopStrings) {
		if (stopStrings.isEmpty() || stopStrings.contains("")) {
			throw new IllegalArgumentException("'stopStrings' is %s but must have texts, none of them empty"
				.formatted(stopStrings.isEmpty() ? "empty" : stopStrings));
		}
		this.vocabulary = vocabulary;
		this.stopStrings = stopStrings.stream().map((text) -> text.getBytes(StandardCharsets.UTF_8)).toList();
		this.longest = this.stopStrings.stream().mapToInt((bytes) -> bytes.length).max().getAsInt();
		if (!isReachable()) {
			throw new IllegalArgumentException(
					"'stopStrings' has %s but no token of the vocabulary can end any of them".formatted(stopStrings));
		}
	}

	private boolean isReachable() {
		for (int token = 0; token < this.vocabulary.size(); token++) {
			if (canEnd(this.vocabulary.bytes(token))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a stop string can end within a token: whether their bytes agree
	 * where they overlap, for some place of its last byte.
	 */
	private boolean canEnd(byte[] token) {
		for (byte[] stopString : this.stopStrings) {
			for (int end = 1; end <= token.length; end++) {
				if (agree(token, end, stopString, Math.min(end, stopString.length))) {
					return true;
				}
			}
		}
		return false;
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		byte[] newest = this.vocabulary.bytes(sequence.last());
		byte[] text = new byte[newest.length + this.longest - 1];
		int start = text.length - newest.length;
		System.arraycopy(newest, 0, text, start, newest.length);
		for (int i = sequence.length() - 2; i >= 0 && start > 0; i--) {
			byte[] bytes = this.vocabulary.bytes(sequence.get(i));
			int length = Math.min(start, bytes.length);
			start -= length;
			System.arraycopy(bytes, bytes.length - length, text, start, length);
		}
		for (int end = text.length - newest.length + 1; end <= text.length; end++) {
			for (byte[] stopString : this.stopStrings) {
				if (end - start >= stopString.length && agree(text, end, stopString, stopString.length)) {
					return FinishReason.STOP;
				}
			}
		}
		return null;
	}

	/**
	 * Return whether the bytes of a text before an index are the last ones of a stop
	 * string.
	 */
	private static boolean agree(byte[] text, int end, byte[] stopString, int length) {
		for (int i = 1; i <= length; i++) {
			if (text[end - i] != stopString[stopString.length - i]) {
				return false;
			}
		}
		return true;
	}

}
