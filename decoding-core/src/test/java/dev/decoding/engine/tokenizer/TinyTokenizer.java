package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a {@code tokenizer.json} whose vocabulary has something for every decoder.
 */
final class TinyTokenizer {

	static final String BYTE_LEVEL = """
			{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}""";

	/** The tokens by id; the last is not special, the one before is. */
	static final String[] TOKENS = { "a", "##b", "c</w>", "\u2581d", "\u2581", "e f", "\u00E4", "\u0120g",
			"\u00F0\u0141", "\u0138\u0122", " .", " n't", "<0xC3>", "<0xA4>", "<0x41>", "<0xFF>", "\u2581\u2581h",
			"  i", "\u4E16", "\u00E2", "\u0124", "\uD83D\uDE00", "\\n", "", "<s>", "<keep>" };

	static final int SPECIAL = TOKENS.length - 2;

	static final int KEEP = TOKENS.length - 1;

	private TinyTokenizer() {
	}

	/**
	 * Write the file.
	 * @param directory where to
	 * @param decoder the value of {@code decoder}
	 * @return the directory
	 */
	static Path write(Path directory, String decoder) throws IOException {
		Files.writeString(directory.resolve("tokenizer.json"), json(decoder));
		return directory;
	}

	private static String json(String decoder) {
		StringBuilder vocabulary = new StringBuilder();
		for (int id = 0; id < SPECIAL; id++) {
			vocabulary.append((id > 0) ? ", " : "").append('"').append(TOKENS[id]).append("\": ").append(id);
		}
		return """
				{"version": "1.0", "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
				 "padding": null, "normalizer": null, "pre_tokenizer": null, "post_processor": null,
				 "added_tokens": [%s, %s],
				 "decoder": %s,
				 "model": {"type": "WordLevel", "vocab": {%s}, "unk_token": "a"}}
				"""
			.formatted(added(SPECIAL, "<s>", true), added(KEEP, "<keep>", false), decoder, vocabulary);
	}

	/**
	 * Describe an added token.
	 */
	static String added(int id, String content, boolean special) {
		return """
				{"id": %d, "content": "%s", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": %s}"""
			.formatted(id, content, special);
	}

}
