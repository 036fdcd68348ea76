package dev.decoding.chat.template;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The filters by name.
 */
final class Filters {

	private static final Map<String, Builtin> FILTERS = new HashMap<>();

	static {
		TextFilters.register(new Registry(FILTERS));
		FormattingFilters.register(new Registry(FILTERS));
		SequenceFilters.register(new Registry(FILTERS));
		SortingFilters.register(new Registry(FILTERS));
		SelectionFilters.register(new Registry(FILTERS));
		NumberFilters.register(new Registry(FILTERS));
	}

	private Filters() {
	}

	static @Nullable Builtin find(String name) {
		return FILTERS.get(name);
	}

	/**
	 * Return a filter that is named when the template runs.
	 */
	static Builtin get(Object name) {
		Builtin filter = Text.isText(name) ? find(Text.of(name)) : null;
		if (filter == null) {
			throw PythonError.runtime("No filter named " + Representation.of(name) + ".");
		}
		return filter;
	}

	/**
	 * Takes filters up.
	 *
	 * @param functions where they go
	 */
	record Registry(Map<String, Builtin> functions) {

		/**
		 * Add a filter.
		 * @param names its names, separated by commas
		 * @param parameters its parameters, of which the first is the value
		 * @param body what it does
		 */
		Registry add(String names, String parameters, Builtin.BoundBody body) {
			for (String name : names.split(",")) {
				this.functions.put(name, Builtin.of(name, parameters, body));
			}
			return this;
		}

		/**
		 * Add a filter that takes any arguments.
		 */
		Registry addVariadic(String name, Builtin.Body body) {
			this.functions.put(name, Builtin.variadic(name, body));
			return this;
		}

	}

}
