package dev.decoding.chat.template;

import org.jspecify.annotations.Nullable;

/**
 * The special variable {@code self}, whose elements render blocks.
 */
final class TemplateReference extends Value {

	private final BlockTable blocks;

	TemplateReference(BlockTable blocks) {
		this.blocks = blocks;
	}

	@Override
	String typeName() {
		return "TemplateReference";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append("<TemplateReference None>");
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	@Nullable Object item(Object key) {
		return (key instanceof String name) ? this.blocks.reference(name) : null;
	}

}
