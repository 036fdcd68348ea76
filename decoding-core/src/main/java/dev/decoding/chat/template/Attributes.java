package dev.decoding.chat.template;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Attributes as the sandbox gives them out: none that begins with an underscore, and no
 * method that changes its object.
 */
final class Attributes {

	/** Every object of Python has these. */
	private static final Set<String> INTERNAL = Set.of("__class__", "__delattr__", "__dir__", "__doc__", "__eq__",
			"__format__", "__ge__", "__getattribute__", "__getstate__", "__gt__", "__hash__", "__init__",
			"__init_subclass__", "__le__", "__lt__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__",
			"__setattr__", "__sizeof__", "__str__", "__subclasshook__");

	private static final Set<String> LIST_CHANGES = Set.of("append", "clear", "pop", "reverse", "insert", "sort",
			"extend", "remove");

	private static final Set<String> DICT_CHANGES = Set.of("clear", "pop", "popitem", "setdefault", "update");

	private Attributes() {
	}

	/**
	 * Return an attribute as Jinja does: without one, the element of that name.
	 * @return the attribute, or an {@link Undefined}
	 */
	static Object get(Object target, String name) {
		Object attribute = findSafe(target, name);
		if (attribute != null) {
			return attribute;
		}
		Object item = Items.find(target, name);
		return (item != null) ? item : Undefined.of(target, name);
	}

	/**
	 * Return an attribute, where one that is not safe is an {@link Undefined} that says
	 * so.
	 * @return the attribute, or {@code null} if there is none
	 */
	static @Nullable Object findSafe(Object target, String name) {
		if (isInternal(target, name) || changes(target, name)) {
			return Undefined.unsafe(target, name);
		}
		Object attribute = find(target, name);
		return (attribute != null && name.startsWith("_")) ? Undefined.unsafe(target, name) : attribute;
	}

	/**
	 * Return whether a dict has nothing of this name but perhaps an element.
	 */
	static boolean isKeyOnly(String name) {
		return !name.startsWith("_") && !DICT_CHANGES.contains(name) && !DictMethods.has(name);
	}

	private static boolean isInternal(Object target, String name) {
		return name.startsWith("__") && INTERNAL.contains(name)
				&& (!(target instanceof Namespace) || name.equals("__class__"));
	}

	private static boolean changes(Object target, String name) {
		return target instanceof ListValue && LIST_CHANGES.contains(name)
				|| target instanceof DictValue && DICT_CHANGES.contains(name);
	}

	/**
	 * Return any attribute.
	 * @return the attribute, or {@code null} if there is none
	 */
	static @Nullable Object find(Object target, String name) {
		if (target instanceof Value value) {
			return value.attribute(name);
		}
		if (target instanceof String) {
			return StringMethods.find(target, name);
		}
		return NumberMethods.find(target, name);
	}

}
