package dev.decoding.chat.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Filters that write values as text.
 */
final class FormattingFilters {

	private static final String UNQUOTED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

	private FormattingFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.add("tojson", "x, ensure_ascii=, indent=, separators=, sort_keys=", Json::dumps)
			.addVariadic("format", FormattingFilters::format)
			.add("filesizeformat", "value, binary=",
					(r, a) -> fileSize(NumberFilters.toFloat(a.get(0)), a.isTrue(1, false)))
			.add("pprint", "value", (r, a) -> PrettyPrint.of(r, a.get(0)))
			.add("urlencode", "value", FormattingFilters::urlEncode)
			.add("xmlattr", "d, autospace=", FormattingFilters::xmlAttributes)
			.add("urlize", "value, trim_url_limit=, nofollow=, target=, rel=, extra_schemes=", Urlize::apply);
	}

	private static Object format(Rendering rendering, Arguments arguments) {
		Arguments values = arguments.rest();
		if (!values.positional().isEmpty() && !values.keywords().isEmpty()) {
			throw PythonError.argument("can't handle positional and keyword arguments at the same time");
		}
		Object given = new TupleValue(values.positional());
		if (!values.keywords().isEmpty()) {
			DictValue named = new DictValue();
			values.keywords().forEach(named::put);
			given = named;
		}
		return PercentFormat.format(rendering, Text.soft(arguments.positional().get(0)), given);
	}

	private static Object fileSize(double bytes, boolean binary) {
		int base = binary ? 1024 : 1000;
		if (bytes == 1) {
			return "1 Byte";
		}
		if (bytes < base) {
			return Representation.of(Numbers.truncate(bytes)) + " Bytes";
		}
		double unit = base;
		String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
		for (int i = 0; i < prefixes.length(); i++) {
			unit *= base;
			if (bytes < unit || i == prefixes.length() - 1) {
				String size = FormatSpec.decimal('f', base * bytes / unit, 1, false);
				return size + " " + prefixes.charAt(i) + (binary ? "iB" : "B");
			}
		}
		return "";
	}

	private static Object urlEncode(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		boolean iterable = value instanceof Value other && !(value instanceof Markup) && other.iterator() != null;
		if (!iterable) {
			return quote(Text.of(value), "/");
		}
		List<String> pairs = new ArrayList<>();
		Iterator<Object> items = Iteration.of(rendering,
				(value instanceof DictValue dict) ? new DictView(dict, DictView.Part.ITEMS) : value);
		while (items.hasNext()) {
			List<Object> pair = Iteration.list(rendering, items.next());
			if (pair.size() != 2) {
				throw PythonError.value("expected pairs of a key and a value");
			}
			pairs.add(quote(Text.of(pair.get(0)), "").replace("%20", "+") + "="
					+ quote(Text.of(pair.get(1)), "").replace("%20", "+"));
		}
		return String.join("&", pairs);
	}

	private static String quote(String text, String safe) {
		StringBuilder quoted = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			if (b > 0 && (UNQUOTED.indexOf(b) >= 0 || safe.indexOf(b) >= 0)) {
				quoted.append((char) b);
			}
			else {
				quoted.append("%%%02X".formatted(b & 0xff));
			}
		}
		return quoted.toString();
	}

	private static Object xmlAttributes(Rendering rendering, BoundArguments arguments) {
		if (!(arguments.get(0) instanceof DictValue dict)) {
			throw PythonError.type("'" + Types.name(arguments.get(0)) + "' object has no items");
		}
		StringBuilder text = new StringBuilder();
		boolean space = arguments.isTrue(1, true);
		for (Iterator<Object> items = dict.items(); items.hasNext();) {
			List<Object> item = ((TupleValue) items.next()).items();
			Object value = item.get(1);
			if (value == None.NONE || value instanceof Undefined) {
				continue;
			}
			if (!Text.isText(item.get(0))) {
				throw PythonError.type("expected string or bytes-like object, got '" + Types.name(item.get(0)) + "'");
			}
			String key = Text.of(item.get(0));
			if (key.chars().anyMatch((c) -> c <= ' ' && Whitespace.isWhitespace(c) || "/>=".indexOf(c) >= 0)) {
				throw PythonError.value("Invalid character in attribute name: " + Representation.of(key));
			}
			text.append((space || !text.isEmpty()) ? " " : "");
			text.append(Markup.escape(item.get(0)).text())
				.append("=\"")
				.append(Markup.escape(value).text())
				.append('"');
		}
		return rendering.autoescape() ? new Markup(text.toString()) : text.toString();
	}

}
