package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The methods of text.
 */
final class StringMethods {

	private static final Methods METHODS = new Methods("str")
		.add("upper", "/", (r, a) -> self(a).toUpperCase(Locale.ROOT))
		.add("lower", "/", (r, a) -> self(a).toLowerCase(Locale.ROOT))
		.add("casefold", "/", (r, a) -> self(a).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
		.add("capitalize", "/", (r, a) -> Casing.capitalize(self(a)))
		.add("title", "/", (r, a) -> Casing.title(self(a)))
		.add("swapcase", "/", (r, a) -> Casing.swap(self(a)))
		.add("strip", "chars=, /", (r, a) -> Trimming.strip(self(a), a.get(1), true, true))
		.add("lstrip", "chars=, /", (r, a) -> Trimming.strip(self(a), a.get(1), true, false))
		.add("rstrip", "chars=, /", (r, a) -> Trimming.strip(self(a), a.get(1), false, true))
		.add("removeprefix", "prefix, /", (r, a) -> Trimming.removePrefix(self(a), a.text(1)))
		.add("removesuffix", "suffix, /", (r, a) -> Trimming.removeSuffix(self(a), a.text(1)))
		.add("split", "sep=, maxsplit=", (r, a) -> Splitting.split(r, self(a), separator(a), a.clamped(2, -1)))
		.add("rsplit", "sep=, maxsplit=", (r, a) -> Splitting.splitRight(r, self(a), separator(a), a.clamped(2, -1)))
		.add("splitlines", "keepends=", (r, a) -> Splitting.lines(r, self(a), a.isTrue(1, false)))
		.add("partition", "sep, /", (r, a) -> Splitting.partition(self(a), a.text(1), false))
		.add("rpartition", "sep, /", (r, a) -> Splitting.partition(self(a), a.text(1), true))
		.add("join", "iterable, /", (r, a) -> join(r, self(a), a.get(1)))
		.add("replace", "old, new, count=, /",
				(r, a) -> Replacing.replace(r, self(a), a.text(1), a.text(2), a.clamped(3, -1)))
		.add("startswith", "prefix, start=, end=, /",
				(r, a) -> affix(a, (within, affix) -> within.startsWith(affix), "startswith"))
		.add("endswith", "suffix, start=, end=, /",
				(r, a) -> affix(a, (within, affix) -> within.endsWith(affix), "endswith"))
		.add("find", "sub, start=, end=, /", (r, a) -> Searching.find(a, false, false))
		.add("rfind", "sub, start=, end=, /", (r, a) -> Searching.find(a, true, false))
		.add("index", "sub, start=, end=, /", (r, a) -> Searching.find(a, false, true))
		.add("rindex", "sub, start=, end=, /", (r, a) -> Searching.find(a, true, true))
		.add("count", "sub, start=, end=, /", (r, a) -> Searching.count(a))
		.add("center", "width, fillchar=, /", (r, a) -> Padding.center(r, self(a), a.integer(1, 0), fill(a)))
		.add("ljust", "width, fillchar=, /", (r, a) -> Padding.left(r, self(a), a.integer(1, 0), fill(a)))
		.add("rjust", "width, fillchar=, /", (r, a) -> Padding.right(r, self(a), a.integer(1, 0), fill(a)))
		.add("zfill", "width, /", (r, a) -> zeroFill(r, self(a), a.integer(1, 0)))
		.add("expandtabs", "tabsize=", (r, a) -> expandTabs(r, self(a), a.integer(1, 8)))
		.add("translate", "table, /", (r, a) -> translate(self(a), a.get(1)))
		.add("isspace", "/", (r, a) -> all(a, Whitespace::isWhitespace))
		.add("isalpha", "/", (r, a) -> all(a, Character::isLetter))
		.add("isdecimal", "/", (r, a) -> all(a, (c) -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER))
		.add("isdigit", "/", (r, a) -> all(a, Casing::isDigit))
		.add("isnumeric", "/", (r, a) -> all(a, Casing::isNumeric))
		.add("isalnum", "/", (r, a) -> all(a, (c) -> Character.isLetter(c) || Casing.isNumeric(c)))
		.add("isascii", "/", (r, a) -> self(a).chars().allMatch((c) -> c < 128))
		.add("isprintable", "/", (r, a) -> self(a).codePoints().allMatch(Representation::isPrintable))
		.add("isidentifier", "/", (r, a) -> Casing.isIdentifier(self(a)))
		.add("islower", "/", (r, a) -> Casing.isLower(self(a)))
		.add("isupper", "/", (r, a) -> Casing.isUpper(self(a)))
		.add("istitle", "/", (r, a) -> Casing.isTitle(self(a)))
		.addVariadic("format", (r, a) -> StringFormatter.format(r, a.positional().get(0), a.rest()))
		.add("format_map", "mapping, /", (r, a) -> StringFormatter.format(r, a.get(0), keywords(a.get(1))))
		.refuse("encode", "maketrans");

	private StringMethods() {
	}

	static @Nullable Value find(Object text, String name) {
		return METHODS.find(text, name);
	}

	static @Nullable Builtin function(String name) {
		return METHODS.function(name);
	}

	private static String self(BoundArguments arguments) {
		return Text.of(arguments.get(0));
	}

	private static @Nullable String separator(BoundArguments arguments) {
		return arguments.has(1) ? arguments.text(1) : null;
	}

	private static String fill(BoundArguments arguments) {
		String fill = arguments.text(2, " ");
		if (Text.length(fill) != 1) {
			throw PythonError.type("The fill character must be exactly one character long");
		}
		return fill;
	}

	private static Object all(BoundArguments arguments, IntPredicate predicate) {
		String text = self(arguments);
		return !text.isEmpty() && text.codePoints().allMatch(predicate);
	}

	static String join(Rendering rendering, String separator, Object iterable) {
		StringBuilder text = new StringBuilder();
		Iterator<Object> items = Iteration.of(rendering, iterable);
		for (int i = 0; items.hasNext(); i++) {
			Object item = items.next();
			if (!Text.isText(item)) {
				throw PythonError
					.type("sequence item " + i + ": expected str instance, " + Types.name(item) + " found");
			}
			text.append((i > 0) ? separator : "").append(Text.of(item));
			rendering.checkLength(text.length());
		}
		return text.toString();
	}

	private static Object affix(BoundArguments arguments, Affix affix, String method) {
		String text = self(arguments);
		List<Object> candidates = (arguments.get(1) instanceof TupleValue tuple) ? tuple.items()
				: List.of(arguments.get(1));
		SliceIndices within = SliceIndices.of(arguments.get(2), arguments.get(3), None.NONE, Text.length(text));
		String part = Text.substring(text, within.start(), within.start() + within.length());
		boolean found = false;
		for (Object candidate : candidates) {
			if (!Text.isText(candidate)) {
				throw PythonError
					.type(method + " first arg must be str or a tuple of str, not " + Types.name(candidate));
			}
			found |= affix.fits(part, Text.of(candidate));
		}
		return found;
	}

	private static String zeroFill(Rendering rendering, String text, long width) {
		int sign = (text.startsWith("-") || text.startsWith("+")) ? 1 : 0;
		return text.substring(0, sign) + Padding.right(rendering, text.substring(sign), width - sign, "0");
	}

	private static String expandTabs(Rendering rendering, String text, long size) {
		StringBuilder expanded = new StringBuilder();
		long column = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\t') {
				long spaces = (size > 0) ? size - column % size : 0;
				expanded.append(Padding.fill(rendering, spaces, " "));
				column += spaces;
			}
			else {
				expanded.append(c);
				column = (c == '\n' || c == '\r') ? 0 : column + 1;
			}
		}
		return expanded.toString();
	}

	private static String translate(String text, Object table) {
		StringBuilder translated = new StringBuilder();
		text.codePoints().forEach((c) -> {
			Object replacement = Items.find(table, (long) c);
			if (replacement == null) {
				translated.appendCodePoint(c);
			}
			else if (replacement instanceof Long codePoint) {
				translated.appendCodePoint(codePoint.intValue());
			}
			else if (replacement != None.NONE) {
				translated.append(Text.of(replacement));
			}
		});
		return translated.toString();
	}

	private static Arguments keywords(Object mapping) {
		Map<String, Object> keywords = new LinkedHashMap<>();
		if (!(mapping instanceof DictValue dict)) {
			throw PythonError.type("'" + Types.name(mapping) + "' object is not a mapping");
		}
		dict.entries().forEach((key, value) -> {
			if (key instanceof String name) {
				keywords.put(name, value);
			}
		});
		return new Arguments(new ArrayList<>(), keywords);
	}

	@FunctionalInterface
	private interface Affix {

		boolean fits(String text, String affix);

	}

}
