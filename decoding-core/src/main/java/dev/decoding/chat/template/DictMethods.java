package dev.decoding.chat.template;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * The methods of dicts.
 */
final class DictMethods {

	private static final Methods METHODS = new Methods("dict")
		.add("keys", "/", (rendering, arguments) -> new DictView(dict(arguments), DictView.Part.KEYS))
		.add("values", "/", (rendering, arguments) -> new DictView(dict(arguments), DictView.Part.VALUES))
		.add("items", "/", (rendering, arguments) -> new DictView(dict(arguments), DictView.Part.ITEMS))
		.add("copy", "/", (rendering, arguments) -> arguments.get(0))
		.add("get", "key, default=, /", (rendering, arguments) -> {
			Object value = dict(arguments).get(arguments.get(1));
			return (value != null) ? value : arguments.get(2);
		})
		.add("fromkeys", "keys, value=, /", DictMethods::fromKeys);

	private DictMethods() {
	}

	static @Nullable Value find(DictValue dict, String name) {
		return METHODS.find(dict, name);
	}

	static boolean has(String name) {
		return METHODS.function(name) != null;
	}

	private static DictValue dict(BoundArguments arguments) {
		return (DictValue) arguments.get(0);
	}

	private static Object fromKeys(Rendering rendering, BoundArguments arguments) {
		DictValue dict = new DictValue();
		Iterator<Object> keys = Iteration.of(rendering, arguments.get(1));
		while (keys.hasNext()) {
			dict.put(keys.next(), arguments.get(2));
		}
		return dict;
	}

}
