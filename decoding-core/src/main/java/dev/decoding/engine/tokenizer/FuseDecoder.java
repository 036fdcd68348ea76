package dev.decoding.engine.tokenizer;

/**
 * Makes one piece of all, which is known at the end only; so it stands only before a
 * decoder that cannot do with the parts.
 */
final class FuseDecoder implements PieceDecoder {

	@Override
	public String decodeInside(String piece) {
		return piece;
	}

	@Override
	public PieceStream start(PieceStream next) {
		StringBuilder whole = new StringBuilder();
		return new PieceStream() {

			@Override
			public void accept(String piece) {
				whole.append(piece);
			}

			@Override
			public void end() {
				next.accept(whole.toString());
				whole.setLength(0);
				next.end();
			}

		};
	}

}
