package dev.decoding.chat.template;

import java.util.List;

/**
 * Joins values as text, as {@code ~} does.
 */
final class Concatenations {

	private Concatenations() {
	}

	static Object join(Rendering rendering, List<Object> values) {
		StringBuilder text = new StringBuilder();
		boolean safe = rendering.autoescape() && values.stream().anyMatch(Markup.class::isInstance);
		for (Object value : values) {
			text.append(safe ? Markup.escape(value).text() : Text.of(value));
			rendering.checkLength(text.length());
		}
		rendering.allocate(text.length());
		return safe ? new Markup(text.toString()) : text.toString();
	}

}
