package dev.decoding.engine.tokenizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces every match of a pattern in a piece, such as {@code ▁} by a space.
 */
final class ReplaceDecoder implements PieceDecoder {

	/** What patterns mean in Oniguruma's Ruby syntax, which the native tokenizer uses. */
	private static final int RUBY = Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;

	private final Pattern pattern;

	private final String content;

	private ReplaceDecoder(Pattern pattern, String content) {
		this.pattern = pattern;
		this.content = content;
	}

	static PieceDecoder string(String string, String content) {
		return new ReplaceDecoder(Pattern.compile(string, Pattern.LITERAL), content);
	}

	static PieceDecoder regex(String regex, String content) {
		return new ReplaceDecoder(Pattern.compile(regex, RUBY), content);
	}

	/**
	 * {@inheritDoc} Unlike {@link Matcher#replaceAll}, nothing is replaced in an empty
	 * piece nor where an empty match follows another, as in native code.
	 */
	@Override
	public String decodeInside(String piece) {
		StringBuilder result = new StringBuilder();
		Matcher matcher = this.pattern.matcher(piece);
		int end = -1;
		int copied = 0;
		while (!piece.isEmpty() && matcher.find()) {
			if (matcher.end() > end && !isInsideCharacter(piece, matcher.end())) {
				end = matcher.end();
				result.append(piece, copied, matcher.start()).append(this.content);
				copied = end;
			}
		}
		return result.append(piece, copied, piece.length()).toString();
	}

	private static boolean isInsideCharacter(String piece, int index) {
		return index > 0 && index < piece.length()
				&& Character.isSurrogatePair(piece.charAt(index - 1), piece.charAt(index));
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
