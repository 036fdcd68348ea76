package dev.decoding.chat.template;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Filters that apply another filter or a test to each element.
 */
final class SelectionFilters {

	private SelectionFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.addVariadic("map", SelectionFilters::map)
			.addVariadic("select", (rendering, arguments) -> select(rendering, arguments, false, true))
			.addVariadic("reject", (rendering, arguments) -> select(rendering, arguments, false, false))
			.addVariadic("selectattr", (rendering, arguments) -> select(rendering, arguments, true, true))
			.addVariadic("rejectattr", (rendering, arguments) -> select(rendering, arguments, true, false));
	}

	private static Object map(Rendering rendering, Arguments arguments) {
		Object value = arguments.positional().get(0);
		Arguments others = arguments.rest();
		return new Generator(new LazyIterator(() -> {
			if (!Truth.of(value)) {
				return Collections.emptyIterator();
			}
			return new MappedIterator<>(Iteration.of(rendering, value), mapping(rendering, others));
		}));
	}

	private static Function<Object, Object> mapping(Rendering rendering, Arguments arguments) {
		if (arguments.positional().isEmpty() && arguments.keywords().containsKey("attribute")) {
			for (String name : arguments.keywords().keySet()) {
				if (!name.equals("attribute") && !name.equals("default")) {
					throw PythonError.argument("Unexpected keyword argument " + Representation.of(name));
				}
			}
			Object fallback = arguments.keywords().get("default");
			AttributePath path = AttributePath.of(arguments.keywords().getOrDefault("attribute", None.NONE),
					(fallback == None.NONE) ? null : fallback);
			return path::get;
		}
		if (arguments.positional().isEmpty()) {
			throw PythonError.argument("map requires a filter argument");
		}
		Object name = arguments.positional().get(0);
		Arguments others = arguments.rest();
		return (item) -> Filters.get(name).call(rendering, others.prepend(item));
	}

	private static Object select(Rendering rendering, Arguments arguments, boolean attribute, boolean wanted) {
		Object value = arguments.positional().get(0);
		Arguments others = arguments.rest();
		return new Generator(new LazyIterator(() -> {
			if (!Truth.of(value)) {
				return Collections.emptyIterator();
			}
			Predicate<Object> condition = condition(rendering, others, attribute);
			Iterator<Object> items = Iteration.of(rendering, value);
			return new SelectingIterator(items, (item) -> condition.test(item) == wanted);
		}));
	}

	private static Predicate<Object> condition(Rendering rendering, Arguments arguments, boolean attribute) {
		List<Object> positional = arguments.positional();
		Arguments others = arguments;
		AttributePath path = AttributePath.of(None.NONE);
		if (attribute) {
			if (positional.isEmpty()) {
				throw PythonError.argument("Missing parameter for attribute name");
			}
			path = AttributePath.of(positional.get(0));
			others = others.rest();
		}
		AttributePath looked = path;
		if (others.positional().isEmpty()) {
			return (item) -> Truth.of(looked.get(item));
		}
		Object name = others.positional().get(0);
		Arguments rest = others.rest();
		return (item) -> Truth.of(Tests.get(name).call(rendering, rest.prepend(looked.get(item))));
	}

}
