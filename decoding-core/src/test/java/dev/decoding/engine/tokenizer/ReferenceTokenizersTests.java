package dev.decoding.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import dev.decoding.Reference;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the tokenizers of real models with the reference.
 */
class ReferenceTokenizersTests {

	private static final int NORMAL = 1;

	private static final int CONTROL = 3;

	@TempDir
	Path directory;

	private LoadedTokenizer load(String name) throws IOException {
		if (name.equals("stories260K")) {
			return Tokenizers.load(Reference.path("models/stories260K"), 512);
		}
		try (InputStream in = new GZIPInputStream(
				Files.newInputStream(Reference.path("tokenizers/" + name + ".json.gz")))) {
			Files.copy(in, this.directory.resolve("tokenizer.json"));
		}
		return Tokenizers.load(this.directory, 0);
	}

	private static String bytes(LoadedTokenizer tokenizer, int[] ids) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int id : ids) {
			bytes.writeBytes(tokenizer.vocabulary().bytes(id));
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "llama3", "qwen2" })
	void textsBecomeTheIdsOfTheReference(String name) throws IOException {
		try (LoadedTokenizer tokenizer = load(name)) {
			for (JsonNode example : Reference.json(Reference.path("vocabularies/" + name + ".tokenize.json"))) {
				String text = example.get("text").asString();
				int[] ids = Reference.ints(example.get("ids"));
				assertThat(tokenizer.encode(text, false)).as(text).isEqualTo(ids);
				assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
				assertThat(bytes(tokenizer, ids)).isEqualTo(text);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "smollm2, ''", "stories260K, ' '" })
	void textsComeBackFromTheirTokensAndBytes(String name, String prefix) throws IOException {
		try (LoadedTokenizer tokenizer = load(name)) {
			for (JsonNode example : Reference.json(Reference.path("vocabularies/llama3.tokenize.json"))) {
				String text = example.get("text").asString();
				int[] ids = tokenizer.encode(text, false);
				assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
				assertThat(bytes(tokenizer, ids)).isEqualTo(text.isEmpty() ? "" : prefix + text);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "llama3", "qwen2" })
	void bytesOfTokensAreThoseOfTheReference(String name) throws IOException {
		try (LoadedTokenizer tokenizer = load(name);
				DataInputStream in = new DataInputStream(new GZIPInputStream(
						Files.newInputStream(Reference.path("vocabularies/" + name + ".vocab.gz"))))) {
			Vocabulary vocabulary = tokenizer.vocabulary();
			in.skipNBytes("LVOC1\n".length());
			int count = in.readInt();
			assertThat(vocabulary.size()).isGreaterThanOrEqualTo(count);
			for (int id = 0; id < count; id++) {
				int kind = in.readByte();
				byte[] bytes = in.readNBytes(in.readUnsignedShort());
				if (kind == NORMAL) {
					assertThat(vocabulary.bytes(id)).as("token %d", id).isEqualTo(bytes);
				}
				if (kind == CONTROL) {
					assertThat(vocabulary.isSpecial(id)).as("token %d", id).isTrue();
				}
				assertThat(vocabulary.id(vocabulary.token(id))).hasValue(id);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "llama3", "qwen2", "smollm2", "stories260K" })
	void streamsAreWhatDecodingAtOnceGives(String name) throws IOException {
		try (LoadedTokenizer tokenizer = load(name)) {
			Random random = new Random(42);
			int size = tokenizer.vocabulary().size();
			for (int round = 0; round < 2000; round++) {
				boolean low = random.nextBoolean();
				int[] tokens = random.ints(1 + random.nextInt(12), 0, low ? Math.min(size, 300) : size + 2).toArray();
				StreamingCheck.check(tokenizer, tokens, 0, random.nextBoolean());
				StreamingCheck.check(tokenizer, tokens, random.nextInt(tokens.length + 1), random.nextBoolean());
			}
			for (JsonNode example : Reference.json(Reference.path("vocabularies/llama3.tokenize.json"))) {
				int[] tokens = tokenizer.encode(example.get("text").asString(), true);
				for (boolean skipSpecialTokens : new boolean[] { true, false }) {
					StreamingCheck.check(tokenizer, tokens, 0, skipSpecialTokens);
					StreamingCheck.check(tokenizer, tokens, random.nextInt(tokens.length + 1), skipSpecialTokens);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "stories260K, true, 1", "llama3, true, 128000", "smollm2, true,", "stories260K, false," })
	void emptyTextIsWhatTheTokenizerAddsByItself(String name, boolean addSpecialTokens, Integer token)
			throws IOException {
		try (LoadedTokenizer tokenizer = load(name)) {
			assertThat(tokenizer.encode("", addSpecialTokens))
				.isEqualTo((token != null) ? new int[] { token } : new int[0]);
		}
	}

}
