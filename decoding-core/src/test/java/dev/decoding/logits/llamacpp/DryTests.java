package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Dry}.
 */
class DryTests {

	@Test
	void penalisesWhatContinuesARepetition() {
		Dry dry = new Dry(1, 2, 1, 64, SequenceBreakers.NONE);
		assertThat(Rows.processed(dry, TokenSequence.of(0, 1, 2, 0, 1), 5, 5, 5)).containsExactly(5, 5, 3);
	}

	@Test
	void longerRepetitionsAreAllowed() {
		Dry dry = new Dry(1, 2, 3, 64, SequenceBreakers.NONE);
		assertThat(Rows.processed(dry, TokenSequence.of(0, 1, 2, 0, 1), 5, 5, 5)).containsExactly(5, 5, 5);
	}

	@Test
	void looksAtTheLastTokensOnly() {
		Dry dry = new Dry(1, 2, 1, 4, SequenceBreakers.NONE);
		assertThat(Rows.processed(dry, TokenSequence.of(0, 1, 2, 0, 1), 5, 5, 5)).containsExactly(5, 5, 4);
	}

	@Test
	void noRepetitionCrossesABreaker() {
		Dry dry = new Dry(1, 2, 1, 64, SequenceBreakers.of(List.of(List.of(0))));
		assertThat(Rows.processed(dry, TokenSequence.of(0, 1, 2, 0, 1), 5, 5, 5)).containsExactly(5, 5, 4);
	}

	@Test
	void breakersOfSeveralTokensCountWhole() {
		Dry dry = new Dry(1, 2, 1, 64, SequenceBreakers.of(List.of(List.of(3, 0))));
		TokenSequence sequence = TokenSequence.of(3, 0, 1, 2, 3, 0, 1);
		assertThat(Rows.processed(dry, sequence, 5, 5, 5, 5)).containsExactly(5, 5, 4, 5);
		Dry other = new Dry(1, 2, 1, 64, SequenceBreakers.of(List.of(List.of(2, 0))));
		assertThat(Rows.processed(other, sequence, 5, 5, 5, 5)).containsExactly(5, 5, 1, 5);
	}

	@Test
	void breakersAreNotPenalised() {
		Dry dry = new Dry(1, 2, 1, 64, SequenceBreakers.of(List.of(List.of(2))));
		assertThat(Rows.processed(dry, TokenSequence.of(0, 1, 2, 0, 1), 5, 5, 5)).containsExactly(5, 5, 5);
	}

	@Test
	void exponentIsLimited() {
		int[] tokens = new int[500];
		Dry dry = new Dry(1, 3, 0, 1000, SequenceBreakers.NONE);
		assertThat(Rows.processed(dry, TokenSequence.of(tokens), 5)[0]).isFinite().isLessThan(-1e38f);
	}

	@Test
	void doesNothingWhereItIsOff() {
		TokenSequence sequence = TokenSequence.of(0, 1, 0, 1);
		for (Dry dry : List.of(new Dry(0, 2, 1, 64, SequenceBreakers.NONE),
				new Dry(1, 0.5, 1, 64, SequenceBreakers.NONE), new Dry(1, 2, 1, 0, SequenceBreakers.NONE),
				new Dry(1, 2, 4, 64, SequenceBreakers.NONE))) {
			assertThat(Rows.processed(dry, sequence, 5, 5)).as("%s", dry).containsExactly(5, 5);
		}
	}

	@Test
	void agreesWithLookingAtEachPlace() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			int vocabulary = 2 + random.nextInt(5);
			int[] tokens = random.ints(random.nextInt(60), 0, vocabulary).toArray();
			int breaker = random.nextInt(2 * vocabulary);
			Dry dry = new Dry(0.5 + random.nextInt(3), 1 + random.nextInt(3) / 4.0, random.nextInt(4),
					random.nextInt(70), SequenceBreakers.of(List.of(List.of(breaker))));
			float[] scores = new float[vocabulary];
			assertThat(Rows.processed(dry, TokenSequence.of(tokens), scores))
				.as("seed %d, round %d, %s behind %s", seed, round, dry, Arrays.toString(tokens))
				.containsExactly(expected(dry, tokens, vocabulary, breaker));
		}
	}

	private static float[] expected(Dry dry, int[] all, int vocabulary, int breaker) {
		int[] tokens = Arrays.copyOfRange(all, Math.max(0, all.length - dry.penaltyLastN()), all.length);
		int limit = tokens.length;
		for (int i = 0; i < tokens.length; i++) {
			limit = (tokens[i] == breaker) ? tokens.length - 1 - i : limit;
		}
		int[] longest = IntStream.range(0, vocabulary).map((token) -> -1).toArray();
		for (int end = 0; end < tokens.length - 1; end++) {
			int length = 0;
			while (length <= end && tokens[end - length] == tokens[tokens.length - 1 - length]) {
				length++;
			}
			longest[tokens[end + 1]] = Math.max(longest[tokens[end + 1]], Math.min(length, limit));
		}
		float[] scores = new float[vocabulary];
		for (int token = 0; token < vocabulary; token++) {
			if (longest[token] >= dry.allowedLength() && token != breaker && tokens.length > dry.allowedLength()
					&& limit >= dry.allowedLength()) {
				scores[token] -= (float) (dry.multiplier()
						* Math.pow(dry.base(), longest[token] - dry.allowedLength()));
			}
		}
		return scores;
	}

	@Test
	void refusesWhatMakesNoSense() {
		SequenceBreakers none = SequenceBreakers.NONE;
		assertThatIllegalArgumentException().isThrownBy(() -> new Dry(Double.NaN, 2, 1, 64, none))
			.withMessage("'multiplier' is NaN but must be a finite number");
		assertThatIllegalArgumentException().isThrownBy(() -> new Dry(1, -2, 1, 64, none))
			.withMessage("'base' is -2.0 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Dry(1, 2, -1, 64, none))
			.withMessage("'allowedLength' is -1 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Dry(1, 2, 1, -1, none))
			.withMessage("'penaltyLastN' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Dry(1, 2, 1, 64, SequenceBreakers.NONE).name()).isEqualTo("dry");
	}

}
