package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Compares what decoders stream with what native code decodes.
 */
class DecodersTests {

	private static final List<String> DECODERS = List.of(TinyTokenizer.BYTE_LEVEL, "{\"type\": \"Fuse\"}",
			"{\"type\": \"ByteFallback\"}", strip(1), strip(2), replace("String", "\u2581", " "),
			replace("String", "a", "<0x41>"), replace("String", " a", ""), replace("String", "\uD83D\uDE00", "\u2581"),
			replace("Regex", "[ac]", "$0"), replace("Regex", "^\\\\s", ""), replace("Regex", "\\\\w.\\\\b", "\u4E16"),
			replace("Regex", "a*", "x"), metaspace("\"prepend_scheme\": \"always\""),
			metaspace("\"prepend_scheme\": \"first\""), metaspace("\"prepend_scheme\": \"never\""),
			metaspace("\"add_prefix_space\": true"), metaspace("\"add_prefix_space\": null"),
			metaspace("\"add_prefix_space\": false, \"prepend_scheme\": \"never\""),
			"{\"type\": \"BPEDecoder\", \"suffix\": \"</w>\"}",
			"{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}",
			"{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": false}");

	@TempDir
	Path directory;

	private static String strip(int start) {
		return "{\"type\": \"Strip\", \"content\": \" \", \"start\": %d, \"stop\": 0}".formatted(start);
	}

	private static String replace(String kind, String pattern, String content) {
		return "{\"type\": \"Replace\", \"pattern\": {\"%s\": \"%s\"}, \"content\": \"%s\"}".formatted(kind, pattern,
				content);
	}

	private static String metaspace(String options) {
		return "{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"split\": true, %s}".formatted(options);
	}

	private static String sequence(Stream<String> decoders) {
		return decoders.collect(Collectors.joining(", ", "{\"type\": \"Sequence\", \"decoders\": [", "]}"));
	}

	static Stream<String> decoders() {
		return Stream.concat(Stream.of("null", sequence(Stream.empty()), sequence(Stream
			.of(replace("String", "\u2581", " "), "{\"type\": \"ByteFallback\"}", "{\"type\": \"Fuse\"}", strip(2)))),
				DECODERS.stream());
	}

	@ParameterizedTest
	@MethodSource("decoders")
	void decoderStreamsWhatNativeCodeDecodes(String decoder) throws IOException {
		check(decoder, new Random(42), 1000);
	}

	@Test
	void sequenceStreamsWhatNativeCodeDecodes() {
		Random random = new Random(42);
		for (int round = 0; round < 500; round++) {
			String decoder = sequence(IntStream.range(0, 2 + random.nextInt(3))
				.mapToObj((i) -> DECODERS.get(random.nextInt(DECODERS.size()))));
			assertThatCode(() -> check(decoder, random, 30)).as(decoder).doesNotThrowAnyException();
		}
	}

	private void check(String decoder, Random random, int rounds) throws IOException {
		try (LoadedTokenizer tokenizer = Tokenizers.load(TinyTokenizer.write(this.directory, decoder), 0)) {
			for (int round = 0; round < rounds; round++) {
				int[] tokens = random.ints(1 + random.nextInt(9), -1, TinyTokenizer.TOKENS.length + 1).toArray();
				StreamingCheck.check(tokenizer, tokens, random.nextInt(tokens.length + 1), random.nextBoolean());
			}
		}
	}

}
