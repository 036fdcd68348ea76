package dev.decoding.chat.template;

import java.util.Collections;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * What a name or key without a value gives: it is empty, false and without elements, and
 * everything else is an error.
 */
final class Undefined extends Value {

	private final @Nullable String hint;

	private final @Nullable Object target;

	private final Object name;

	private final boolean unsafe;

	private Undefined(@Nullable String hint, @Nullable Object target, Object name, boolean unsafe) {
		this.hint = hint;
		this.target = target;
		this.name = name;
		this.unsafe = unsafe;
	}

	static Undefined named(String name) {
		return new Undefined(null, null, name, false);
	}

	static Undefined hinted(String hint) {
		return new Undefined(hint, null, "", false);
	}

	static Undefined of(Object target, Object name) {
		return new Undefined(null, target, name, false);
	}

	static Undefined unsafe(Object target, String name) {
		return new Undefined(
				"access to attribute " + Representation.of(name) + " of '" + Types.name(target) + "' object is unsafe.",
				target, name, true);
	}

	PythonError error() {
		return this.unsafe ? PythonError.security(message()) : PythonError.undefined(message());
	}

	String message() {
		if (this.hint != null) {
			return this.hint;
		}
		if (this.target == null) {
			return Representation.of(this.name) + " is undefined";
		}
		String object = (this.target == None.NONE) ? "None" : Types.qualifiedName(this.target) + " object";
		return Text.isText(this.name) ? "'" + object + "' has no attribute " + Representation.of(this.name)
				: object + " has no element " + Representation.of(this.name);
	}

	@Override
	String typeName() {
		return "Undefined";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append("Undefined");
	}

	@Override
	String text() {
		return "";
	}

	@Override
	boolean isTrue() {
		return false;
	}

	@Override
	int length() {
		return 0;
	}

	@Override
	Iterator<Object> iterator() {
		return Collections.emptyIterator();
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	Object item(Object key) {
		throw error();
	}

	@Override
	@Nullable Object attribute(String attribute) {
		if (attribute.startsWith("__") && attribute.endsWith("__")) {
			return null;
		}
		throw error();
	}

	@Override
	boolean isCallable() {
		return true;
	}

	@Override
	Object call(Rendering rendering, Arguments arguments) {
		throw error();
	}

	@Override
	boolean isEqual(Object other) {
		return other instanceof Undefined;
	}

	@Override
	Object key() {
		return Undefined.class;
	}

}
