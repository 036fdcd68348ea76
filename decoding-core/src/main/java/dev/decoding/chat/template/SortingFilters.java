package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Filters that put elements in order.
 */
final class SortingFilters {

	private SortingFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.add("sort", "value, reverse=, case_sensitive=, attribute=", SortingFilters::sort)
			.add("dictsort", "value, case_sensitive=, by=, reverse=", SortingFilters::sortDict)
			.add("min", "value, case_sensitive=, attribute=", (r, a) -> extreme(r, a, -1))
			.add("max", "value, case_sensitive=, attribute=", (r, a) -> extreme(r, a, 1))
			.add("groupby", "value, attribute, default=, case_sensitive=", SortingFilters::group);
	}

	private static Object sort(Rendering rendering, BoundArguments arguments) {
		List<AttributePath> paths = new ArrayList<>();
		Object attribute = arguments.get(3);
		if (Text.isText(attribute)) {
			for (String part : Text.of(attribute).split(",", -1)) {
				paths.add(AttributePath.of(part));
			}
		}
		else {
			paths.add(AttributePath.of(attribute));
		}
		boolean caseSensitive = arguments.isTrue(2, false);
		List<Keyed> keyed = new ArrayList<>();
		for (Object item : Iteration.list(rendering, arguments.get(0))) {
			List<Object> key = new ArrayList<>();
			paths.forEach((path) -> key.add(path.get(item, caseSensitive)));
			keyed.add(new Keyed(new ListValue(key), item));
		}
		return sorted(rendering, keyed, arguments.flag(1));
	}

	private static ListValue sorted(Rendering rendering, List<Keyed> keyed, boolean reverse) {
		Ordering.sort(rendering, keyed, Keyed::key, reverse);
		List<Object> items = new ArrayList<>(keyed.size());
		keyed.forEach((element) -> items.add(element.item()));
		return new ListValue(items);
	}

	private static Object sortDict(Rendering rendering, BoundArguments arguments) {
		String by = Text.of(arguments.get(2, "key"));
		if (!by.equals("key") && !by.equals("value")) {
			throw PythonError.argument("You can only sort by either \"key\" or \"value\"");
		}
		if (!(arguments.get(0) instanceof DictValue dict)) {
			if (arguments.get(0) instanceof Undefined undefined) {
				throw undefined.error();
			}
			throw PythonError.of("AttributeError",
					"'" + Types.name(arguments.get(0)) + "' object has no attribute 'items'");
		}
		int position = by.equals("key") ? 0 : 1;
		boolean caseSensitive = arguments.isTrue(1, false);
		List<Keyed> keyed = new ArrayList<>();
		for (Object item : Iteration.list(rendering, new DictView(dict, DictView.Part.ITEMS))) {
			Object key = ((TupleValue) item).items().get(position);
			keyed.add(new Keyed(caseSensitive ? key : AttributePath.ignoreCase(key), item));
		}
		return sorted(rendering, keyed, arguments.flag(3));
	}

	private static Object extreme(Rendering rendering, BoundArguments arguments, int sign) {
		AttributePath path = AttributePath.of(arguments.get(2));
		boolean caseSensitive = arguments.isTrue(1, false);
		Keyed best = null;
		for (Object item : Iteration.list(rendering, arguments.get(0))) {
			Keyed candidate = new Keyed(path.get(item, caseSensitive), item);
			boolean better = best != null && Ordering.holds((sign < 0) ? "<" : ">", candidate.key(), best.key());
			if (best == null || better) {
				best = candidate;
			}
		}
		return (best != null) ? best.item() : Undefined.hinted("No aggregated item, sequence was empty.");
	}

	private static Object group(Rendering rendering, BoundArguments arguments) {
		Object fallback = arguments.has(2) ? arguments.get(2) : null;
		AttributePath path = AttributePath.of(arguments.get(1), fallback);
		boolean caseSensitive = arguments.isTrue(3, false);
		List<Keyed> keyed = new ArrayList<>();
		for (Object item : Iteration.list(rendering, arguments.get(0))) {
			keyed.add(new Keyed(path.get(item, caseSensitive), item));
		}
		Ordering.sort(rendering, keyed, Keyed::key, false);
		List<Object> groups = new ArrayList<>();
		int start = 0;
		for (int i = 1; i <= keyed.size(); i++) {
			if (i == keyed.size() || !Equality.areEqual(keyed.get(i).key(), keyed.get(start).key())) {
				List<Object> items = new ArrayList<>();
				keyed.subList(start, i).forEach((element) -> items.add(element.item()));
				groups.add(new Group(path.get(items.get(0)), new ListValue(items)));
				start = i;
			}
		}
		return new ListValue(groups);
	}

	/**
	 * An element with what it is sorted by.
	 */
	private record Keyed(Object key, Object item) {

	}

	/**
	 * A group: a tuple with names for its two elements.
	 */
	private static final class Group extends TupleValue {

		Group(Object grouper, ListValue list) {
			super(List.of(grouper, list));
		}

		@Override
		@Nullable Object attribute(String name) {
			return switch (name) {
				case "grouper" -> items().get(0);
				case "list" -> items().get(1);
				default -> super.attribute(name);
			};
		}

	}

}
