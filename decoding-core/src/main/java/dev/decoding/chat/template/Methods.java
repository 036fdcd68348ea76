package dev.decoding.chat.template;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The methods of a type.
 */
final class Methods {

	private final String type;

	private final Map<String, Builtin> methods = new HashMap<>();

	Methods(String type) {
		this.type = type;
	}

	/**
	 * Add a method.
	 * @param name the name
	 * @param parameters its parameters without the object itself, which is the first
	 * argument
	 * @param body what it does
	 */
	Methods add(String name, String parameters, Builtin.BoundBody body) {
		String full = this.type + "." + name;
		this.methods.put(name, Builtin.of(full, "self, " + parameters, body));
		return this;
	}

	Methods addVariadic(String name, Builtin.Body body) {
		this.methods.put(name, Builtin.variadic(this.type + "." + name, body));
		return this;
	}

	/**
	 * Add methods that Python has and templates have no use for.
	 */
	Methods refuse(String... names) {
		for (String name : names) {
			addVariadic(name, (rendering, arguments) -> {
				throw PythonError.type("'" + this.type + "." + name + "' is not supported in templates");
			});
		}
		return this;
	}

	@Nullable Value find(Object self, String name) {
		Builtin method = this.methods.get(name);
		return (method != null) ? method.bindTo(self) : null;
	}

	@Nullable Builtin function(String name) {
		return this.methods.get(name);
	}

}
