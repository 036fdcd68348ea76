package dev.decoding.chat.template;

import java.util.Map;

/**
 * A function of the engine: a global, a filter, a test or a method.
 */
final class Builtin extends Value {

	/** What are classes in Python. */
	private static final Map<String, String> CLASSES = Map.of("dict", "<class 'dict'>", "namespace",
			"<class 'jinja2.utils.Namespace'>", "cycler", "<class 'jinja2.utils.Cycler'>", "joiner",
			"<class 'jinja2.utils.Joiner'>");

	private final String name;

	private final Body body;

	private Builtin(String name, Body body) {
		this.name = name;
		this.body = body;
	}

	static Builtin of(String name, String parameters, BoundBody body) {
		Parameters parsed = Parameters.parse(parameters);
		return new Builtin(name, (rendering, arguments) -> body.call(rendering, parsed.bind(name, arguments)));
	}

	/**
	 * Make a function that takes its arguments as they are.
	 */
	static Builtin variadic(String name, Body body) {
		return new Builtin(name, body);
	}

	String name() {
		return this.name;
	}

	@Override
	String typeName() {
		return "function";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append(CLASSES.getOrDefault(this.name, "<function " + this.name + ">"));
	}

	@Override
	boolean isCallable() {
		return true;
	}

	@Override
	Object call(Rendering rendering, Arguments arguments) {
		return this.body.call(rendering, arguments);
	}

	/**
	 * Bind the first argument: the object of a method.
	 */
	Value bindTo(Object self) {
		return new Method(self, this);
	}

	/** What a function does with any arguments. */
	@FunctionalInterface
	interface Body {

		Object call(Rendering rendering, Arguments arguments);

	}

	/** What a function does with arguments that fit its parameters. */
	@FunctionalInterface
	interface BoundBody {

		Object call(Rendering rendering, BoundArguments arguments);

	}

	/** A method of an object. */
	private static final class Method extends Value {

		private final Object self;

		private final Builtin function;

		Method(Object self, Builtin function) {
			this.self = self;
			this.function = function;
		}

		@Override
		String typeName() {
			return "builtin_function_or_method";
		}

		@Override
		void appendRepresentation(StringBuilder text) {
			text.append("<built-in method ")
				.append(this.function.name)
				.append(" of ")
				.append(Types.name(this.self))
				.append(" object>");
		}

		@Override
		boolean isCallable() {
			return true;
		}

		@Override
		Object call(Rendering rendering, Arguments arguments) {
			return this.function.call(rendering, arguments.prepend(this.self));
		}

		@Override
		boolean isEqual(Object other) {
			return other instanceof Method method && method.self == this.self && method.function == this.function;
		}

	}

}
