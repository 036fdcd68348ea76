package dev.decoding.chat.template;

import java.math.BigInteger;

/**
 * The names of types in Python.
 */
final class Types {

	private Types() {
	}

	static String name(Object value) {
		if (value instanceof Value other) {
			return other.typeName();
		}
		if (value instanceof String) {
			return "str";
		}
		if (value instanceof Long || value instanceof BigInteger) {
			return "int";
		}
		if (value instanceof Double) {
			return "float";
		}
		return (value instanceof Boolean) ? "bool" : "NoneType";
	}

	/**
	 * Return the name with the module, if that is not Python's own.
	 */
	static String qualifiedName(Object value) {
		String name = name(value);
		return switch (name) {
			case "Namespace", "Cycler", "Joiner" -> "jinja2.utils." + name;
			case "Undefined", "Macro", "LoopContext", "TemplateReference", "BlockReference" -> "jinja2.runtime." + name;
			case "Markup" -> "markupsafe.Markup";
			default -> name;
		};
	}

}
