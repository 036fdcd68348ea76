package dev.decoding.engine.tokenizer;

import java.util.function.UnaryOperator;

/**
 * Decodes the first piece of a text in another way than those that follow.
 */
final class FirstPieceDecoder implements PieceDecoder {

	private final UnaryOperator<String> first;

	private final UnaryOperator<String> inside;

	private FirstPieceDecoder(UnaryOperator<String> first, UnaryOperator<String> inside) {
		this.first = first;
		this.inside = inside;
	}

	/**
	 * Put a space between pieces, as is done where there is no decoder.
	 */
	static PieceDecoder spaces() {
		return new FirstPieceDecoder(UnaryOperator.identity(), " "::concat);
	}

	/**
	 * SentencePiece's spelling of a space becomes one, but vanishes from the first piece.
	 */
	static PieceDecoder metaspace(String replacement) {
		return new FirstPieceDecoder((piece) -> piece.replace(replacement, ""),
				(piece) -> piece.replace(replacement, " "));
	}

	/**
	 * A piece begins a word unless it has the prefix, such as {@code ##}.
	 */
	static PieceDecoder wordPiece(String prefix, boolean cleanup) {
		UnaryOperator<String> clean = cleanup ? FirstPieceDecoder::cleanup : UnaryOperator.identity();
		return new FirstPieceDecoder(clean, (piece) -> clean
			.apply(piece.startsWith(prefix) ? piece.substring(prefix.length()) : " ".concat(piece)));
	}

	private static String cleanup(String piece) {
		return piece.replace(" .", ".")
			.replace(" ?", "?")
			.replace(" !", "!")
			.replace(" ,", ",")
			.replace(" ' ", "'")
			.replace(" n't", "n't")
			.replace(" 'm", "'m")
			.replace(" do not", " don't")
			.replace(" 's", "'s")
			.replace(" 've", "'ve")
			.replace(" 're", "'re");
	}

	@Override
	public String decodeInside(String piece) {
		return this.inside.apply(piece);
	}

	@Override
	public PieceStream start(PieceStream next) {
		return new PieceStream() {

			private UnaryOperator<String> decoder = FirstPieceDecoder.this.first;

			@Override
			public void accept(String piece) {
				next.accept(this.decoder.apply(piece));
				this.decoder = FirstPieceDecoder.this.inside;
			}

			@Override
			public void end() {
				next.end();
			}

		};
	}

}
