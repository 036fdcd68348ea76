package dev.decoding.search;

import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			So \\boxed{42}.                              | 42              | 42
			\\boxed{1} or \\boxed{ 1,234.50 }?           | 1234.5          | 1,234.50
			$\\boxed{\\frac{1}{2}}$ of 8                 | \\frac{1}{2}    | \\frac{1}{2}
			\\boxed{\\{1,  2\\}} it is                   | \\{1, 2\\}      | \\{1,  2\\}
			\\boxed{A} and then \\boxed{2               | a               | A
			""")
	void findsTheLastBox(String text, String value, String part) {
		check(AnswerFinder.BOXED, text, value, part);
	}

	@Test
	void findsTheLastMatch() {
		AnswerFinder group = AnswerFinder.matching(Pattern.compile("= *(\\S+)"));
		check(group, "2 = 2, 3 = 3.0", "3", "3.0");
		check(AnswerFinder.matching(Pattern.compile("[A-D](?=\\))")), "(B) not (A)", "a", "A");
		check(AnswerFinder.matching(Pattern.compile("#(\\d)?")), "#1 #", "1", "1");
		assertThat(group.find("none")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"answer": 42}                                        | 42            | 42
			{"answer": 1} or rather {"answer": 2.50} I think      | 2.5           | 2.50
			a {b} {"x": {"answer": 3}, "answer": "1,000"}         | 1000          | "1,000"
			{"answer": "New  York"} {broken                       | new york      | "New  York"
			{"a": [{"answer": 5}], "answer": [1, {"b": 2}]}       | [1,{"b":2}]   | [1, {"b": 2}]
			{"s": "}{", "answer": true}                           | true          | true
			{"outer" {"answer": -1e2}}                            | -100          | -1e2
			""")
	void findsAValueInTheLastJsonObject(String text, String value, String part) {
		check(AnswerFinder.json("/answer"), text, value, part);
	}

	@Test
	void findsAnyJsonPointer() {
		String text = "{\"a\": {\"b/c\": [1, 7]}} and {";
		check(AnswerFinder.json("/a/b~1c/1"), text, "7", "7");
		check(AnswerFinder.json(""), text, "{\"a\":{\"b/c\":[1,7]}}", "{\"a\": {\"b/c\": [1, 7]}}");
		assertThat(AnswerFinder.json("/a/d").find(text)).isNull();
	}

	@Test
	void findsNothingInJsonThatDoesNotHaveIt() {
		AnswerFinder finder = AnswerFinder.json("/answer");
		assertThat(finder.find("{\"answer\": 1} {\"other\": 2}")).isNull();
		assertThat(finder.find("{\"answer\": null}")).isNull();
		assertThat(finder.find("{\"answer\": \" \"}")).isNull();
		assertThat(finder.find("{\"answer\": 1")).isNull();
		assertThat(finder.find("[1]")).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> AnswerFinder.json("answer"))
			.withMessage("'pointer' is \"answer\" but must be a JSON pointer, such as \"/answer\"");
	}

	@Test
	void hugeNumbersAreNotSpelledOut() {
		check(AnswerFinder.json("/answer"), "{\"answer\": 10e999999}", "1E+1000000", "10e999999");
	}

	@Test
	void findsNothingWhereNothingIs() {
		assertThat(AnswerFinder.BOXED.find("\\boxed{5 and \\boxed 5")).isNull();
		assertThat(AnswerFinder.BOXED.find("\\boxed{ }")).isNull();
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
