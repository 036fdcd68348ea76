package dev.decoding.chat.template;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code cycler()} makes: values that are given out in turn.
 */
final class Cycler extends Value {

	private static final Methods METHODS = new Methods("Cycler").add("next", "", (rendering, arguments) -> {
		Cycler cycler = (Cycler) arguments.get(0);
		Object value = cycler.current();
		cycler.position = (cycler.position + 1) % cycler.items.size();
		return value;
	}).add("reset", "", (rendering, arguments) -> {
		((Cycler) arguments.get(0)).position = 0;
		return None.NONE;
	});

	private final List<Object> items;

	private int position;

	Cycler(Arguments arguments) {
		this.items = arguments.positional();
		if (this.items.isEmpty()) {
			throw PythonError.of("RuntimeError", "at least one item has to be provided");
		}
		if (!arguments.keywords().isEmpty()) {
			throw PythonError.type("Cycler.__init__() got an unexpected keyword argument");
		}
	}

	private Object current() {
		return this.items.get(this.position);
	}

	@Override
	String typeName() {
		return "Cycler";
	}

	@Override
	@Nullable Object attribute(String name) {
		return switch (name) {
			case "items" -> new TupleValue(this.items);
			case "pos" -> (long) this.position;
			case "current" -> current();
			default -> METHODS.find(this, name);
		};
	}

}
