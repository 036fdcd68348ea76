package dev.decoding.chat.template;

import org.jspecify.annotations.Nullable;

/**
 * What {@code namespace()} makes: attributes that can be assigned from inner scopes.
 */
final class Namespace extends Value {

	private final DictValue attributes;

	Namespace(DictValue attributes) {
		this.attributes = attributes;
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
		text.append("<Namespace ");
		this.attributes.appendRepresentation(text);
		text.append('>');
	}

}
