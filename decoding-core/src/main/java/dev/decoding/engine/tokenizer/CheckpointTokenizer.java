package dev.decoding.engine.tokenizer;

import dev.decoding.model.Vocabulary;

/**
 * The tokenizer of a {@code tokenizer.json}: texts go through native code, streams and
 * the vocabulary do not.
 */
final class CheckpointTokenizer implements LoadedTokenizer {

	private final NativeTokenizer texts;

	private final PieceDecoder decoder;

	private final TokenTable table;

	private final Vocabulary vocabulary;

	CheckpointTokenizer(TokenizerFile content, NativeTokenizer texts) {
		this.texts = texts;
		this.decoder = content.decoder();
		this.table = content.tokens();
		this.vocabulary = new TokenVocabulary(this.table, this.decoder);
	}

	@Override
	public int[] encode(String text, boolean addSpecialTokens) {
		return this.texts.encode(text, addSpecialTokens);
	}

	@Override
	public String decode(int[] tokens, boolean skipSpecialTokens) {
		return (tokens.length == 0) ? "" : this.texts.decode(tokens, skipSpecialTokens);
	}

	@Override
	public Vocabulary vocabulary() {
		return this.vocabulary;
	}

	@Override
	public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
		return new PieceStreamingDecoder(this.table, this.decoder, context, skipSpecialTokens);
	}

	@Override
	public void close() {
		this.texts.close();
	}

}
