package dev.decoding.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How messages become the text that the model reads.
 *
 * @param templateVariables Variables that the chat template sees beside the messages and
 * tools, such as 'enable_thinking'; a value that is JSON is read as such, any other is
 * text.
 * @param adapt Whether messages that the chat template refuses are said in another way:
 * system messages as part of a user message, consecutive messages of one role as one.
 * @param promptInMetadata Whether a response tells the prompt that the model read.
 */
public record ChatProperties(@Nullable Map<String, Object> templateVariables, @Nullable Boolean adapt,
		@Nullable Boolean promptInMetadata) {

	/**
	 * Return the variables with the types that they have in JSON: text of a properties
	 * file that says {@code false} would be true to a template.
	 * @return the variables, or {@code null} if there are none
	 */
	@Nullable Map<String, @Nullable Object> toVariables() {
		if (this.templateVariables == null) {
			return null;
		}
		Map<String, @Nullable Object> variables = new LinkedHashMap<>();
		this.templateVariables.forEach((name, value) -> variables.put(name, typed(value)));
		return variables;
	}

	private static @Nullable Object typed(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> all = new LinkedHashMap<>();
			map.forEach((key, item) -> all.put(key, typed(item)));
			return all;
		}
		if (!(value instanceof String text)) {
			return value;
		}
		try {
			return text.isBlank() ? text : JsonMapper.shared().readValue(text, Object.class);
		}
		catch (JacksonException ex) {
			return text;
		}
	}

}
