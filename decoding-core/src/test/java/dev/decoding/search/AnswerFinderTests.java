package dev.decoding.search;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AnswerFinder}.
 */
class AnswerFinderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			3 and 5 make 8 apples.             | 8         | 8
			It costs $1,234,567.50 in all.     | 1234567.5 | 1,234,567.50
			It falls to -4.0 degrees           | -4        | -4.0
			Numbers 3-5                        | 5         | 5
			007                                | 7         | 007
			Add 1,2 and 3,45                   | 45        | 45
			Pi is 3.14.                        | 3.14      | 3.14
			""")
	void findsTheLastNumber(String text, String value, String part) {
		check(AnswerFinder.LAST_NUMBER, text, value, part);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			The answer is 42. I am 7 years old.            | 42            | 42
			the ANSWER IS: **Paris**. It has 20 districts. | paris         | Paris
			The answer is 5 + 3 = 8.                       | 8             | 8
			Not: the answer is 3. The answer is (B).       | b             | B
			So the answer is New  York City                | new york city | New  York City
			The answer is 2.50 euros! Or 3.                | 2.5           | 2.50
			He has 3 apples and 5 pears.                   | 5             | 5
			The answer is unknown to 5 people              | 5             | 5
			""")
	void findsWhatIsCalledTheAnswerAndElseTheLastNumber(String text, String value, String part) {
		check(AnswerFinder.STANDARD, text, value, part);
	}

	@Test
	void answerEndsWithItsLine() {
		check(AnswerFinder.STANDARD, "The answer is Rome\nQ: What is 1 + 1?", "rome", "Rome");
	}

	@Test
	void findsNothingWhereNothingIs() {
		assertThat(AnswerFinder.LAST_NUMBER.find("none")).isNull();
		assertThat(AnswerFinder.behind("answer is").find("It is 5.")).isNull();
		assertThat(AnswerFinder.behind("answer is").find("The answer is ...")).isNull();
		assertThat(AnswerFinder.STANDARD.find("")).isNull();
	}

	private static void check(AnswerFinder finder, String text, String value, String part) {
		AnswerFinder.Answer answer = Objects.requireNonNull(finder.find(text));
		assertThat(answer.value()).isEqualTo(value);
		assertThat(text.substring(answer.from(), answer.to())).isEqualTo(part);
	}

}
