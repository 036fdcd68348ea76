package dev.decoding.mixture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;

/**
 * A view that leaves out what stands between two marks. Looks for them in the text of the
 * prompt, whatever tokens it is made of.
 *
 * @param vocabulary the vocabulary
 * @param start the text before a passage
 * @param end the text behind it
 */
record Passages(Vocabulary vocabulary, String start, String end) implements PromptView {

	Passages {
		requireText("start", start);
		requireText("end", end);
	}

	private static void requireText(String name, String mark) {
		if (mark.isEmpty()) {
			throw new IllegalArgumentException("'%s' is empty but must be the text of a mark".formatted(name));
		}
	}

	@Override
	public boolean[] seen(TokenSequence prompt) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int[] ends = new int[prompt.length()];
		for (int i = 0; i < ends.length; i++) {
			bytes.writeBytes(bytes(prompt.get(i)));
			ends[i] = bytes.size();
		}
		boolean[] seen = FULL.seen(prompt);
		// One character a byte, so that positions are those of bytes.
		String text = bytes.toString(StandardCharsets.ISO_8859_1);
		String startMark = mark(this.start);
		String endMark = mark(this.end);
		int from = text.indexOf(startMark);
		while (from >= 0) {
			int behind = text.indexOf(endMark, from + startMark.length());
			if (behind < 0) {
				break;
			}
			behind += endMark.length();
			hide(seen, ends, from, behind);
			from = text.indexOf(startMark, behind);
		}
		return seen;
	}

	/**
	 * A special token counts as its name, so that it can be a mark.
	 */
	private byte[] bytes(int token) {
		return this.vocabulary.isSpecial(token) ? this.vocabulary.token(token).getBytes(StandardCharsets.UTF_8)
				: this.vocabulary.bytes(token);
	}

	private static String mark(String mark) {
		return new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static void hide(boolean[] seen, int[] ends, int from, int to) {
		for (int i = 0, start = 0; i < seen.length; start = ends[i++]) {
			if (ends[i] > start && ends[i] > from && start < to) {
				seen[i] = false;
			}
		}
	}

}
