package dev.decoding.chat.template;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Any value of a template that is not one of Java's: {@link String}, {@link Boolean},
 * {@link Double}, {@link Long} or, beyond its range, {@link java.math.BigInteger}, and
 * {@link None}. What a value does not support, it refuses as Python does.
 */
abstract class Value {

	/**
	 * Return the name of the type in Python.
	 */
	abstract String typeName();

	/**
	 * Append what Python's {@code repr} says.
	 */
	void appendRepresentation(StringBuilder text) {
		text.append('<').append(typeName()).append(" object>");
	}

	/**
	 * Return what Python's {@code str} says.
	 */
	String text() {
		StringBuilder text = new StringBuilder();
		appendRepresentation(text);
		return text.toString();
	}

	boolean isTrue() {
		return true;
	}

	/**
	 * Return the number of elements, or -1 if the type has none.
	 */
	int length() {
		return -1;
	}

	/**
	 * Iterate over the elements.
	 * @return the iterator, or {@code null} if the type has none
	 */
	@Nullable Iterator<Object> iterator() {
		return null;
	}

	/**
	 * Return an element.
	 * @return the element, or {@code null} if there is none or the type has none
	 */
	@Nullable Object item(Object key) {
		return null;
	}

	/**
	 * Return whether the type has elements that are found by a key.
	 */
	boolean hasItems() {
		return false;
	}

	/**
	 * Return an attribute, a method included.
	 * @return the attribute, or {@code null} if the type has none of this name
	 */
	@Nullable Object attribute(String name) {
		return null;
	}

	boolean isCallable() {
		return false;
	}

	Object call(Rendering rendering, Arguments arguments) {
		throw PythonError.type("'" + typeName() + "' object is not callable");
	}

	/**
	 * Compare with another value as {@code ==} does.
	 */
	boolean isEqual(Object other) {
		return this == other;
	}

	/**
	 * Return the value as a key of a map, where Java's {@code equals} is Python's
	 * {@code ==}.
	 */
	Object key() {
		return this;
	}

}
