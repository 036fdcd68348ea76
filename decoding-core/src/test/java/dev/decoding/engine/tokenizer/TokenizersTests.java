package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.model.ModelException;
import dev.decoding.model.Tokenizer.StreamingDecoder;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Tokenizers}, with a vocabulary that has something for every decoder.
 */
class TokenizersTests {

	private static final String[] TOKENS = { "a", "##b", "c</w>", "\u2581d", "\u2581", "e f", "\u00E4", "\u0120g",
			"\u00F0\u0141", "\u0138\u0122", " .", " n't", "<0xC3>", "<0xA4>", "<0x41>", "<0xFF>", "\u2581\u2581h",
			"  i", "\u4E16", "\u00E2", "\u0124", "<s>", "<keep>" };

	private static final String BYTE_LEVEL = """
			{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}""";

	@TempDir
	Path directory;

	private Path write(String json) throws IOException {
		Files.writeString(this.directory.resolve("tokenizer.json"), json);
		return this.directory;
	}

	private static String json(String decoder) {
		StringBuilder vocabulary = new StringBuilder();
		for (int id = 0; id < TOKENS.length - 2; id++) {
			vocabulary.append((id > 0) ? ", " : "").append('"').append(TOKENS[id]).append("\": ").append(id);
		}
		return """
				{"version": "1.0", "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
				 "padding": null, "normalizer": null, "pre_tokenizer": null, "post_processor": null,
				 "added_tokens": [
				  {"id": 21, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
				  {"id": 22, "content": "<keep>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": false}],
				 "decoder": %s,
				 "model": {"type": "WordLevel", "vocab": {%s}, "unk_token": "a"}}
				"""
			.formatted(decoder, vocabulary);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{\"type\": \"Fuse\"}", "{\"type\": \"ByteFallback\"}", BYTE_LEVEL,
			"{\"type\": \"Strip\", \"content\": \" \", \"start\": 1, \"stop\": 0}",
			"{\"type\": \"Replace\", \"pattern\": {\"String\": \"\u2581\"}, \"content\": \" \"}",
			"{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"[ac]\"}, \"content\": \"$0\"}",
			"{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"prepend_scheme\": \"always\", \"split\": true}",
			"{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"prepend_scheme\": \"first\", \"split\": true}",
			"{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"prepend_scheme\": \"never\", \"split\": true}",
			"{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"add_prefix_space\": true}",
			"{\"type\": \"BPEDecoder\", \"suffix\": \"</w>\"}",
			"{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}",
			"{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": false}",
			"{\"type\": \"Sequence\", \"decoders\": [{\"type\": \"Replace\", \"pattern\": {\"String\": \"\u2581\"}, \"content\": \" \"}, "
					+ "{\"type\": \"ByteFallback\"}, {\"type\": \"Fuse\"}, {\"type\": \"Strip\", \"content\": \" \", \"start\": 2, \"stop\": 0}]}" })
	void everyDecoderStreamsWhatNativeCodeDecodes(String decoder) throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json(decoder)), 30)) {
			long seed = System.nanoTime();
			Random random = new Random(seed);
			for (int round = 0; round < 2000; round++) {
				int[] tokens = random.ints(1 + random.nextInt(9), -1, TOKENS.length + 1).toArray();
				StreamingCheck.check(tokenizer, tokens, random.nextBoolean());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"type\": \"CTC\"}", "{\"type\": \"Strip\", \"content\": \" \", \"start\": 0, \"stop\": 1}",
					"{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"[\"}, \"content\": \"\"}", "{}", "3" })
	void unknownDecoderIsRefused(String decoder) throws IOException {
		Path written = write(json(decoder));
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> Tokenizers.load(written, 30))
			.withMessageContaining("tokenizer.json': expected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"model\": {}}", "{\"model\": {\"vocab\": 3}}",
			"{\"model\": {\"vocab\": {\"a\": -1}}}", "{\"model\": {\"vocab\": {\"a\": 99999999999}}}",
			"{\"model\": {\"vocab\": {\"a\": 2000000000}}}",
			"{\"model\": {\"vocab\": {\"a\": 0}}, \"added_tokens\": [{}]}",
			"{\"model\": {\"vocab\": {\"a\": 0}}, \"added_tokens\": [{\"id\": 1}]}",
			"{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"x y\"]}}" })
	void brokenFileIsRefusedByName(String json) throws IOException {
		Path written = write(json);
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> Tokenizers.load(written, 30))
			.withMessageContaining("tokenizer.json'");
	}

	@Test
	void bytesAreThoseOfTheToken() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json(BYTE_LEVEL)), 30)) {
			Vocabulary vocabulary = tokenizer.vocabulary();
			assertThat(vocabulary.size()).isEqualTo(TOKENS.length);
			assertThat(vocabulary.bytes(7)).isEqualTo(" g".getBytes(StandardCharsets.UTF_8));
			assertThat(vocabulary.bytes(6)).isEqualTo(new byte[] { (byte) 0xE4 });
			assertThat(vocabulary.bytes(22)).isEqualTo("<keep>".getBytes(StandardCharsets.UTF_8));
			assertThat(vocabulary.isSpecial(21)).isTrue();
			assertThat(vocabulary.isSpecial(22)).isFalse();
			assertThat(vocabulary.id("<s>")).hasValue(21);
			assertThat(vocabulary.id("nothing")).isEmpty();
			assertThat(vocabulary.bytes(99)).isEmpty();
			assertThat(vocabulary.token(-1)).isEmpty();
		}
	}

	@Test
	void halfACharacterIsHeldBack() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json(BYTE_LEVEL)), 30)) {
			StreamingDecoder decoder = tokenizer.streamingDecoder(new int[0], true);
			assertThat(decoder.next(8)).isEmpty();
			assertThat(decoder.next(9)).isEqualTo("\uD83D\uDD80");
			assertThat(decoder.next(8)).isEmpty();
			assertThat(decoder.end()).isEqualTo("\uFFFD");
		}
	}

	@Test
	void truncationOfTheFileIsNotFollowed() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json("null")), 30)) {
			assertThat(tokenizer.encode("<s><keep><s><keep>", true)).containsExactly(21, 22, 21, 22);
		}
	}

	@Test
	void loneSurrogatesDoNotReachNativeCode() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json("null")), 30)) {
			assertThat(tokenizer.encode("\uD83D<s>", false)).containsExactly(0, 21);
		}
	}

	@Test
	void textThatIsFarTooLongIsRefused() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(write(json("null")), 30)) {
			String text = "a".repeat(NativeTokenizer.MAX_TEXT_LENGTH + 1);
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> tokenizer.encode(text, false))
				.withMessageContaining(String.valueOf(text.length()));
		}
	}

	@Test
	void checkpointWithoutTokenizerHasIdsOnly() {
		try (LoadedTokenizer tokenizer = Tokenizers.load(this.directory, 30)) {
			assertThat(tokenizer.vocabulary().size()).isEqualTo(30);
			assertThat(tokenizer.vocabulary().bytes(3)).isEmpty();
			assertThat(tokenizer.streamingDecoder(new int[] { 1 }, true).next(3)).isEmpty();
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> tokenizer.encode("text", true))
				.withMessageContaining("there is no 'tokenizer.json' in '" + this.directory + "'");
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> tokenizer.decode(new int[] { 1 }, true))
				.withMessageContaining("Cannot decode");
		}
	}

	@Test
	void sentencePieceFileIsNamed() throws IOException {
		Files.writeString(this.directory.resolve("tokenizer.model"), "x");
		try (LoadedTokenizer tokenizer = Tokenizers.load(this.directory, 30)) {
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> tokenizer.encode("text", true))
				.withMessageContaining("'tokenizer.model'");
		}
	}

	@Test
	void closedTokenizerEncodesNoMore() throws IOException {
		LoadedTokenizer tokenizer = Tokenizers.load(write(json("null")), 30);
		tokenizer.close();
		tokenizer.close();
		assertThatIllegalStateException().isThrownBy(() -> tokenizer.encode("a", false))
			.withMessageContaining("closed");
		assertThat(tokenizer.streamingDecoder(new int[0], true).next(0)).isEqualTo("a");
	}

	@Test
	void manyThreadsEncodeWhileItIsClosed() throws Exception {
		LoadedTokenizer tokenizer = Tokenizers.load(write(json("null")), 30);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				running.add(threads.submit(() -> {
					for (int round = 0; round < 1000; round++) {
						assertThat(tokenizer.encode("<s><keep>", false)).containsExactly(21, 22);
						assertThat(tokenizer.decode(new int[] { 0, 5 }, false)).isEqualTo("a e f");
					}
				}));
			}
			for (Future<?> one : running) {
				one.get();
			}
			Future<?> last = threads.submit(() -> {
				while (true) {
					tokenizer.encode("<s><keep>", false);
				}
			});
			tokenizer.close();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(last::get)
				.withCauseInstanceOf(IllegalStateException.class);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
