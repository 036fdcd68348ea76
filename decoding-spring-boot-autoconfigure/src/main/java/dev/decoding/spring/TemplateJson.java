package dev.decoding.spring;

import java.util.Map;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * JSON of messages and tools, as chat templates see it.
 */
final class TemplateJson {

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private TemplateJson() {
	}

	/**
	 * Read an object.
	 * @param json the text; blank for an object without values
	 * @param culprit says what has the text, for the error
	 * @return the values in the order of the text
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	static Map<String, Object> object(String json, Supplier<String> culprit) {
		if (!StringUtils.hasText(json)) {
			return Map.of();
		}
		try {
			Map<String, Object> object = JsonMapper.shared().readValue(json, OBJECT);
			if (object != null) {
				return object;
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(notAnObject(json, culprit), ex);
		}
		throw new IllegalArgumentException(notAnObject(json, culprit));
	}

	private static String notAnObject(String json, Supplier<String> culprit) {
		return "%s that are not a JSON object: '%s'. Correct them.".formatted(culprit.get(), json);
	}

}
