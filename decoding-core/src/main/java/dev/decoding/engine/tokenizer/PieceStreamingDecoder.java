package dev.decoding.engine.tokenizer;

import dev.decoding.engine.tokenizer.PieceDecoder.PieceStream;
import dev.decoding.model.Tokenizer.StreamingDecoder;

/**
 * Sends tokens through the decoder of a {@code tokenizer.json} as they arrive. A decoder
 * passes on nothing that a later token could change, so what has come out stays.
 */
final class PieceStreamingDecoder implements StreamingDecoder {

	private final TokenTable table;

	private final boolean skipSpecialTokens;

	private final StringBuilder text = new StringBuilder();

	private final PieceStream stream;

	/** What the text of the context ends with although it has not come out yet. */
	private String pending;

	PieceStreamingDecoder(TokenTable table, PieceDecoder decoder, int[] context, boolean skipSpecialTokens) {
		this.table = table;
		this.skipSpecialTokens = skipSpecialTokens;
		PieceStream ended = start(decoder, context);
		takeText();
		ended.end();
		this.pending = takeText();
		this.stream = start(decoder, context);
		takeText();
	}

	private PieceStream start(PieceDecoder decoder, int[] context) {
		PieceStream started = decoder.start(new Sink());
		for (int token : context) {
			accept(token, started);
		}
		return started;
	}

	@Override
	public String next(int token) {
		accept(token, this.stream);
		return takeNewText();
	}

	private void accept(int token, PieceStream stream) {
		String spelling = this.table.spelling(token);
		if (spelling != null && !(this.skipSpecialTokens && this.table.isSpecial(token))) {
			stream.accept(spelling);
		}
	}

	@Override
	public String end() {
		this.stream.end();
		return takeNewText();
	}

	private String takeNewText() {
		String complete = takeText();
		int known = commonPrefix(complete, this.pending);
		this.pending = (known == complete.length()) ? this.pending.substring(known) : "";
		return complete.substring(known);
	}

	private static int commonPrefix(String left, String right) {
		int length = 0;
		while (length < left.length() && length < right.length()
				&& left.codePointAt(length) == right.codePointAt(length)) {
			length += Character.charCount(left.codePointAt(length));
		}
		return length;
	}

	private String takeText() {
		String complete = this.text.toString();
		this.text.setLength(0);
		return complete;
	}

	/**
	 * Where decoded pieces end up.
	 */
	private final class Sink implements PieceStream {

		@Override
		public void accept(String piece) {
			PieceStreamingDecoder.this.text.append(piece);
		}

		@Override
		public void end() {
			// all is there
		}

	}

}
