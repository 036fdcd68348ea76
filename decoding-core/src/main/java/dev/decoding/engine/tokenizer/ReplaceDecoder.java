package dev.decoding.engine.tokenizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces every match of a pattern in a piece, such as {@code ▁} by a space.
 */
final class ReplaceDecoder implements PieceDecoder {

	private final Pattern pattern;

	private final String content;

	ReplaceDecoder(Pattern pattern, String content) {
		this.pattern = pattern;
		this.content = Matcher.quoteReplacement(content);
	}

	@Override
	public String decodeInside(String piece) {
		return this.pattern.matcher(piece).replaceAll(this.content);
	}

	@Override
	public PieceStream start(PieceStream next) {
		return new PieceStream() {

			@Override
			public void accept(String piece) {
				next.accept(decodeInside(piece));
			}

			@Override
			public void end() {
				next.end();
			}

		};
	}

}
