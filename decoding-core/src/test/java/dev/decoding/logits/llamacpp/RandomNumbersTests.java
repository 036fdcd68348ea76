package dev.decoding.logits.llamacpp;

import dev.decoding.logits.MersenneTwister;
import dev.decoding.logits.RandomStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RandomNumbers}.
 */
class RandomNumbersTests {

	private static final RandomStream UNUSED = RandomStream.of(0, 0, 0);

	@Test
	void ownNumbersAreThoseOfTheMersenneTwister() {
		MersenneTwister generator = new MersenneTwister(5489);
		double low = Integer.toUnsignedLong(generator.nextInt());
		double high = Integer.toUnsignedLong(generator.nextInt());
		RandomNumbers.Drawn drawn = RandomNumbers.ofSeed(5489).draw(UNUSED);
		assertThat(drawn.number()).isEqualTo((low + high * 4294967296.0) / 18446744073709551616.0);
		float third = Integer.toUnsignedLong(generator.nextInt()) / 4294967296f;
		assertThat(drawn.next().drawFloat(UNUSED).number()).isEqualTo(third);
	}

	@Test
	void numbersAreBelowOne() {
		RandomNumbers next = RandomNumbers.ofSeed(1);
		for (int i = 0; i < 100_000; i++) {
			RandomNumbers.Drawn drawn = next.drawFloat(RandomStream.of(0, 0, i));
			assertThat(drawn.number()).isBetween(0.0, (double) Math.nextDown(1f));
			assertThat(RandomNumbers.OF_REQUEST.drawFloat(RandomStream.of(0, 0, i)).number()).isBetween(0.0,
					(double) Math.nextDown(1f));
			next = drawn.next();
		}
	}

	@Test
	void numbersOfTheRequestAreThoseOfItsStream() {
		RandomNumbers.Drawn drawn = RandomNumbers.OF_REQUEST.draw(RandomStream.of(1, 2, 3));
		assertThat(drawn.number()).isEqualTo(RandomStream.of(1, 2, 3).nextDouble());
		assertThat(drawn.next()).isSameAs(RandomNumbers.OF_REQUEST);
	}

	@Test
	void sequencesHaveNumbersOfTheirOwn() {
		RandomNumbers numbers = RandomNumbers.ofSeed(7);
		assertThat(numbers.ofBranch(0)).isSameAs(numbers);
		assertThat(numbers.ofBranch(2).draw(UNUSED).number()).isEqualTo(RandomNumbers.ofSeed(9).draw(UNUSED).number());
		assertThat(RandomNumbers.OF_REQUEST.ofBranch(2)).isSameAs(RandomNumbers.OF_REQUEST);
	}

}
