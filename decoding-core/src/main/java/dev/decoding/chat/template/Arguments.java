package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one call.
 *
 * @param positional those by position
 * @param keywords those by name
 */
record Arguments(List<Object> positional, Map<String, Object> keywords) {

	static Arguments of(Object... positional) {
		return new Arguments(List.of(positional), Map.of());
	}

	Arguments prepend(Object first) {
		if (this.positional.isEmpty()) {
			return new Arguments(List.of(first), this.keywords);
		}
		List<Object> all = new ArrayList<>(this.positional.size() + 1);
		all.add(first);
		all.addAll(this.positional);
		return new Arguments(all, this.keywords);
	}

	/**
	 * Return all but the first by position.
	 */
	Arguments rest() {
		return new Arguments(this.positional.subList(1, this.positional.size()), this.keywords);
	}

	Arguments with(String name, Object value) {
		Map<String, Object> all = new LinkedHashMap<>(this.keywords);
		all.put(name, value);
		return new Arguments(this.positional, all);
	}

}
