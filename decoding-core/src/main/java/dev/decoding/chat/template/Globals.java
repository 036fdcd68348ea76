package dev.decoding.chat.template;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The functions that every template can call.
 */
final class Globals {

	private static final Map<String, Builtin> FUNCTIONS = new HashMap<>();

	static {
		add(Builtin.of("range", "start, stop=, step=, /", (rendering, arguments) -> range(arguments)));
		add(Builtin.variadic("dict", Globals::dict));
		add(Builtin.variadic("namespace", (rendering, arguments) -> new Namespace(dict(rendering, arguments))));
		add(Builtin.variadic("cycler", (rendering, arguments) -> new Cycler(arguments)));
		add(Builtin.of("joiner", "sep=", (rendering, arguments) -> new Joiner(arguments.get(0, ", "))));
		add(Builtin.of("lipsum", "n=, html=, min=, max=", (rendering, arguments) -> {
			throw PythonError.type("'lipsum' is not supported in chat templates");
		}));
		add(Builtin.of("raise_exception", "message", (rendering, arguments) -> {
			throw PythonError.raised(Text.of(arguments.get(0)));
		}));
		add(Builtin.of("strftime_now", "format",
				(rendering, arguments) -> TimeFormat.format(ZonedDateTime.now(rendering.clock()), arguments.text(0))));
	}

	private Globals() {
	}

	private static void add(Builtin function) {
		FUNCTIONS.put(function.name(), function);
	}

	static @Nullable Value find(String name) {
		return FUNCTIONS.get(name);
	}

	private static Object range(BoundArguments arguments) {
		long first = Numbers.index(arguments.get(0));
		if (!arguments.isGiven(1)) {
			return new RangeValue(0, first, 1);
		}
		return new RangeValue(first, Numbers.index(arguments.get(1)), arguments.integer(2, 1));
	}

	private static DictValue dict(Rendering rendering, Arguments arguments) {
		DictValue dict = new DictValue();
		if (arguments.positional().size() > 1) {
			throw PythonError.type("dict expected at most 1 argument, got " + arguments.positional().size());
		}
		if (!arguments.positional().isEmpty()) {
			Object source = arguments.positional().get(0);
			if (source instanceof Undefined undefined) {
				throw undefined.error();
			}
			if (source instanceof DictValue other) {
				dict.putAll(other);
			}
			else {
				putPairs(rendering, dict, Iteration.of(rendering, source));
			}
		}
		arguments.keywords().forEach(dict::put);
		return dict;
	}

	private static void putPairs(Rendering rendering, DictValue dict, Iterator<Object> pairs) {
		for (int i = 0; pairs.hasNext(); i++) {
			List<Object> pair = Iteration.list(rendering, pairs.next());
			if (pair.size() != 2) {
				throw PythonError.value(
						"dictionary update sequence element #" + i + " has length " + pair.size() + "; 2 is required");
			}
			dict.put(pair.get(0), pair.get(1));
		}
	}

}
