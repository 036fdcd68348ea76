package dev.decoding.chat.template;

import java.util.List;
import java.util.Objects;

/**
 * All that a template can use by name.
 */
final class Builtins {

	private static final List<Object> EXAMPLES = List.of(1L, 1.0, "", new Markup(""), new ListValue(List.of()),
			new TupleValue(List.of()), new DictValue(), new RangeValue(0, 0, 1));

	private Builtins() {
	}

	/**
	 * Load the classes.
	 */
	static void load() {
		Objects.requireNonNull(Filters.find("list"));
		Objects.requireNonNull(Tests.find("defined"));
		Objects.requireNonNull(Globals.find("range"));
		EXAMPLES.forEach((value) -> Attributes.find(value, "count"));
	}

}
