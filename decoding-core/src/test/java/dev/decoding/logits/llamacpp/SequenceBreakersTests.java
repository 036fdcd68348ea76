package dev.decoding.logits.llamacpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link SequenceBreakers}.
 */
class SequenceBreakersTests {

	private static final Words WORDS = new Words("a", "\n", "a\n\nb", "->", "x-", ">", "--", "-", "\u00e4");

	@Test
	void tokensThatContainATextAreBreakers() {
		SequenceBreakers breakers = SequenceBreakers.of(WORDS, List.of("\n"));
		assertThat(breakers).isEqualTo(SequenceBreakers.of(List.of(List.of(1), List.of(2))));
		assertThat(breakers.isBreaker(2)).isTrue();
		assertThat(breakers.isBreaker(0)).isFalse();
	}

	@Test
	void tokensThatEndWithTheBeginningOfATextAreBreakersWithItsRest() {
		SequenceBreakers breakers = SequenceBreakers.of(WORDS, List.of("->"));
		assertThat(breakers)
			.isEqualTo(SequenceBreakers.of(List.of(List.of(3), List.of(4, 5), List.of(6, 5), List.of(7, 5))));
		assertThat(breakers.isBreaker(4)).isFalse();
	}

	@Test
	void textsOfSeveralBytesAreFound() {
		assertThat(SequenceBreakers.of(WORDS, List.of("\u00e4")).isBreaker(8)).isTrue();
	}

	@Test
	void countsTheTokensBehindTheLastBreaker() {
		SequenceBreakers breakers = SequenceBreakers.of(List.of(List.of(1), List.of(4, 5), List.of(4)));
		assertThat(breakers.tokensBehind(new int[] { 0, 0, 1, 0, 1 })).isEqualTo(2);
		assertThat(breakers.tokensBehind(new int[] { 1, 0 })).isZero();
		assertThat(breakers.tokensBehind(new int[] { 0, 5, 4, 1 })).isEqualTo(1);
		assertThat(breakers.tokensBehind(new int[] { 0, 0, 4, 1 })).isEqualTo(2);
		assertThat(breakers.tokensBehind(new int[] { 0, 5, 0 })).isEqualTo(3);
		assertThat(SequenceBreakers.NONE.tokensBehind(new int[] { 0, 5, 0 })).isEqualTo(3);
	}

	@Test
	void refusesEmptyBreakers() {
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceBreakers.of(List.of(List.of())))
			.withMessage("'breakers' has an empty sequence; leave it out");
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceBreakers.of(WORDS, List.of("")))
			.withMessage("'breakers' has an empty text; leave it out");
	}

	/**
	 * A tokenizer that takes the longest word each time.
	 */
	private record Words(List<String> words) implements Tokenizer, Vocabulary {

		Words(String... words) {
			this(List.of(words));
		}

		@Override
		public int[] encode(String text, boolean addSpecialTokens) {
			List<Integer> tokens = new ArrayList<>();
			String rest = text;
			while (!rest.isEmpty()) {
				String left = rest;
				String word = this.words.stream()
					.filter(left::startsWith)
					.reduce((one, other) -> (other.length() > one.length()) ? other : one)
					.orElseThrow();
				tokens.add(this.words.indexOf(word));
				rest = rest.substring(word.length());
			}
			return tokens.stream().mapToInt(Integer::intValue).toArray();
		}

		@Override
		public String decode(int[] tokens, boolean skipSpecialTokens) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Vocabulary vocabulary() {
			return this;
		}

		@Override
		public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int size() {
			return this.words.size();
		}

		@Override
		public byte[] bytes(int token) {
			return token(token).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String token(int token) {
			return this.words.get(token);
		}

		@Override
		public OptionalInt id(String token) {
			return OptionalInt.of(this.words.indexOf(token));
		}

		@Override
		public boolean isSpecial(int token) {
			return false;
		}

	}

}
