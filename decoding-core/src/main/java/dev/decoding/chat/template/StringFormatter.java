package dev.decoding.chat.template;

/**
 * Python's {@code str.format}, with the attributes that the sandbox allows.
 */
final class StringFormatter {

	private static final int MAX_DEPTH = 2;

	private final Rendering rendering;

	private final Arguments arguments;

	private final boolean escape;

	private int next;

	private boolean numbered;

	private StringFormatter(Rendering rendering, Arguments arguments, boolean escape) {
		this.rendering = rendering;
		this.arguments = arguments;
		this.escape = escape;
	}

	static Object format(Rendering rendering, Object format, Arguments arguments) {
		StringFormatter formatter = new StringFormatter(rendering, arguments, format instanceof Markup);
		return Text.like(format, formatter.format(Text.of(format), MAX_DEPTH));
	}

	private String format(String format, int depth) {
		if (depth == 0) {
			throw PythonError.value("Max string recursion exceeded");
		}
		StringBuilder text = new StringBuilder();
		int at = 0;
		while (at < format.length()) {
			char c = format.charAt(at);
			boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
			if ((c == '{' || c == '}') && twice) {
				text.append(c);
				at += 2;
			}
			else if (c == '{') {
				int end = fieldEnd(format, at + 1);
				text.append(field(format.substring(at + 1, end), depth));
				at = end + 1;
			}
			else if (c == '}') {
				throw PythonError.value("Single '}' encountered in format string");
			}
			else {
				text.append(c);
				at++;
			}
			this.rendering.checkLength(text.length());
		}
		return text.toString();
	}

	private static int fieldEnd(String format, int from) {
		int depth = 1;
		boolean brackets = false;
		for (int i = from; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c == '[') {
				brackets = true;
			}
			else if (c == ']') {
				brackets = false;
			}
			else if (!brackets && c == '{') {
				depth++;
			}
			else if (!brackets && c == '}' && --depth == 0) {
				return i;
			}
		}
		throw PythonError.value((from >= format.length()) ? "Single '{' encountered in format string"
				: "expected '}' before end of string");
	}

	private String field(String field, int depth) {
		int end = nameEnd(field);
		String name = field.substring(0, end);
		char conversion = 0;
		if (field.startsWith("!", end)) {
			if (end + 1 >= field.length()) {
				throw PythonError.value("end of string while looking for conversion specifier");
			}
			conversion = field.charAt(end + 1);
			end += 2;
			if (end < field.length() && field.charAt(end) != ':') {
				throw PythonError.value("expected ':' after conversion specifier");
			}
		}
		Object value = convert(conversion, value(name));
		String spec = (end < field.length()) ? format(field.substring(end + 1), depth - 1) : "";
		if (this.escape) {
			return Markup.escape((value instanceof Markup) ? value : FormatSpec.format(this.rendering, value, spec))
				.text();
		}
		return FormatSpec.format(this.rendering, value, spec);
	}

	private static int nameEnd(String field) {
		boolean brackets = false;
		for (int i = 0; i < field.length(); i++) {
			char c = field.charAt(i);
			if (c == '[') {
				brackets = true;
			}
			else if (c == ']') {
				brackets = false;
			}
			else if (!brackets && (c == '!' || c == ':')) {
				return i;
			}
		}
		return field.length();
	}

	private static Object convert(char conversion, Object value) {
		return switch (conversion) {
			case 0 -> value;
			case 's' -> Text.of(value);
			case 'r' -> Representation.of(value);
			case 'a' -> Ascii.representation(value);
			default -> throw PythonError.value("Unknown conversion specifier '" + conversion + "'");
		};
	}

	private Object value(String name) {
		int end = 0;
		while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
			end++;
		}
		Object value = first(name.substring(0, end));
		while (end < name.length()) {
			if (name.charAt(end) == '.') {
				int next = end + 1;
				while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
					next++;
				}
				value = Attributes.get(value, part(name, end + 1, next));
				end = next;
			}
			else {
				int close = name.indexOf(']', end);
				if (name.charAt(end) != '[' || close < 0) {
					throw PythonError.value((close < 0) ? "Missing ']' in format string"
							: "Only '.' or '[' may follow ']' in format field specifier");
				}
				String key = part(name, end + 1, close);
				value = Items.get(value, isNumber(key) ? (Object) Long.valueOf(key) : key);
				end = close + 1;
			}
		}
		return value;
	}

	private static String part(String name, int from, int to) {
		if (from == to) {
			throw PythonError.value("Empty attribute in format string");
		}
		return name.substring(from, to);
	}

	private static boolean isNumber(String text) {
		return !text.isEmpty() && text.length() < 10 && text.chars().allMatch((c) -> c >= '0' && c <= '9');
	}

	private Object first(String name) {
		if (!name.isEmpty() && !isNumber(name)) {
			Object value = this.arguments.keywords().get(name);
			if (value == null) {
				throw PythonError.of("KeyError", Representation.of(name));
			}
			return value;
		}
		if (name.isEmpty() ? this.numbered : this.next > 0) {
			throw PythonError.value("cannot switch between manual and automatic field numbering");
		}
		this.numbered = !name.isEmpty();
		int index = name.isEmpty() ? this.next++ : Integer.parseInt(name);
		if (index >= this.arguments.positional().size()) {
			throw PythonError.of("IndexError",
					"Replacement index " + index + " out of range for positional args tuple");
		}
		return this.arguments.positional().get(index);
	}

}
