package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Python's {@code dict}: in the order of insertion, with keys that are equal if Python
 * says so. It is filled while it is made and does not change after.
 */
final class DictValue extends Container {

	private final LinkedHashMap<Object, Object> values;

	/** The keys that are not the same as Java's key for them, such as {@code 1.0}. */
	private @Nullable Map<Object, Object> spelledKeys;

	DictValue() {
		this.values = new LinkedHashMap<>();
	}

	DictValue(int size) {
		this.values = new LinkedHashMap<>(size * 4 / 3 + 1);
	}

	/**
	 * Return a value as a key of a Java map.
	 */
	static Object key(Object value) {
		if (value instanceof String || value instanceof Long) {
			return value;
		}
		if (value instanceof Boolean bool) {
			return bool ? 1L : 0L;
		}
		if (value instanceof Double number) {
			boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
			return whole ? Numbers.canonical(new BigDecimal(number).toBigInteger()) : number;
		}
		return (value instanceof Value other) ? other.key() : value;
	}

	void put(Object key, Object value) {
		include(value);
		if (key instanceof String) {
			this.values.put(key, value);
			return;
		}
		Object javaKey = key(key);
		boolean added = this.values.put(javaKey, value) == null;
		if (added && javaKey != key) {
			Map<Object, Object> spelled = (this.spelledKeys != null) ? this.spelledKeys : new HashMap<>();
			spelled.put(javaKey, key);
			this.spelledKeys = spelled;
		}
	}

	void putAll(DictValue other) {
		other.values.forEach((key, value) -> put(other.spelled(key), value));
	}

	@Nullable Object get(Object key) {
		return this.values.get(key(key));
	}

	@Nullable Object get(String key) {
		return this.values.get(key);
	}

	boolean contains(Object key) {
		return this.values.containsKey(key(key));
	}

	/**
	 * Return a key as the template knows it.
	 */
	Object spelled(Object javaKey) {
		return (this.spelledKeys == null) ? javaKey : this.spelledKeys.getOrDefault(javaKey, javaKey);
	}

	/**
	 * Return the entries, with keys as Java's maps know them.
	 */
	Map<Object, Object> entries() {
		return this.values;
	}

	Iterator<Object> keys() {
		return new MappedIterator<>(this.values.keySet().iterator(), this::spelled);
	}

	Iterator<Object> values() {
		return this.values.values().iterator();
	}

	Iterator<Object> items() {
		return new MappedIterator<>(this.values.entrySet().iterator(),
				(entry) -> TupleValue.of(spelled(entry.getKey()), entry.getValue()));
	}

	@Override
	String typeName() {
		return "dict";
	}

	@Override
	boolean isTrue() {
		return !this.values.isEmpty();
	}

	@Override
	int length() {
		return this.values.size();
	}

	@Override
	Iterator<Object> iterator() {
		return keys();
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	@Nullable Object item(Object key) {
		try {
			return get(key);
		}
		catch (PythonError ex) {
			return null;
		}
	}

	@Override
	@Nullable Object attribute(String name) {
		return DictMethods.find(this, name);
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append('{');
		boolean first = true;
		for (Map.Entry<Object, Object> entry : this.values.entrySet()) {
			if (!first) {
				text.append(", ");
			}
			Representation.append(text, spelled(entry.getKey()));
			text.append(": ");
			Representation.append(text, entry.getValue());
			first = false;
		}
		text.append('}');
	}

	@Override
	boolean isEqual(Object other) {
		if (this == other) {
			return true;
		}
		if (!(other instanceof DictValue dict) || dict.values.size() != this.values.size()) {
			return false;
		}
		for (Map.Entry<Object, Object> entry : this.values.entrySet()) {
			Object value = dict.values.get(entry.getKey());
			if (value == null || !Equality.areEqual(entry.getValue(), value)) {
				return false;
			}
		}
		return true;
	}

	@Override
	Object key() {
		throw PythonError.type("unhashable type: 'dict'");
	}

}
