package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where a filter finds what it looks at: {@code a.b.0} in each item.
 *
 * @param parts the keys, one after the other
 * @param fallback what is taken where there is none; {@code null} for nothing
 */
record AttributePath(List<Object> parts, @Nullable Object fallback) {

	static AttributePath of(Object attribute) {
		return of(attribute, null);
	}

	static AttributePath of(Object attribute, @Nullable Object fallback) {
		if (attribute == None.NONE) {
			return new AttributePath(List.of(), fallback);
		}
		if (!Text.isText(attribute)) {
			return new AttributePath(List.of(attribute), fallback);
		}
		List<Object> parts = new ArrayList<>();
		for (String part : Text.of(attribute).split("\\.", -1)) {
			boolean index = !part.isEmpty() && part.length() < 10 && part.chars().allMatch((c) -> c >= '0' && c <= '9');
			parts.add(index ? (Object) Long.valueOf(part) : part);
		}
		return new AttributePath(parts, fallback);
	}

	Object get(Object item) {
		Object value = item;
		for (Object part : this.parts) {
			value = Items.get(value, part);
			if (this.fallback != null && value instanceof Undefined) {
				value = this.fallback;
			}
		}
		return value;
	}

	/**
	 * Return what is found, text in lower case unless case counts.
	 */
	Object get(Object item, boolean caseSensitive) {
		Object value = get(item);
		return caseSensitive ? value : ignoreCase(value);
	}

	static Object ignoreCase(Object value) {
		return Text.isText(value) ? Text.of(value).toLowerCase(Locale.ROOT) : value;
	}

}
