package dev.decoding.model;

/**
 * Text to token ids and back.
 */
public interface Tokenizer {

	/**
	 * Encode text. Special tokens that occur in the text by name become their ids.
	 * @param text the text
	 * @param addSpecialTokens whether to add what the tokenizer puts around a text by
	 * itself, such as a begin-of-text token
	 * @return the token ids
	 */
	int[] encode(String text, boolean addSpecialTokens);

	/**
	 * Decode a whole text.
	 * @param tokens the token ids
	 * @param skipSpecialTokens whether to leave out special tokens
	 * @return the text
	 */
	String decode(int[] tokens, boolean skipSpecialTokens);

	/**
	 * Return the bytes behind the ids.
	 * @return the vocabulary
	 */
	Vocabulary vocabulary();

	/**
	 * Return a decoder that turns tokens into text as they arrive and never emits a part
	 * of a character. What it emits, joined, is how {@link #decode} continues the given
	 * context.
	 * @param context the tokens that come before, not emitted; may be empty
	 * @param skipSpecialTokens whether to leave out special tokens
	 * @return a decoder for one stream, not safe for use by several threads
	 */
	StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens);

	/**
	 * Tokens to text, one token at a time.
	 */
	interface StreamingDecoder {

		/**
		 * Take one more token.
		 * @param token the token id
		 * @return the text that is now complete, perhaps empty
		 */
		String next(int token);

		/**
		 * End the stream.
		 * @return what was held back; an incomplete character becomes U+FFFD
		 */
		String end();

	}

}
