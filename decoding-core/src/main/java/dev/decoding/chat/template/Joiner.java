package dev.decoding.chat.template;

import org.jspecify.annotations.Nullable;

/**
 * What {@code joiner()} makes: a function that returns a separator whenever it is called,
 * except for the first time.
 */
final class Joiner extends Value {

	private final Object separator;

	private boolean used;

	Joiner(Object separator) {
		this.separator = separator;
	}

	@Override
	String typeName() {
		return "Joiner";
	}

	@Override
	@Nullable Object attribute(String name) {
		return switch (name) {
			case "sep" -> this.separator;
			case "used" -> this.used;
			default -> null;
		};
	}

	@Override
	boolean isCallable() {
		return true;
	}

	@Override
	Object call(Rendering rendering, Arguments arguments) {
		if (!arguments.positional().isEmpty() || !arguments.keywords().isEmpty()) {
			throw PythonError.type("Joiner.__call__() takes no arguments");
		}
		Object text = this.used ? this.separator : "";
		this.used = true;
		return text;
	}

}
