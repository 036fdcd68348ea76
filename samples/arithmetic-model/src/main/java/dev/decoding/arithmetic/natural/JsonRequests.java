package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Ways to ask for an answer in JSON.
 */
public final class JsonRequests {

	private static final List<String> CLOSINGS = List.of("Answer in JSON.", "Reply as JSON.", "Answer as JSON.",
			"Reply in JSON.", "Give the answer as JSON.", "Return JSON.", "Respond with JSON.", "Respond in JSON.",
			"Output JSON.", "Use JSON.", "JSON please.", "In JSON, please.", "Please answer in JSON format.",
			"Please reply in JSON format.", "Return a JSON object.", "Return the result as JSON.",
			"Answer only with JSON.", "Reply only with JSON.", "Answer with a JSON object.",
			"Format the answer as JSON.", "Write the solution as JSON.", "Show the steps and the answer as JSON.",
			"Answer with a JSON object with 'steps' and 'answer'.",
			"Reply as JSON with the fields \"steps\" and \"answer\".", "Give me JSON.", "As JSON", "(JSON)", "in json",
			"Your response should be in JSON format.", "I want JSON.", "Only JSON.", "Send JSON back.");

	private static final List<String> OPENINGS = List.of("Answer in JSON: ", "Reply as JSON: ", "JSON please: ",
			"As JSON: ", "Please answer in JSON. ", "Return JSON. ", "Respond in JSON: ", "In JSON: ", "JSON: ",
			"Give me the answer as JSON: ");

	/**
	 * What Spring AI's {@code BeanOutputConverter} asks for a record with the same
	 * fields.
	 */
	private static final String SCHEMA = """
			Your response should be in JSON format.
			Do not include any explanations, only provide a RFC8259 compliant JSON response following this format \
			without deviation.
			Do not include markdown code blocks in your response.
			Remove the ```json markdown from the output.
			Here is the JSON Schema instance your output must adhere to:
			```{
			  "$schema" : "https://json-schema.org/draft/2020-12/schema",
			  "type" : "object",
			  "properties" : {
			    "answer" : {
			      "type" : "integer",
			      "format" : "int32"
			    },
			    "steps" : {
			      "type" : "array",
			      "items" : {
			        "type" : "string"
			      }
			    }
			  },
			  "required" : [ "answer", "steps" ],
			  "additionalProperties" : false
			}```
			""";

	private static final double SCHEMAS = 0.05;

	private JsonRequests() {
	}

	/**
	 * Ask for the answer to a question in JSON.
	 * @param question the question
	 * @param random where numbers come from
	 * @return the question with the request
	 */
	public static String apply(String question, RandomNumbers random) {
		if (random.chance(SCHEMAS)) {
			return question + "\n" + SCHEMA;
		}
		if (random.chance(0.15)) {
			return random.choose(OPENINGS) + question;
		}
		String gap = random.chance(0.1) ? "\n" : " ";
		boolean open = Character.isLetterOrDigit(question.charAt(question.length() - 1)) && random.chance(0.5);
		String closing = random.choose(CLOSINGS);
		return question + (open ? "." : "") + gap + (random.chance(0.1) ? closing.replaceAll("\\.$", "") : closing);
	}

}
