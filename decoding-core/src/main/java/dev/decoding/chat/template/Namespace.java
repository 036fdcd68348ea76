package dev.decoding.chat.template;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What {@code namespace()} makes: attributes that can be assigned from inner scopes.
 */
final class Namespace extends Value {

	private final Map<Object, Object> attributes;

	Namespace(DictValue attributes) {
		this.attributes = new LinkedHashMap<>(attributes.entries());
	}

	void set(String name, Object value) {
		this.attributes.put(name, value);
	}

	@Override
	String typeName() {
		return "Namespace";
	}

	@Override
	@Nullable Object attribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		DictValue dict = new DictValue();
		this.attributes.forEach(dict::put);
		text.append("<Namespace ");
		dict.appendRepresentation(text);
		text.append('>');
	}

}
