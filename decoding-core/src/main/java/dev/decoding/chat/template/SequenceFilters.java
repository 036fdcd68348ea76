package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Filters on sequences and dicts.
 */
final class SequenceFilters {

	private SequenceFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.add("list", "value", (r, a) -> new ListValue(Iteration.list(r, a.get(0))))
			.add("items", "value", (r, a) -> new Generator(items(a.get(0))))
			.add("first", "seq", (r, a) -> first(Iteration.of(r, a.get(0)), "first"))
			.add("last", "seq", (r, a) -> first(Iteration.of(r, reversed(a.get(0))), "last"))
			.add("random", "seq", SequenceFilters::random)
			.add("reverse", "value", SequenceFilters::reverse)
			.add("attr", "obj, name", (r, a) -> attribute(a.get(0), a.text(1)))
			.add("d,default", "value, default_value=, boolean=", (r, a) -> {
				Object value = a.get(0);
				boolean missing = value instanceof Undefined || (a.isTrue(2, false) && !Truth.of(value));
				return missing ? a.get(1, "") : value;
			})
			.add("unique", "value, case_sensitive=, attribute=", SequenceFilters::unique)
			.add("slice", "value, slices, fill_with=", SequenceFilters::slice)
			.add("batch", "value, linecount, fill_with=", SequenceFilters::batch);
	}

	private static Iterator<Object> items(Object value) {
		if (value instanceof Undefined) {
			return Collections.emptyIterator();
		}
		if (value instanceof DictValue dict) {
			return dict.items();
		}
		return new LazyIterator(() -> {
			throw PythonError.type("Can only get item pairs from a mapping.");
		});
	}

	private static Object first(Iterator<Object> items, String which) {
		return items.hasNext() ? items.next() : Undefined.hinted("No " + which + " item, sequence was empty.");
	}

	private static Object random(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		int length = Iteration.length(value);
		if (length == 0) {
			return Undefined.hinted("No random item, sequence was empty.");
		}
		Object item = Items.find(value, (long) ThreadLocalRandom.current().nextInt(length));
		if (item == null) {
			throw PythonError.type("'" + Types.name(value) + "' object is not subscriptable");
		}
		return item;
	}

	/**
	 * Return an iterator from the end, for what Python's {@code reversed} takes.
	 */
	private static Generator reversed(Object value) {
		List<Object> items = new ArrayList<>();
		if (value instanceof String text) {
			Text.characters(text).forEachRemaining(items::add);
		}
		else if (value instanceof Undefined) {
			return new Generator("reversed", Collections.emptyIterator());
		}
		else if (value instanceof Value other && other.length() >= 0) {
			Iterator<Object> iterator = other.iterator();
			if (iterator != null) {
				iterator.forEachRemaining(items::add);
			}
		}
		else {
			throw PythonError.type("'" + Types.name(value) + "' object is not reversible");
		}
		Collections.reverse(items);
		return new Generator((value instanceof ListValue) ? "list_reverseiterator" : "reversed", items.iterator());
	}

	private static Object reverse(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		if (Text.isText(value)) {
			return Text.like(value, new StringBuilder(Text.of(value)).reverse().toString());
		}
		if (value instanceof Generator) {
			List<Object> items = Iteration.list(rendering, value);
			Collections.reverse(items);
			return new ListValue(items);
		}
		if (!(value instanceof Value other) || other.iterator() == null) {
			throw PythonError.argument("argument must be iterable");
		}
		return reversed(value);
	}

	private static Object attribute(Object target, String name) {
		Object attribute = Attributes.findSafe(target, name);
		return (attribute != null) ? attribute : Undefined.of(target, name);
	}

	private static Object unique(Rendering rendering, BoundArguments arguments) {
		AttributePath path = AttributePath.of(arguments.get(2));
		boolean caseSensitive = arguments.isTrue(1, false);
		Object value = arguments.get(0);
		Set<Object> seen = new HashSet<>();
		return new Generator(new LazyIterator(() -> new SelectingIterator(Iteration.of(rendering, value),
				(item) -> seen.add(DictValue.key(path.get(item, caseSensitive))))));
	}

	private static Object slice(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		long slices = arguments.integer(1, 0);
		Object fill = arguments.get(2);
		return new Generator(new LazyIterator(() -> {
			List<Object> items = Iteration.list(rendering, value);
			if (slices == 0) {
				throw PythonError.of("ZeroDivisionError", "integer division or modulo by zero");
			}
			return new Slices(rendering, items, slices, fill);
		}));
	}

	private static Object batch(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		int size = arguments.clamped(1, 0);
		Object fill = arguments.get(2);
		return new Generator(new LazyIterator(() -> {
			List<Object> batches = new ArrayList<>();
			List<Object> batch = new ArrayList<>();
			for (Object item : Iteration.list(rendering, value)) {
				if (batch.size() == size) {
					batches.add(new ListValue(batch));
					batch = new ArrayList<>();
				}
				batch.add(item);
			}
			if (!batch.isEmpty()) {
				if (fill != None.NONE && batch.size() < size) {
					rendering.allocate(size);
					batch.addAll(Collections.nCopies(size - batch.size(), fill));
				}
				batches.add(new ListValue(batch));
			}
			return batches.iterator();
		}));
	}

	/**
	 * A number of slices that are about as long as each other.
	 */
	private static final class Slices implements Iterator<Object> {

		private final Rendering rendering;

		private final List<Object> items;

		private final long slices;

		private final Object fill;

		private long next;

		private int offset;

		Slices(Rendering rendering, List<Object> items, long slices, Object fill) {
			this.rendering = rendering;
			this.items = items;
			this.slices = slices;
			this.fill = fill;
		}

		@Override
		public boolean hasNext() {
			return this.next < this.slices;
		}

		@Override
		public Object next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.rendering.step();
			int size = (int) (this.items.size() / this.slices);
			boolean longer = this.next < this.items.size() % this.slices;
			int end = this.offset + size + (longer ? 1 : 0);
			List<Object> slice = new ArrayList<>(this.items.subList(this.offset, end));
			if (this.fill != None.NONE && !longer) {
				slice.add(this.fill);
			}
			this.offset = end;
			this.next++;
			return new ListValue(slice);
		}

	}

}
