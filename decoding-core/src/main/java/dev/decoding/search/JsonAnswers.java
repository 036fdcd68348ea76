package dev.decoding.search;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds a value in the last JSON object of a text.
 *
 * @param pointer which value
 */
record JsonAnswers(JsonPointer pointer) implements AnswerFinder {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	static JsonAnswers at(String pointer) {
		try {
			return new JsonAnswers(JsonPointer.compile(pointer));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'pointer' is \"%s\" but must be a JSON pointer, such as \"/answer\"".formatted(pointer), ex);
		}
	}

	@Override
	public @Nullable Answer find(String text) {
		Answer last = null;
		int from = text.indexOf('{');
		while (from >= 0) {
			Found found = read(text, from);
			last = (found.end() >= 0) ? found.answer() : last;
			from = text.indexOf('{', Math.max(found.end(), from + 1));
		}
		return last;
	}

	/**
	 * Read the object that begins at a position, if there is one.
	 */
	private Found read(String text, int from) {
		try (JsonParser parser = MAPPER.createParser(text.substring(from))) {
			Answer answer = null;
			int depth = 0;
			do {
				JsonToken token = parser.nextToken();
				if (token == null) {
					return Found.NOTHING;
				}
				if (answer == null && isValue(token)
						&& parser.streamReadContext().pathAsPointer().equals(this.pointer)) {
					int start = from + (int) parser.currentTokenLocation().getCharOffset();
					JsonNode value = MAPPER.readTree(parser);
					int end = from + (int) parser.currentLocation().getCharOffset();
					answer = answer(value, start, end);
					if (depth == 0) {
						return new Found(answer, end);
					}
				}
				else {
					depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
				}
			}
			while (depth > 0);
			return new Found(answer, from + (int) parser.currentLocation().getCharOffset());
		}
		catch (JacksonException ex) {
			return Found.NOTHING;
		}
	}

	private static boolean isValue(JsonToken token) {
		return token.isScalarValue() || token.isStructStart();
	}

	private static @Nullable Answer answer(JsonNode value, int from, int to) {
		if (value.isNull() || value.isString() && value.stringValue().isBlank()) {
			return null;
		}
		String compared = value.isNumber() ? AnswerSpans.value(value.decimalValue())
				: AnswerSpans.value(value.isString() ? value.stringValue() : value.toString());
		return new Answer(compared, from, to);
	}

	/**
	 * An object.
	 *
	 * @param answer the value in it, if it has one
	 * @param end the index behind its last character, or -1 if there is no object
	 */
	private record Found(@Nullable Answer answer, int end) {

		static final Found NOTHING = new Found(null, -1);

	}

}
