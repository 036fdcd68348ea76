package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Subscripts: {@code value[key]} and {@code value[start:stop:step]}.
 */
final class Items {

	private Items() {
	}

	/**
	 * Return an element as Jinja does: a string key also finds an attribute.
	 * @return the element, or an {@link Undefined}
	 */
	static Object get(Object target, Object key) {
		Object item = find(target, key);
		if (item != null) {
			return item;
		}
		if (Text.isText(key)) {
			Object attribute = Attributes.findSafe(target, Text.of(key));
			if (attribute != null) {
				return attribute;
			}
		}
		return Undefined.of(target, key);
	}

	/**
	 * Return an element as Python does.
	 * @return the element, or {@code null} where Python raises
	 */
	static @Nullable Object find(Object target, Object key) {
		if (target instanceof Value value) {
			return value.item(key);
		}
		if (target instanceof String text) {
			int index = index(key, text.length());
			if (text.length() > 1) {
				index = index(key, Text.length(text));
				return (index >= 0) ? Text.character(text.codePointAt(Text.offset(text, index))) : null;
			}
			return (index >= 0) ? text : null;
		}
		return null;
	}

	/**
	 * Return the index that a key means in a sequence.
	 * @return the index from 0, or -1 if there is none
	 */
	static int index(Object key, int size) {
		long index;
		if (key instanceof Long number) {
			index = number;
		}
		else if (key instanceof Boolean bool) {
			index = bool ? 1 : 0;
		}
		else {
			return -1;
		}
		index = (index < 0) ? index + size : index;
		return (index >= 0 && index < size) ? (int) index : -1;
	}

	static Object slice(Rendering rendering, Object target, Object start, Object stop, Object step) {
		if (Text.isText(target)) {
			String text = Text.of(target);
			return Text.like(target, slice(text, SliceIndices.of(start, stop, step, Text.length(text))));
		}
		if (target instanceof SequenceValue sequence) {
			SliceIndices indices = SliceIndices.of(start, stop, step, sequence.length());
			rendering.allocate(indices.length());
			List<Object> items = new ArrayList<>(indices.length());
			for (int i = 0; i < indices.length(); i++) {
				items.add(sequence.items().get(indices.index(i)));
			}
			return sequence.with(items);
		}
		if (target instanceof RangeValue range) {
			return range.slice(SliceIndices.of(start, stop, step, range.length()));
		}
		if (target instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (target instanceof DictValue) {
			throw PythonError.type("unhashable type: 'slice'");
		}
		throw PythonError.type("'" + Types.name(target) + "' object is not subscriptable");
	}

	private static String slice(String text, SliceIndices indices) {
		if (indices.step() == 1) {
			return Text.substring(text, indices.start(), indices.start() + indices.length());
		}
		int[] codePoints = text.codePoints().toArray();
		StringBuilder slice = new StringBuilder(indices.length());
		for (int i = 0; i < indices.length(); i++) {
			slice.appendCodePoint(codePoints[indices.index(i)]);
		}
		return slice.toString();
	}

}
