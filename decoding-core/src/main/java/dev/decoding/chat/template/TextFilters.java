package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Filters that make text of text.
 */
final class TextFilters {

	private TextFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.add("string", "value", (r, a) -> Text.soft(a.get(0)))
			.add("upper", "s", (r, a) -> map(a, (text) -> text.toUpperCase(Locale.ROOT)))
			.add("lower", "s", (r, a) -> map(a, (text) -> text.toLowerCase(Locale.ROOT)))
			.add("capitalize", "s", (r, a) -> map(a, Casing::capitalize))
			.add("title", "s", (r, a) -> map(a, TextFilters::title))
			.add("trim", "value, chars=", (r, a) -> map(a, (text) -> Trimming.strip(text, a.get(1), true, true)))
			.add("center", "value, width=", (r, a) -> map(a, (text) -> Padding.center(r, text, a.integer(1, 80), " ")))
			.add("replace", "s, old, new, count=", TextFilters::replace)
			.add("join", "value, d=, attribute=", TextFilters::join)
			.add("indent", "s, width=, first=, blank=", TextFilters::indent)
			.add("truncate", "s, length=, killwords=, end=, leeway=", TextFilters::truncate)
			.add("wordcount", "s", (r, a) -> wordCount(Text.of(a.get(0))))
			.add("wordwrap", "s, width=, break_long_words=, wrapstring=, break_on_hyphens=", WordWrap::apply)
			.add("safe", "value", (r, a) -> new Markup(Text.of(a.get(0))))
			.add("e,escape", "s", (r, a) -> Markup.escape(a.get(0)))
			.add("forceescape", "value", (r, a) -> new Markup(Markup.escapeText(Text.of(a.get(0)))))
			.add("striptags", "value", (r, a) -> Html.stripTags(Text.of(a.get(0))));
	}

	private static Object map(BoundArguments arguments, UnaryOperator<String> function) {
		Object value = arguments.get(0);
		return Text.like(value, function.apply(Text.of(value)));
	}

	private static String title(String text) {
		StringBuilder title = new StringBuilder();
		boolean start = true;
		for (int c : text.codePoints().toArray()) {
			boolean separator = Whitespace.isWhitespace(c) || "-({[<".indexOf(c) >= 0;
			String character = Character.toString(c);
			title.append(
					(start && !separator) ? character.toUpperCase(Locale.ROOT) : character.toLowerCase(Locale.ROOT));
			start = separator;
		}
		return title.toString();
	}

	private static Object replace(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		Object old = arguments.get(1);
		Object replacement = arguments.get(2);
		int count = arguments.has(3) ? arguments.clamped(3, -1) : -1;
		if (!rendering.autoescape()) {
			return Replacing.replace(rendering, Text.of(value), Text.of(old), Text.of(replacement), count);
		}
		boolean escape = old instanceof Markup || (replacement instanceof Markup && !(value instanceof Markup));
		Object text = escape ? Markup.escape(value) : Text.soft(value);
		String inserted = (text instanceof Markup) ? Markup.escape(replacement).text() : Text.of(replacement);
		return Text.like(text, Replacing.replace(rendering, Text.of(text), Text.of(old), inserted, count));
	}

	private static Object join(Rendering rendering, BoundArguments arguments) {
		Object separator = arguments.get(1, "");
		AttributePath path = AttributePath.of(arguments.get(2));
		Iterator<Object> items = Iteration.of(rendering, arguments.get(0));
		List<Object> values = new ArrayList<>();
		items.forEachRemaining((item) -> values.add(path.get(item)));
		boolean safe = rendering.autoescape()
				&& (separator instanceof Markup || values.stream().anyMatch(Markup.class::isInstance));
		String between = safe ? Markup.escape(separator).text() : Text.of(separator);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < values.size(); i++) {
			Object value = values.get(i);
			text.append((i > 0) ? between : "").append(safe ? Markup.escape(value).text() : Text.of(value));
			rendering.checkLength(text.length());
		}
		return safe ? new Markup(text.toString()) : text.toString();
	}

	private static Object indent(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (!Text.isText(value)) {
			throw NumberArithmetic.unsupported("+", value, "");
		}
		Object width = arguments.get(1, 4L);
		String indention = Text.isText(width) ? Text.of(width) : Padding.fill(rendering, Numbers.index(width), " ");
		if (value instanceof Markup && Text.isText(width)) {
			indention = Markup.escape(width).text();
		}
		boolean first = arguments.isTrue(2, false);
		boolean blank = arguments.isTrue(3, false);
		StringBuilder text = new StringBuilder();
		List<Object> lines = Splitting.lines(rendering, Text.of(value) + "\n", false).items();
		for (int i = 0; i < lines.size(); i++) {
			String line = Text.of(lines.get(i));
			text.append((i > 0) ? "\n" : "");
			boolean indented = (i == 0) ? first : (blank || !line.isEmpty());
			text.append(indented ? indention : "").append(line);
			rendering.checkLength(text.length());
		}
		return Text.like(value, text.toString());
	}

	private static Object truncate(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		long length = arguments.integer(1, 255);
		String end = Text.of(arguments.get(3, "..."));
		long leeway = arguments.has(4) ? arguments.integer(4, 5) : 5;
		if (length < Text.length(end)) {
			throw PythonError.of("AssertionError", "expected length >= " + Text.length(end) + ", got " + length);
		}
		if (leeway < 0) {
			throw PythonError.of("AssertionError", "expected leeway >= 0, got " + leeway);
		}
		int size = Iteration.length(value);
		if (size <= length + leeway) {
			return value;
		}
		String text = Text.of(value);
		String cut = Text.substring(text, 0, (int) length - Text.length(end));
		if (!arguments.isTrue(2, false)) {
			int space = cut.lastIndexOf(' ');
			cut = (space >= 0) ? cut.substring(0, space) : cut;
		}
		return Text.like(value, cut + end);
	}

	private static Object wordCount(String text) {
		long count = 0;
		boolean inside = false;
		for (int c : text.codePoints().toArray()) {
			boolean word = c == '_' || Character.isLetter(c) || Casing.isNumeric(c);
			count += (word && !inside) ? 1 : 0;
			inside = word;
		}
		return count;
	}

}
