package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The special variable {@code loop}.
 */
final class LoopContext extends Value {

	private static final Methods METHODS = new Methods("LoopContext").addVariadic("cycle", LoopContext::cycle)
		.addVariadic("changed", LoopContext::changed);

	private static final Parameters ITERABLE = Parameters.parse("iterable");

	private final @Nullable Recursion recursion;

	private final int depth;

	private Iterator<Object> items;

	private int length;

	private int index = -1;

	private @Nullable Object before;

	private @Nullable Object current;

	private @Nullable Object after;

	private @Nullable Object lastChanged;

	/**
	 * Create the context of a loop.
	 * @param items what it runs over
	 * @param length the number of items, or -1 if that is only known after reading them
	 * @param recursion renders the loop with other items; {@code null} if it is not
	 * recursive
	 * @param depth how deep in recursion it is, from 0
	 */
	LoopContext(Iterator<Object> items, int length, @Nullable Recursion recursion, int depth) {
		this.items = items;
		this.length = length;
		this.recursion = recursion;
		this.depth = depth;
	}

	/**
	 * Go to the next item.
	 * @return the item, or {@code null} behind the last
	 */
	@Nullable Object advance() {
		Object next = this.after;
		this.after = null;
		if (next == null) {
			if (!this.items.hasNext()) {
				return null;
			}
			next = this.items.next();
		}
		this.index++;
		this.before = this.current;
		this.current = next;
		return next;
	}

	private @Nullable Object peek() {
		if (this.after == null && this.items.hasNext()) {
			this.after = this.items.next();
		}
		return this.after;
	}

	@Override
	int length() {
		if (this.length < 0) {
			List<Object> rest = new ArrayList<>();
			this.items.forEachRemaining(rest::add);
			this.items = rest.iterator();
			this.length = rest.size() + this.index + 1 + ((this.after != null) ? 1 : 0);
		}
		return this.length;
	}

	@Override
	String typeName() {
		return "LoopContext";
	}

	@Override
	boolean isTrue() {
		return length() > 0;
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append("<LoopContext ").append(this.index + 1).append('/').append(length()).append('>');
	}

	/**
	 * Iterate over the rest of the items, each with this context.
	 */
	@Override
	Iterator<Object> iterator() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return peek() != null;
			}

			@Override
			public Object next() {
				Object item = advance();
				if (item == null) {
					throw new NoSuchElementException();
				}
				return TupleValue.of(item, LoopContext.this);
			}

		};
	}

	@Override
	@Nullable Object attribute(String name) {
		return switch (name) {
			case "index" -> this.index + 1L;
			case "index0" -> (long) this.index;
			case "revindex" -> (long) length() - this.index;
			case "revindex0" -> (long) length() - this.index - 1;
			case "first" -> this.index == 0;
			case "last" -> peek() == null;
			case "length" -> (long) length();
			case "depth" -> this.depth + 1L;
			case "depth0" -> (long) this.depth;
			case "previtem" ->
				(this.before != null && this.index > 0) ? this.before : Undefined.hinted("there is no previous item");
			case "nextitem" -> {
				Object next = peek();
				yield (next != null) ? next : Undefined.hinted("there is no next item");
			}
			default -> METHODS.find(this, name);
		};
	}

	private static Object cycle(Rendering rendering, Arguments arguments) {
		LoopContext loop = (LoopContext) arguments.positional().get(0);
		List<Object> values = arguments.rest().positional();
		if (values.isEmpty()) {
			throw PythonError.type("no items for cycling given");
		}
		return values.get(Math.floorMod(loop.index, values.size()));
	}

	private static Object changed(Rendering rendering, Arguments arguments) {
		LoopContext loop = (LoopContext) arguments.positional().get(0);
		TupleValue values = new TupleValue(arguments.rest().positional());
		boolean changed = loop.lastChanged == null || !values.isEqual(loop.lastChanged);
		loop.lastChanged = values;
		return changed;
	}

	@Override
	boolean isCallable() {
		return true;
	}

	@Override
	Object call(Rendering rendering, Arguments arguments) {
		if (this.recursion == null) {
			throw PythonError.type("The loop must have the 'recursive' marker to be called recursively.");
		}
		BoundArguments bound = ITERABLE.bind("loop", arguments);
		return this.recursion.render(bound.get(0), this.depth + 1);
	}

	/**
	 * Renders a recursive loop.
	 */
	@FunctionalInterface
	interface Recursion {

		Object render(Object iterable, int depth);

	}

}
