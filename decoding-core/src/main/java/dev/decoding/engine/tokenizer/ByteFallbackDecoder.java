package dev.decoding.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decodes tokens of the form {@code <0x0A>}, which stand for one byte. Such tokens in a
 * row are a text if all of it is UTF-8, else each of them is U+FFFD; so nothing is known
 * of a row before its end.
 */
final class ByteFallbackDecoder implements PieceDecoder {

	private static final int HEXADECIMAL = 16;

	@Override
	public byte @Nullable [] bytes(String piece) {
		if (piece.length() != 6 || !piece.startsWith("<0x") || piece.charAt(5) != '>') {
			return null;
		}
		int high = Character.digit(piece.charAt(3), HEXADECIMAL);
		int low = Character.digit(piece.charAt(4), HEXADECIMAL);
		boolean ascii = piece.charAt(3) < 0x80 && piece.charAt(4) < 0x80;
		return (ascii && high >= 0 && low >= 0) ? new byte[] { (byte) (high * HEXADECIMAL + low) } : null;
	}

	@Override
	public String decodeInside(String piece) {
		return piece;
	}

	@Override
	public PieceStream start(PieceStream next) {
		ByteArrayOutputStream row = new ByteArrayOutputStream();
		return new PieceStream() {

			@Override
			public void accept(String piece) {
				byte[] bytes = bytes(piece);
				if (bytes != null) {
					row.writeBytes(bytes);
					return;
				}
				pass();
				next.accept(piece);
			}

			@Override
			public void end() {
				pass();
				next.end();
			}

			private void pass() {
				if (row.size() > 0) {
					text(row.toByteArray()).forEach(next::accept);
					row.reset();
				}
			}

		};
	}

	private static List<String> text(byte[] row) {
		try {
			return List.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row)).toString());
		}
		catch (CharacterCodingException ex) {
			return Collections.nCopies(row.length, Character.toString(Utf8Text.REPLACEMENT));
		}
	}

}
