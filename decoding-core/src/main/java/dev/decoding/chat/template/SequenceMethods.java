package dev.decoding.chat.template;

import java.util.Iterator;

/**
 * The methods of lists, tuples and ranges.
 */
final class SequenceMethods {

	static final Methods LIST = sequence("list").add("copy", "/", (rendering, arguments) -> arguments.get(0));

	static final Methods TUPLE = sequence("tuple");

	static final Methods RANGE = sequence("range");

	private SequenceMethods() {
	}

	private static Methods sequence(String type) {
		return new Methods(type).add("count", "value, /", SequenceMethods::count)
			.add("index", "value, start=, stop=, /", SequenceMethods::index);
	}

	private static Object count(Rendering rendering, BoundArguments arguments) {
		Iterator<Object> items = Iteration.of(rendering, arguments.get(0));
		long count = 0;
		while (items.hasNext()) {
			if (Equality.areEqual(items.next(), arguments.get(1))) {
				count++;
			}
		}
		return count;
	}

	private static Object index(Rendering rendering, BoundArguments arguments) {
		int size = ((Value) arguments.get(0)).length();
		SliceIndices within = SliceIndices.of(arguments.get(2), arguments.get(3), None.NONE, size);
		Iterator<Object> items = Iteration.of(rendering, arguments.get(0));
		for (int i = 0; items.hasNext(); i++) {
			Object item = items.next();
			boolean inside = i >= within.start() && i < within.start() + within.length();
			if (inside && Equality.areEqual(item, arguments.get(1))) {
				return (long) i;
			}
		}
		throw PythonError.value(Representation.of(arguments.get(1)) + " is not in " + Types.name(arguments.get(0)));
	}

}
