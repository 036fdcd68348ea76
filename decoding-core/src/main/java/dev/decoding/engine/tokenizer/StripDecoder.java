package dev.decoding.engine.tokenizer;

/**
 * Removes a character, such as a space, from the start of each piece or, where the pieces
 * have been fused to one, from the start of the text.
 */
final class StripDecoder implements PieceDecoder {

	private final int character;

	private final int start;

	private final boolean fused;

	/**
	 * Create a decoder.
	 * @param character the character to remove
	 * @param start the most times to remove it
	 * @param fused whether all pieces are parts of one
	 */
	StripDecoder(int character, int start, boolean fused) {
		this.character = character;
		this.start = start;
		this.fused = fused;
	}

	@Override
	public String decodeInside(String piece) {
		return this.fused ? piece : piece.substring(leading(piece, this.start));
	}

	private int leading(String piece, int most) {
		int index = 0;
		for (int i = 0; i < most && index < piece.length() && piece.codePointAt(index) == this.character; i++) {
			index += Character.charCount(this.character);
		}
		return index;
	}

	@Override
	public PieceStream start(PieceStream next) {
		return new PieceStream() {

			private int left = StripDecoder.this.start;

			@Override
			public void accept(String piece) {
				int index = leading(piece, this.left);
				next.accept(piece.substring(index));
				if (StripDecoder.this.fused) {
					this.left -= index / Character.charCount(StripDecoder.this.character);
					this.left = (index < piece.length()) ? 0 : this.left;
				}
			}

			@Override
			public void end() {
				next.end();
			}

		};
	}

}
