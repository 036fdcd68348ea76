package dev.decoding.engine.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Replaces a suffix that ends words, such as {@code </w>}, by a space, but in the last
 * piece by nothing; so a piece is passed on when the next one comes.
 */
final class SuffixDecoder implements PieceDecoder {

	private final String suffix;

	SuffixDecoder(String suffix) {
		this.suffix = suffix;
	}

	@Override
	public String decodeInside(String piece) {
		return piece.replace(this.suffix, " ");
	}

	@Override
	public PieceStream start(PieceStream next) {
		return new PieceStream() {

			private @Nullable String last;

			@Override
			public void accept(String piece) {
				if (this.last != null) {
					next.accept(decodeInside(this.last));
				}
				this.last = piece;
			}

			@Override
			public void end() {
				if (this.last != null) {
					next.accept(this.last.replace(SuffixDecoder.this.suffix, ""));
				}
				this.last = null;
				next.end();
			}

		};
	}

}
