package dev.decoding.chat.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a builtin function. A definition lists their names; those that can be
 * left out end in {@code =}, and a {@code /} at the end means that none can be given by
 * name.
 */
final class Parameters {

	private final List<String> names;

	private final int required;

	private final boolean positionalOnly;

	private Parameters(List<String> names, int required, boolean positionalOnly) {
		this.names = names;
		this.required = required;
		this.positionalOnly = positionalOnly;
	}

	static Parameters parse(String definition) {
		List<String> words = Stream.of(definition.split("[, ]+")).filter((word) -> !word.isEmpty()).toList();
		List<String> names = words.stream()
			.filter((word) -> !word.equals("/"))
			.map((word) -> word.replace("=", ""))
			.toList();
		int required = (int) words.stream().filter((word) -> !word.equals("/") && !word.endsWith("=")).count();
		return new Parameters(names, required, words.contains("/"));
	}

	BoundArguments bind(String function, Arguments arguments) {
		@Nullable Object[] bound = new @Nullable Object[this.names.size()];
		int given = arguments.positional().size();
		if (given > bound.length) {
			throw PythonError.type(function + "() takes at most " + bound.length + " arguments (" + given + " given)");
		}
		for (int i = 0; i < given; i++) {
			bound[i] = arguments.positional().get(i);
		}
		if (!arguments.keywords().isEmpty()) {
			bindKeywords(function, arguments.keywords(), bound);
		}
		for (int i = given; i < this.required; i++) {
			if (bound[i] == null) {
				throw PythonError.type(function + "() missing required argument: '" + this.names.get(i) + "'");
			}
		}
		return new BoundArguments(bound);
	}

	private void bindKeywords(String function, Map<String, Object> keywords, @Nullable Object[] bound) {
		keywords.forEach((name, value) -> {
			if (this.positionalOnly) {
				throw PythonError.type(function + "() takes no keyword arguments");
			}
			int index = this.names.indexOf(name);
			if (index < 0) {
				throw PythonError.type(function + "() got an unexpected keyword argument '" + name + "'");
			}
			if (bound[index] != null) {
				throw PythonError.type(function + "() got multiple values for argument '" + name + "'");
			}
			bound[index] = value;
		});
	}

}
