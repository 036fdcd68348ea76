package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the tokens of a file with what native code makes of them.
 */
class AddedTokensTests {

	private static final String WORDS = """
			{"type": "WordLevel", "unk_token": "a", "vocab": %s}""";

	private static final String BPE = """
			{"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "<s>": 3}, "merges": ["a b"]}""";

	private static final String WORD_PIECE = """
			{"type": "WordPiece", "unk_token": "a", "continuing_subword_prefix": "##", "max_input_chars_per_word": 9,
			 "vocab": {"a": 0, "b": 1, "##b": 2}}""";

	private static final String UNIGRAM = """
			{"type": "Unigram", "unk_id": 0, "vocab": [["a", 0.5], ["b", -1], ["b", -2], ["<s>", 0], ["<s>", 0]]}""";

	@TempDir
	Path directory;

	private LoadedTokenizer load(String model, String... added) throws IOException {
		Files.writeString(this.directory.resolve("tokenizer.json"), """
				{"version": "1.0", "added_tokens": [%s], "decoder": {"type": "Fuse"}, "model": %s}"""
			.formatted(String.join(", ", added), model));
		return Tokenizers.load(this.directory, 0);
	}

	private static void assertThatNativeCodeAgrees(LoadedTokenizer tokenizer) {
		int beyond = tokenizer.vocabulary().size() + 3;
		for (int id : IntStream.range(0, beyond).toArray()) {
			String token = tokenizer.vocabulary().token(id);
			assertThat(tokenizer.decode(new int[] { id }, false)).as("token %d", id).isEqualTo(token);
			boolean special = tokenizer.vocabulary().isSpecial(id);
			assertThat(tokenizer.decode(new int[] { id }, true)).as("token %d", id).isEqualTo(special ? "" : token);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { BPE, WORD_PIECE, UNIGRAM })
	void everyModelHasTheTokensOfNativeCode(String model) throws IOException {
		try (LoadedTokenizer tokenizer = load(model, TinyTokenizer.added(3, "<s>", true),
				TinyTokenizer.added(7, "<t>", false))) {
			assertThatNativeCodeAgrees(tokenizer);
			int[] ids = tokenizer.encode("<s>ab<t>", false);
			assertThat(tokenizer.vocabulary().id("<s>")).hasValue(ids[0]);
			assertThat(tokenizer.vocabulary().id("<t>")).hasValue(ids[ids.length - 1]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"a\": 0}", "{\"a\": 0, \"b\": 5}", "{\"a\": 9, \"<u>\": 1, \"<s>\": 4}" })
	void addedTokensHaveTheIdsOfNativeCodeWhateverTheFileSays(String vocabulary) throws IOException {
		try (LoadedTokenizer tokenizer = load(WORDS.formatted(vocabulary), TinyTokenizer.added(2, "<s>", true),
				TinyTokenizer.added(2, "<t>", false), TinyTokenizer.added(8, "<u>", false),
				TinyTokenizer.added(3, "", true), TinyTokenizer.added(0, "<s>", false),
				TinyTokenizer.added(7, "<t>", true))) {
			assertThatNativeCodeAgrees(tokenizer);
			for (String token : new String[] { "<s>", "<t>", "<u>" }) {
				assertThat(tokenizer.encode(token, false))
					.containsExactly(tokenizer.vocabulary().id(token).orElseThrow());
			}
		}
	}

	@Test
	void unigramTokenThatOccursTwiceHasTwoIds() throws IOException {
		try (LoadedTokenizer tokenizer = load(UNIGRAM)) {
			assertThat(tokenizer.vocabulary().token(1)).isEqualTo("b");
			assertThat(tokenizer.vocabulary().token(2)).isEqualTo("b");
			assertThat(tokenizer.vocabulary().id("b")).hasValue(2);
		}
	}

}
