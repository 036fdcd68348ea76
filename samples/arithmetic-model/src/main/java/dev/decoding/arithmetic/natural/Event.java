package dev.decoding.arithmetic.natural;

import java.util.List;

/**
 * Something that changes how many things there are.
 *
 * @param text what happens, a template
 * @param subject whether the text says who does it
 */
record Event(String text, boolean subject) {

	static List<Event> by(String... texts) {
		return List.of(texts).stream().map((text) -> new Event(text, false)).toList();
	}

	static List<Event> whole(String... texts) {
		return List.of(texts).stream().map((text) -> new Event(text, true)).toList();
	}

}
