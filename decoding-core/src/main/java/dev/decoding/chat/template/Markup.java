package dev.decoding.chat.template;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Text that is marked as safe. Its operators escape what is joined to it.
 */
final class Markup extends Value {

	private final String text;

	Markup(String text) {
		this.text = text;
	}

	static Markup escape(Object value) {
		return (value instanceof Markup markup) ? markup : new Markup(escapeText(Text.of(value)));
	}

	static String escapeText(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '\'' -> escaped.append("&#39;");
				case '"' -> escaped.append("&#34;");
				default -> escaped.append(c);
			}
		}
		return escaped.toString();
	}

	@Override
	String typeName() {
		return "Markup";
	}

	@Override
	void appendRepresentation(StringBuilder representation) {
		representation.append("Markup(");
		Representation.append(representation, this.text);
		representation.append(')');
	}

	@Override
	String text() {
		return this.text;
	}

	@Override
	boolean isTrue() {
		return !this.text.isEmpty();
	}

	@Override
	int length() {
		return Text.length(this.text);
	}

	@Override
	Iterator<Object> iterator() {
		return Text.characters(this.text);
	}

	@Override
	@Nullable Object item(Object key) {
		Object item = Items.find(this.text, key);
		return (item instanceof String character) ? new Markup(character) : null;
	}

	@Override
	boolean hasItems() {
		return true;
	}

	@Override
	@Nullable Object attribute(String name) {
		return MarkupMethods.find(this, name);
	}

	@Override
	boolean isEqual(Object other) {
		return Text.isText(other) && this.text.equals(Text.of(other));
	}

	@Override
	Object key() {
		return this.text;
	}

}
