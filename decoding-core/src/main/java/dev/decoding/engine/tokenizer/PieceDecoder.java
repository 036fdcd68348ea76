package dev.decoding.engine.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way from tokens to text: what a {@code decoder} of a
 * {@code tokenizer.json} does. It takes pieces, at first the tokens as they are spelled,
 * and passes pieces on; the pieces that come out at the end, joined, are the text.
 */
interface PieceDecoder {

	/**
	 * Begin a text.
	 * @param next what takes the pieces that come out
	 * @return what takes the pieces that go in
	 */
	PieceStream start(PieceStream next);

	/**
	 * Decode a piece as if it stood in the midst of a text.
	 * @param piece the piece
	 * @return what comes out
	 */
	String decodeInside(String piece);

	/**
	 * Return the bytes of a piece that stands for bytes rather than for characters.
	 * @param piece the piece
	 * @return the bytes, or {@code null} if it stands for characters
	 */
	default byte @Nullable [] bytes(String piece) {
		return null;
	}

	/**
	 * The pieces of one text, in order.
	 */
	interface PieceStream {

		/**
		 * Take one more piece.
		 * @param piece the piece
		 */
		void accept(String piece);

		/**
		 * End the text, and that of the next in line.
		 */
		void end();

	}

}
