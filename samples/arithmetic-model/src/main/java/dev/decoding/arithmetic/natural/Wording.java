package dev.decoding.arithmetic.natural;

import java.util.HashMap;
import java.util.Map;

/**
 * Fills templates. <code>{name}</code> becomes what was said of that name;
 * <code>{Name}</code> the same with a capital; of <code>[have|has|had]</code> one form is
 * taken, depending on who does it and when.
 */
final class Wording {

	private final Map<String, String> words = new HashMap<>();

	private int form;

	/**
	 * Say what a name stands for.
	 */
	Wording with(String name, String text) {
		this.words.put(name, text);
		return this;
	}

	/**
	 * Say which form verbs take: 0 for I and you, 1 for he and she, 2 and 3 for the same
	 * in the past. A verb with fewer forms takes its last one.
	 */
	Wording form(int form) {
		this.form = form;
		return this;
	}

	/**
	 * Fill a template.
	 * @throws IllegalArgumentException if it names something that nobody said
	 */
	String fill(String template) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < template.length(); i++) {
			char c = template.charAt(i);
			if (c == '{') {
				int end = template.indexOf('}', i);
				text.append(word(template.substring(i + 1, end), template));
				i = end;
			}
			else if (c == '[') {
				int end = template.indexOf(']', i);
				String[] forms = template.substring(i + 1, end).split("\\|", -1);
				text.append(forms[Math.min(this.form, forms.length - 1)]);
				i = end;
			}
			else {
				text.append(c);
			}
		}
		return text.toString();
	}

	private String word(String name, String template) {
		char first = name.charAt(0);
		String word = this.words.get(Character.toLowerCase(first) + name.substring(1));
		if (word == null) {
			throw new IllegalArgumentException("Nothing is known of '" + name + "' in '" + template + "'");
		}
		return Character.isUpperCase(first) ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
	}

}
