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
 * A prompt whose end is to be generated anew, or the end of the tokens that an answer
 * begins with.
 *
 * @param prompt the tokens that are left of the prompt
 * @param forcedPrefix the tokens that are left of those that an answer begins with
 * @param dropped how many were taken back
 * @param text the text of the prompt that was taken back
 * @param processor makes continuations begin with what was taken back
 */
record HealedPrompt(TokenSequence prompt, List<Integer> forcedPrefix, int dropped, String text,
		LogitsProcessor processor) {

	/**
	 * Take the end of a prompt back.
	 * @param request the request
	 * @param tokenizer the tokenizer of its prompt
	 * @return what is left, or {@code null} if nothing is to be healed
	 */
	static @Nullable HealedPrompt of(GenerationRequest request, Tokenizer tokenizer) {
		TokenSequence prompt = request.prompt();
		List<Integer> prefix = request.forcedPrefix();
		TokenSequence all = prompt.append(prefix.stream().mapToInt(Integer::intValue).toArray());
		Vocabulary vocabulary = tokenizer.vocabulary();
		int kept = boundary(all, prefix.isEmpty() ? 1 : prompt.length(), vocabulary);
		if (kept < 1 || !isSeen(request, kept - 1)) {
			return null;
		}
		int[] dropped = all.toArray(kept, all.length());
		byte[] bytes = bytes(vocabulary, dropped);
		if (Arrays.equals(new TextExtension(vocabulary, bytes).firstTokens(), dropped)) {
			return null;
		}
		if (!prefix.isEmpty()) {
			LogitsProcessor processor = new TextExtension(vocabulary,
					bytes(vocabulary, all.toArray(prompt.length(), all.length())));
			return new HealedPrompt(prompt, prefix.subList(0, kept - prompt.length()), dropped.length, "", processor);
		}
		TokenSequence left = prompt.take(kept);
		StreamingDecoder decoder = tokenizer.streamingDecoder(left.toArray(), request.skipSpecialTokens());
		StringBuilder text = new StringBuilder();
		Arrays.stream(dropped).forEach((token) -> text.append(decoder.next(token)));
		return new HealedPrompt(left, prefix, dropped.length, text.toString(), new TextExtension(vocabulary, bytes));
	}

	/**
	 * Find where the last token begins, or one before it if that is within a character.
	 * @return how many tokens come before, or 0 if nothing can be taken back
	 */
	private static int boundary(TokenSequence tokens, int first, Vocabulary vocabulary) {
		for (int token = tokens.length() - 1; token >= first; token--) {
			byte[] bytes = vocabulary.bytes(tokens.get(token));
			if (vocabulary.isSpecial(tokens.get(token)) || bytes.length == 0) {
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
		return mask == null || position >= mask.length || mask[position];
	}

	/**
	 * Special tokens stand for no bytes.
	 */
	private static byte[] bytes(Vocabulary vocabulary, int[] tokens) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Arrays.stream(tokens)
			.filter((token) -> !vocabulary.isSpecial(token))
			.forEach((token) -> bytes.writeBytes(vocabulary.bytes(token)));
		return bytes.toByteArray();
	}

	/**
	 * Return the request with what is left of its prompt.
	 */
	GenerationRequest request(GenerationRequest request) {
		List<LogitsProcessor> processors = new ArrayList<>();
		processors.add(this.processor);
		processors.addAll(request.processors().processors());
		GenerationRequest.Builder builder = request.toBuilder(this.prompt)
			.forcedPrefix(this.forcedPrefix)
			.processors(processors);
		if (!request.forcedPrefix().isEmpty()) {
			return builder.minNewTokens(Math.max(request.minNewTokens(), request.forcedPrefix().size())).build();
		}
		boolean[] mask = request.attentionMask();
		Integer most = request.maxNewTokens();
		return builder.attentionMask((mask != null) ? Arrays.copyOf(mask, this.prompt.length()) : null)
			.maxNewTokens((most != null) ? (Integer) (most + this.dropped) : null)
			.minNewTokens(request.minNewTokens() + this.dropped)
			.build();
	}

}
