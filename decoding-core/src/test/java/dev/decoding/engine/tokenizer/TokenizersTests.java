package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.model.ModelException;
import dev.decoding.model.Tokenizer.StreamingDecoder;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Tokenizers}.
 */
class TokenizersTests {

	@TempDir
	Path directory;

	private Path write(String json) throws IOException {
		Files.writeString(this.directory.resolve("tokenizer.json"), json);
		return this.directory;
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"type\": \"CTC\"}", "{\"type\": \"Strip\", \"content\": \" \", \"start\": 0, \"stop\": 1}",
					"{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"[\"}, \"content\": \"\"}", "{}", "3" })
	void unknownDecoderIsRefused(String decoder) throws IOException {
		Path written = TinyTokenizer.write(this.directory, decoder);
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
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, TinyTokenizer.BYTE_LEVEL),
				30)) {
			Vocabulary vocabulary = tokenizer.vocabulary();
			assertThat(vocabulary.size()).isEqualTo(TinyTokenizer.TOKENS.length);
			assertThat(vocabulary.bytes(7)).isEqualTo(" g".getBytes(StandardCharsets.UTF_8));
			assertThat(vocabulary.bytes(6)).isEqualTo(new byte[] { (byte) 0xE4 });
			assertThat(vocabulary.bytes(TinyTokenizer.KEEP)).isEqualTo("<keep>".getBytes(StandardCharsets.UTF_8));
			assertThat(vocabulary.isSpecial(TinyTokenizer.SPECIAL)).isTrue();
			assertThat(vocabulary.isSpecial(TinyTokenizer.KEEP)).isFalse();
			assertThat(vocabulary.id("<s>")).hasValue(TinyTokenizer.SPECIAL);
			assertThat(vocabulary.id("nothing")).isEmpty();
			assertThat(vocabulary.bytes(99)).isEmpty();
			assertThat(vocabulary.token(-1)).isEmpty();
		}
	}

	@Test
	void halfACharacterIsHeldBack() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, TinyTokenizer.BYTE_LEVEL),
				30)) {
			StreamingDecoder decoder = tokenizer.streamingDecoder(new int[0], true);
			assertThat(decoder.next(8)).isEmpty();
			assertThat(decoder.next(9)).isEqualTo("\uD83D\uDD80");
			assertThat(decoder.next(8)).isEmpty();
			assertThat(decoder.end()).isEqualTo("\uFFFD");
		}
	}

	@Test
	void duplicateIdIsNamedWithItsTokens() throws IOException {
		Path written = write("{\"model\": {\"vocab\": {\"a\": 1, \"b\": 1}}}");
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> Tokenizers.load(written, 30))
			.withMessageContaining("found 1 for 'a' and 'b'");
	}

	@Test
	void unknownDecoderIsNamed() throws IOException {
		Path written = TinyTokenizer.write(this.directory, "{\"type\": \"CTC\"}");
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> Tokenizers.load(written, 30))
			.withMessageContaining("found the decoder 'CTC'");
	}

	@Test
	void textAfterAContextIsNotTheBeginningOfAText() throws IOException {
		String metaspace = "{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"prepend_scheme\": \"first\"}";
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, metaspace), 30)) {
			assertThat(tokenizer.streamingDecoder(new int[0], true).next(3)).isEqualTo("d");
			assertThat(tokenizer.streamingDecoder(new int[] { 0 }, true).next(3)).isEqualTo(" d");
			int[] special = { TinyTokenizer.SPECIAL };
			assertThat(tokenizer.streamingDecoder(special, true).next(3)).isEqualTo("d");
			assertThat(tokenizer.streamingDecoder(special, false).next(3)).isEqualTo(" d");
		}
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "OPT_OUT_TRACKING", matches = ".*")
	void nothingIsReportedToDjl() throws IOException {
		String chosen = System.clearProperty("OPT_OUT_TRACKING");
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30)) {
			assertThat(tokenizer.vocabulary().size()).isPositive();
			assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
		}
		finally {
			System.setProperty("OPT_OUT_TRACKING", (chosen != null) ? chosen : "true");
		}
	}

	@Test
	void idsWithoutATokenAreLeftOut() throws IOException {
		int[] tokens = { 0, -1, Integer.MIN_VALUE, TinyTokenizer.TOKENS.length, Integer.MAX_VALUE, 5 };
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30)) {
			assertThat(tokenizer.decode(tokens, false)).isEqualTo("a e f");
			StreamingCheck.check(tokenizer, tokens, 0, false);
		}
	}

	@Test
	void truncationOfTheFileIsNotFollowed() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30)) {
			assertThat(tokenizer.encode("<s><keep><s><keep>", true)).containsExactly(TinyTokenizer.SPECIAL,
					TinyTokenizer.KEEP, TinyTokenizer.SPECIAL, TinyTokenizer.KEEP);
		}
	}

	@Test
	void loneSurrogatesDoNotReachNativeCode() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30)) {
			assertThat(tokenizer.encode("\uD83D<s>", false)).containsExactly(0, TinyTokenizer.SPECIAL);
		}
	}

	@Test
	void textThatIsFarTooLongIsRefused() throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30)) {
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
		LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30);
		tokenizer.close();
		tokenizer.close();
		assertThatIllegalStateException().isThrownBy(() -> tokenizer.encode("a", false))
			.withMessageContaining("closed");
		assertThat(tokenizer.streamingDecoder(new int[0], true).next(0)).isEqualTo("a");
	}

	@Test
	void manyThreadsEncodeWhileItIsClosed() throws Exception {
		LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, "null"), 30);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				running.add(threads.submit(() -> {
					for (int round = 0; round < 1000; round++) {
						assertThat(tokenizer.encode("<s><keep>", false)).containsExactly(TinyTokenizer.SPECIAL,
								TinyTokenizer.KEEP);
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
