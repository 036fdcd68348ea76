package dev.decoding.search;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.TextExtension;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import dev.decoding.model.Tokenizer.StreamingDecoder;
import dev.decoding.model.Vocabulary;

/**
 * A prompt whose end is to be generated anew.
 *
 * @param prompt the tokens that are left
 * @param dropped how many were taken back
 * @param text the text that was taken back
 * @param processor makes continuations begin with it
 */
record HealedPrompt(TokenSequence prompt, int dropped, String text, LogitsProcessor processor) {

	/**
	 * Take the end of a prompt back.
	 * @param request the request
	 * @param tokenizer the tokenizer of its prompt
	 * @return what is left, or {@code null} if nothing is to be healed
	 */
	static @Nullable HealedPrompt of(GenerationRequest request, Tokenizer tokenizer) {
		TokenSequence prompt = request.prompt();
		Vocabulary vocabulary = tokenizer.vocabulary();
		int kept = request.forcedPrefix().isEmpty() ? boundary(prompt, vocabulary) : 0;
		if (kept < 1 || !isSeen(request, kept - 1)) {
			return null;
		}
		int[] dropped = prompt.toArray(kept, prompt.length());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Arrays.stream(dropped).forEach((token) -> bytes.writeBytes(vocabulary.bytes(token)));
		TextExtension extension = new TextExtension(vocabulary, bytes.toByteArray());
		if (Arrays.equals(extension.firstTokens(), dropped)) {
			return null;
		}
		TokenSequence left = prompt.take(kept);
		StreamingDecoder decoder = tokenizer.streamingDecoder(left.toArray(), request.skipSpecialTokens());
		StringBuilder text = new StringBuilder();
		Arrays.stream(dropped).forEach((token) -> text.append(decoder.next(token)));
		return new HealedPrompt(left, dropped.length, text.toString(), extension);
	}

	/**
	 * Find where the last token begins, or one before it if that is within a character.
	 * @return how many tokens come before, or 0 if nothing can be taken back
	 */
	private static int boundary(TokenSequence prompt, Vocabulary vocabulary) {
		for (int token = prompt.length() - 1; token > 0; token--) {
			byte[] bytes = vocabulary.bytes(prompt.get(token));
			if (vocabulary.isSpecial(prompt.get(token)) || bytes.length == 0) {
				return 0;
			}
			boolean withinCharacter = (bytes[0] & 0xC0) == 0x80;
			if (!withinCharacter) {
				return token;
			}
		}
		return 0;
	}

	private static boolean isSeen(GenerationRequest request, int position) {
		boolean[] mask = request.attentionMask();
		return mask == null || mask[position];
	}

	/**
	 * Return the request with what is left of its prompt.
	 */
	GenerationRequest request(GenerationRequest request) {
		List<LogitsProcessor> processors = new ArrayList<>();
		processors.add(this.processor);
		processors.addAll(request.processors().processors());
		boolean[] mask = request.attentionMask();
		Integer most = request.maxNewTokens();
		return request.toBuilder(this.prompt)
			.attentionMask((mask != null) ? Arrays.copyOf(mask, this.prompt.length()) : null)
			.maxNewTokens((most != null) ? (Integer) (most + this.dropped) : null)
			.minNewTokens(request.minNewTokens() + this.dropped)
			.processors(processors)
			.build();
	}

}
