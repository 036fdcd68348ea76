package dev.decoding.logits;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link BadPhrases}.
 */
class BadPhrasesTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private static final Vocabulary WORDS = vocabulary("", "a", " bad", " w", "or", "ord", "ords", "bad word", "Word");

	@Test
	void bansThePhraseHoweverItIsTokenised() {
		BadPhrases processor = new BadPhrases(WORDS, List.of("bad word"), false);
		assertThat(banned(processor, WORDS, 1)).containsExactly(7);
		assertThat(banned(processor, WORDS, 1, 2)).containsExactly(7);
		assertThat(banned(processor, WORDS, 1, 2, 3)).containsExactly(5, 6, 7);
		assertThat(banned(processor, WORDS, 1, 2, 3, 4)).containsExactly(7);
	}

	@Test
	void bansAllCasesOnlyIfToldTo() {
		BadPhrases sensitive = new BadPhrases(WORDS, List.of("wORD"), false);
		BadPhrases insensitive = new BadPhrases(WORDS, List.of("wORD"), true);
		assertThat(banned(sensitive, WORDS, 3)).isEmpty();
		assertThat(banned(insensitive, WORDS, 3)).containsExactly(5, 6, 7, 8);
	}

	@Test
	void doesNotLookAtThePrompt() {
		BadPhrases processor = new BadPhrases(WORDS, List.of("bad word"), false);
		Logits logits = Logits.of(new float[WORDS.size()]);
		processor.process(TokenSequence.of(2).append(3), logits);
		assertThat(logits.get(5)).isZero();
	}

	@Test
	void readsOverSpecialTokens() {
		Vocabulary vocabulary = new ByteVocabulary(Stream.of("ab", "b", "a").map(String::getBytes).toList(), 0);
		BadPhrases processor = new BadPhrases(vocabulary, List.of("ab"), false);
		assertThat(banned(processor, vocabulary, 2, 0)).containsExactly(1);
	}

	@Test
	void endsPhrasesWithinCharacters() {
		Vocabulary vocabulary = new ByteVocabulary(
				List.of(new byte[] { 'n', (byte) 0xC3 }, new byte[] { (byte) 0xA9 }, new byte[] { (byte) 0x89, 'x' }),
				-1);
		assertThat(banned(new BadPhrases(vocabulary, List.of("né"), false), vocabulary, 0)).containsExactly(1);
		assertThat(banned(new BadPhrases(vocabulary, List.of("né"), true), vocabulary, 0)).containsExactly(1, 2);
	}

	@Test
	void passesOverTokensWithoutAScore() {
		Logits logits = Logits.of(new float[7]);
		new BadPhrases(WORDS, List.of("bad word", "ords"), false).process(TokenSequence.of(1), logits);
		assertThat(logits.scores()).containsExactly(0, 0, 0, 0, 0, 0, GONE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void agreesWithSearchingTheWholeText(boolean ignoreCase) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 800; round++) {
			List<byte[]> tokens = new ArrayList<>();
			for (int i = 0; i < 25; i++) {
				byte[] bytes = text(random, 4).getBytes(StandardCharsets.UTF_8);
				int from = random.nextInt(bytes.length);
				tokens.add(Arrays.copyOfRange(bytes, from, from + 1 + random.nextInt(bytes.length - from)));
			}
			List<String> phrases = Stream.generate(() -> text(random, 5)).limit(1 + random.nextInt(4)).toList();
			Vocabulary vocabulary = new ByteVocabulary(tokens, random.nextInt(40));
			BadPhrases processor = new BadPhrases(vocabulary, phrases, ignoreCase);
			int[] sequence = random.ints(random.nextInt(8), 0, tokens.size()).toArray();
			assertThat(banned(processor, vocabulary, sequence))
				.as("seed %d, round %d, %s after %s", seed, round, phrases, Arrays.toString(sequence))
				.isEqualTo(search(vocabulary, phrases, ignoreCase, sequence));
		}
	}

	private static String text(Random random, int longest) {
		List<String> characters = List.of("a", "A", "b", "k", "K", "\u212A", "é", "É", "è", "😀");
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(longest); i >= 0; i--) {
			text.append(characters.get(random.nextInt(characters.size())));
		}
		return text.toString();
	}

	private static List<Integer> search(Vocabulary vocabulary, List<String> phrases, boolean ignoreCase,
			int... sequence) {
		List<Integer> banned = new ArrayList<>();
		StringBuilder head = new StringBuilder();
		for (int token : sequence) {
			head.append(latin(vocabulary, token));
		}
		for (int token = 0; token < vocabulary.size(); token++) {
			String text = head + latin(vocabulary, token);
			for (int end = head.length() + 1; end <= text.length(); end++) {
				String upTo = text.substring(0, end);
				if (phrases.stream().anyMatch((phrase) -> endsWith(upTo, phrase, ignoreCase))) {
					banned.add(token);
					break;
				}
			}
		}
		return banned;
	}

	/**
	 * One character for each byte.
	 */
	private static String latin(Vocabulary vocabulary, int token) {
		return vocabulary.isSpecial(token) ? "" : new String(vocabulary.bytes(token), StandardCharsets.ISO_8859_1);
	}

	private static boolean endsWith(String text, String phrase, boolean ignoreCase) {
		if (phrase.isEmpty()) {
			return true;
		}
		int last = phrase.codePointBefore(phrase.length());
		String rest = phrase.substring(0, phrase.length() - Character.charCount(last));
		for (int codePoint : new int[] { last, 'a', 'A', 'b', 'B', 'k', 'K', 0x212A, 'é', 'É', 'è', 'È' }) {
			String character = Character.toString(codePoint);
			boolean same = ignoreCase ? character.equalsIgnoreCase(Character.toString(last)) : codePoint == last;
			String bytes = new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
			if (same && text.endsWith(bytes)
					&& endsWith(text.substring(0, text.length() - bytes.length()), rest, ignoreCase)) {
				return true;
			}
		}
		return false;
	}

	private static List<Integer> banned(BadPhrases processor, Vocabulary vocabulary, int... generated) {
		Logits logits = Logits.of(new float[vocabulary.size()]);
		processor.process(TokenSequence.of(1).append(generated), logits);
		List<Integer> banned = new ArrayList<>();
		for (int token = 0; token < vocabulary.size(); token++) {
			if (logits.get(token) == GONE) {
				banned.add(token);
			}
		}
		return banned;
	}

	@Test
	void refusesPhrasesThatCannotBeMeant() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BadPhrases(WORDS, List.of(), false))
			.withMessage("'badPhrases' is empty but must have at least one phrase");
		assertThatIllegalArgumentException().isThrownBy(() -> new BadPhrases(WORDS, List.of("a", ""), false))
			.withMessage("'badPhrases' has an empty phrase, which is in every text");
		assertThatIllegalArgumentException().isThrownBy(() -> new BadPhrases(WORDS, List.of("\uD83D"), false))
			.withMessageContaining("which has half of a character");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new BadPhrases(WORDS, List.of("a"), true).name()).isEqualTo("bad-phrases");
	}

	private static Vocabulary vocabulary(String... tokens) {
		return new ByteVocabulary(Arrays.stream(tokens).map((token) -> token.getBytes(StandardCharsets.UTF_8)).toList(),
				0);
	}

	/**
	 * Tokens by their bytes, one of them special.
	 *
	 * @param tokens the bytes
	 * @param special the special token, if it is one of them
	 */
	private record ByteVocabulary(List<byte[]> tokens, int special) implements Vocabulary {

		@Override
		public int size() {
			return this.tokens.size();
		}

		@Override
		public byte[] bytes(int token) {
			return this.tokens.get(token);
		}

		@Override
		public String token(int token) {
			throw new UnsupportedOperationException();
		}

		@Override
		public OptionalInt id(String token) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isSpecial(int token) {
			return token == this.special;
		}

	}

}
