package dev.decoding.chat.template;

import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A list or a tuple. No template can change one.
 */
abstract class SequenceValue extends Container {

	private final List<Object> items;

	SequenceValue(List<Object> items) {
		this.items = items;
		items.forEach(this::include);
	}

	List<Object> items() {
		return this.items;
	}

	/**
	 * Make a sequence of the same type.
	 */
	abstract SequenceValue with(List<Object> others);

	@Override
	boolean isTrue() {
		return !this.items.isEmpty();
	}

	@Override
	int length() {
		return this.items.size();
	}

	@Override
	Iterator<Object> iterator() {
		return this.items.iterator();
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	@Nullable Object item(Object key) {
		int index = Items.index(key, this.items.size());
		return (index >= 0) ? this.items.get(index) : null;
	}

	@Override
	boolean isEqual(Object other) {
		if (this == other) {
			return true;
		}
		if (other.getClass() != getClass()) {
			return false;
		}
		List<Object> others = ((SequenceValue) other).items;
		if (this.items.size() != others.size()) {
			return false;
		}
		for (int i = 0; i < others.size(); i++) {
			if (!Equality.areEqual(this.items.get(i), others.get(i))) {
				return false;
			}
		}
		return true;
	}

	protected void appendItems(StringBuilder text) {
		boolean first = true;
		for (Object item : this.items) {
			if (!first) {
				text.append(", ");
			}
			Representation.append(text, item);
			first = false;
		}
	}

}
