package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The methods of text that is marked as safe: those of text, with arguments escaped and
 * results marked.
 */
final class MarkupMethods {

	private static final Set<String> ESCAPING = Set.of("replace", "ljust", "rjust", "center");

	private static final Methods OWN = new Methods("Markup")
		.add("unescape", "", (rendering, arguments) -> Html.unescape(Text.of(arguments.get(0))))
		.add("striptags", "", (rendering, arguments) -> Html.stripTags(Text.of(arguments.get(0))))
		.add("join", "iterable, /", (rendering, arguments) -> {
			List<Object> escaped = new ArrayList<>();
			Iteration.of(rendering, arguments.get(1)).forEachRemaining((item) -> escaped.add(Markup.escape(item)));
			String separator = Text.of(arguments.get(0));
			return new Markup(StringMethods.join(rendering, separator, new ListValue(escaped)));
		});

	private MarkupMethods() {
	}

	static @Nullable Value find(Markup markup, String name) {
		Value own = OWN.find(markup, name);
		Builtin function = StringMethods.function(name);
		if (own != null || function == null) {
			return own;
		}
		return Builtin.variadic(name, (rendering, arguments) -> {
			Arguments all = ESCAPING.contains(name) ? escapeLast(arguments) : arguments;
			return mark(function.call(rendering, all));
		}).bindTo(markup);
	}

	/**
	 * Escape the argument that goes into the text: the second that is given, behind the
	 * text itself and a width or a part to replace.
	 */
	private static Arguments escapeLast(Arguments arguments) {
		List<Object> positional = new ArrayList<>(arguments.positional());
		if (positional.size() > 2) {
			positional.set(2, Markup.escape(positional.get(2)));
		}
		return new Arguments(positional, Map.copyOf(arguments.keywords()));
	}

	private static Object mark(Object result) {
		if (result instanceof String text) {
			return new Markup(text);
		}
		if (result instanceof SequenceValue sequence) {
			return sequence.with(new ArrayList<>(sequence.items().stream().map(MarkupMethods::mark).toList()));
		}
		return result;
	}

}
